import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { StartError } from '#src/domain/start-error';

/**
 * A backup on disk: gzip over frames of `kind, length, bytes`. Kinds: `H` the header, `T` a table's beginning, `D` its rows as COPY writes
 * them, `E` the SHA-256 of all frames before it. A file without its end is not whole.
 */
export type Frame =
  | { readonly kind: 'header'; readonly header: BackupHeader }
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'rows'; readonly bytes: Buffer };

export interface BackupHeader {
  readonly format: 'backboard-backup-1';
  /** Name of the newest migration. */
  readonly schema: string;
  readonly madeAt: string;
}

const CODES = { header: 72, table: 84, rows: 68, end: 69 } as const;
/** A frame longer than this is no frame of ours. */
const LONGEST = 64 * 1024 * 1024;
const HEAD = 5;

function framed(code: number, bytes: Buffer): Buffer {
  const head = Buffer.alloc(HEAD);
  head.writeUInt8(code, 0);
  head.writeUInt32BE(bytes.length, 1);
  return Buffer.concat([head, bytes]);
}

function bytesOf(frame: Frame): Buffer {
  switch (frame.kind) {
    case 'header':
      return framed(CODES.header, Buffer.from(JSON.stringify(frame.header)));
    case 'table':
      return framed(CODES.table, Buffer.from(JSON.stringify([frame.table, frame.columns])));
    case 'rows':
      return framed(CODES.rows, frame.bytes);
  }
}

async function* withEnd(frames: AsyncIterable<Frame>): AsyncGenerator<Buffer> {
  const hash = createHash('sha256');
  for await (const frame of frames) {
    const bytes = bytesOf(frame);
    hash.update(bytes);
    yield bytes;
  }
  yield framed(CODES.end, hash.digest());
}

/** Writes beside the file and moves into place: a backup is there whole or not at all. */
export async function writeBackupFile(file: string, frames: AsyncIterable<Frame>): Promise<void> {
  const part = `${file}.part`;
  try {
    await pipeline(Readable.from(withEnd(frames)), createGzip({ level: 4 }), createWriteStream(part, { mode: 0o600 }));
    await rename(part, file);
  } catch (error) {
    await rm(part, { force: true });
    throw error;
  }
}

const broken = (file: string, reason: string) => new StartError(`${file} is no whole backup (${reason}). Nothing was changed.`);

function frameOf(code: number, bytes: Buffer): Frame | null {
  const json = () => JSON.parse(bytes.toString('utf8')) as unknown;
  switch (code) {
    case CODES.header:
      return { kind: 'header', header: json() as BackupHeader };
    case CODES.table: {
      const [table, columns] = json() as [string, string[]];
      return { kind: 'table', table, columns };
    }
    case CODES.rows:
      return { kind: 'rows', bytes };
    default:
      return null;
  }
}

/**
 * Reads a backup in constant memory.
 * @throws StartError the file is missing, cut off, changed, or something else
 */
export async function* readBackupFile(file: string): AsyncGenerator<Frame> {
  const hash = createHash('sha256');
  const input = createReadStream(file);
  const unzipped = createGunzip();
  input.on('error', (error) => unzipped.destroy(error));
  input.pipe(unzipped);
  let buffered: Buffer = Buffer.alloc(0);
  let ended = false;
  try {
    for await (const chunk of unzipped) {
      buffered = buffered.length === 0 ? (chunk as Buffer) : Buffer.concat([buffered, chunk as Buffer]);
      while (buffered.length >= HEAD) {
        const code = buffered.readUInt8(0);
        const length = buffered.readUInt32BE(1);
        if (ended || length > LONGEST) throw broken(file, 'it holds what no backup holds');
        if (buffered.length < HEAD + length) break;
        const whole = buffered.subarray(0, HEAD + length);
        const bytes = whole.subarray(HEAD);
        buffered = buffered.subarray(HEAD + length);
        if (code === CODES.end) {
          if (!bytes.equals(hash.digest())) throw broken(file, 'its checksum differs');
          ended = true;
          continue;
        }
        hash.update(whole);
        const frame = frameOf(code, bytes);
        if (frame === null) throw broken(file, 'it holds what no backup holds');
        yield frame;
      }
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw broken(file, (error as NodeJS.ErrnoException).code ?? 'it cannot be read');
  } finally {
    input.destroy();
    unzipped.destroy();
  }
  if (!ended) throw broken(file, 'its end is missing');
}
