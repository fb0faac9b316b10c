import { randomUUID } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { Keep } from '#scrapers/board-reading';

/** Where one reading holds its pages and postings until it has been judged. */
export interface Spool {
  readonly keep: Keep;
  /** Whether anything had to go to disk. */
  readonly isOnDisk: () => boolean;
  /** Gives memory and disk back; what was kept on disk cannot be read any more. */
  close(): void;
}

export interface Spools {
  open(): Spool;
}

/** The folder of the spool could not be written or read; the reading fails, and nothing closes by it. */
export class SpoolError extends Error {}

const MEMORY = 8 * 1024 * 1024;
/** Bytes to and from disk after which garbage is collected. */
const COLLECT_EVERY = 4 * 1024 * 1024;

/** Collects garbage now. V8 by itself lets it grow to some 500 MB beside 60 MB of live data while a board is large. Takes 20 to 60 ms. */
function createCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  setFlagsFromString('--no-expose-gc');
  return collect;
}

const because = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Spools for the readings of one process. Up to `memory` bytes of all readings together stay in memory; the rest goes to a file of its
 * reading, which has no name any more once it is open, so that a killed process leaves none behind.
 * @param dir made when first needed
 * @param memory bytes, by the callers' estimates; default 32 MB
 */
export function createSpools({ dir, memory = MEMORY }: { readonly dir: string; readonly memory?: number }): Spools {
  let held = 0;
  let collect: (() => void) | null = null;
  let moved = 0;

  const move = (bytes: number) => {
    moved += bytes;
    if (moved < COLLECT_EVERY) return;
    moved = 0;
    collect ??= createCollector();
    collect();
  };

  function openFile(): { readonly file: number; readonly path: string; readonly isUnnamed: boolean } {
    const path = join(dir, `${process.pid}-${randomUUID()}.spool`);
    try {
      mkdirSync(dir, { recursive: true });
      const file = openSync(path, 'wx+', 0o600);
      try {
        rmSync(path);
        return { file, path, isUnnamed: true };
      } catch {
        // A system that keeps the names of open files: it goes when the reading ends.
        return { file, path, isUnnamed: false };
      }
    } catch (error) {
      throw new SpoolError(`a large board needs room in ${dir}, which cannot be written: ${because(error)}`);
    }
  }

  return {
    open() {
      let mine = 0;
      let on: ReturnType<typeof openFile> | null = null;
      let end = 0;

      // In one go and at once: a record is some kilobytes in the page cache, less work than waiting for a thread.
      const write = (bytes: Uint8Array): number => {
        on ??= openFile();
        const at = end;
        try {
          for (let done = 0; done < bytes.length;) done += writeSync(on.file, bytes, done, bytes.length - done, at + done);
        } catch (error) {
          throw new SpoolError(`a large board needs room in ${dir}: ${because(error)}`);
        }
        end = at + bytes.length;
        move(bytes.length);
        return at;
      };
      const read = (at: number, length: number): Uint8Array => {
        if (on === null) throw new SpoolError('the reading has ended: what it held on disk is gone');
        const bytes = Buffer.allocUnsafeSlow(length);
        for (let done = 0; done < length;) {
          const got = readSync(on.file, bytes, done, length - done, at + done);
          if (got === 0) throw new SpoolError(`what a reading kept in ${dir} is not whole`);
          done += got;
        }
        move(length);
        return bytes;
      };

      // Functions of their own: what is handed back must not hold the value that went to disk. A record is a copy byte for byte, so lone
      // surrogates and what is undefined come back as they were.
      const inMemory =
        <T>(value: T) =>
        () =>
          value;
      const onDisk = <T>(record: Buffer) => readerOf<T>(write(record), record.length);
      const readerOf =
        <T>(at: number, length: number) =>
        () =>
          deserialize(read(at, length)) as T;

      return {
        keep<T>(value: T, bytes: number): () => T {
          if (held + bytes <= memory) {
            held += bytes;
            mine += bytes;
            return inMemory(value);
          }
          return onDisk<T>(serialize(value));
        },
        isOnDisk: () => on !== null,
        close() {
          held -= mine;
          mine = 0;
          if (on === null) return;
          closeSync(on.file);
          if (!on.isUnnamed) rmSync(on.path, { force: true });
          on = null;
        },
      };
    },
  };
}
