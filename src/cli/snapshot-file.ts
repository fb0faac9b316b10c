import { mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { LogPosition } from '../domain/index-feed.js';
import { readSnapshot, snapshotOf } from '../search/index-snapshot.js';
import type { IndexState } from '../search/listing-index.js';

const NAME = 'listings.snapshot';

/** Writes the snapshot beside the old one and puts it in its place; whoever is cut off in between leaves the old one whole. */
export async function writeSnapshot(folder: string, state: IndexState, position: LogPosition): Promise<number> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, NAME);
  const draft = `${path}.${process.pid}.draft`;
  const file = await open(draft, 'w', 0o600);
  let bytes = 0;
  try {
    for (const piece of snapshotOf(state, position)) {
      for (let at = 0; at < piece.length;) at += (await file.write(piece, at, piece.length - at)).bytesWritten;
      bytes += piece.length;
    }
    await file.sync();
  } catch (error) {
    await file.close();
    await rm(draft, { force: true });
    throw error;
  }
  await file.close();
  await rename(draft, path);
  return bytes;
}

/** @returns `null`: there is none, or none that can be used */
export async function loadSnapshot(folder: string): Promise<ReturnType<typeof readSnapshot>> {
  let file;
  try {
    file = await open(join(folder, NAME), 'r');
  } catch {
    return null;
  }
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size;) {
      const { bytesRead } = await file.read(bytes, at, size - at, at);
      if (bytesRead === 0) return null;
      at += bytesRead;
    }
    return readSnapshot(bytes);
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
