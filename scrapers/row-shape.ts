import { createHash } from 'node:crypto';

/** What a run's rows looked like: key paths (`salaryRange.min`, `tags[]`), their types, and the share of rows having each. */
export interface SchemaFingerprint {
  readonly rows: number;
  readonly paths: Readonly<Record<string, { readonly types: readonly string[]; readonly share: number }>>;
}

const MAX_DEPTH = 64;
const MAX_NODES = 50_000;
const MAX_TEXT = 1_000_000;
const MAX_PATHS = 400;
const PATH_DEPTH = 4;

/** A row that must not go further, in words a person understands. */
export class HostileRowError extends Error {}

const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** ES2024, in Node since 20; the pattern `\p{Surrogate}` says the same a hundred times slower. */
export const isWellFormed = (text: string): boolean => (text as string & { isWellFormed(): boolean }).isWellFormed();

function checkText(text: string): void {
  if (text.length > MAX_TEXT) throw new HostileRowError(`a text of ${(text.length / 1_000_000).toFixed(1)} million characters`);
  if (text.includes('\u0000')) throw new HostileRowError('a text holds a NUL character');
  if (!isWellFormed(text)) throw new HostileRowError('a text holds half a character (a lone surrogate)');
}

/** Collects the shape of rows as they pass; hands each row's hash back. */
export function createRowShapes(version: number) {
  const counts = new Map<string, { types: Set<string>; rows: number; last: number }>();
  let rows = 0;

  function note(path: string, type: string): void {
    const held = counts.get(path);
    if (held === undefined) {
      if (counts.size < MAX_PATHS) counts.set(path, { types: new Set([type]), rows: 1, last: rows });
      return;
    }
    held.types.add(type);
    if (held.last !== rows) {
      held.rows += 1;
      held.last = rows;
    }
  }

  /**
   * Checks a row and hashes it: keys sorted, so that a source may shuffle them; texts with their length, so that no two rows write alike.
   * @returns sha256 in hex over the row and the adapter's version. @throws HostileRowError
   */
  function take(row: unknown): string {
    rows += 1;
    const parts: string[] = [`v${version}\n`];
    let nodes = 0;
    const walk = (value: unknown, path: string, depth: number): void => {
      nodes += 1;
      if (nodes > MAX_NODES) throw new HostileRowError(`more than ${MAX_NODES.toLocaleString('en')} values in one row`);
      if (depth > MAX_DEPTH) throw new HostileRowError(`values nested deeper than ${MAX_DEPTH}`);
      if (depth > 0 && depth <= PATH_DEPTH) note(path, typeOf(value));
      if (typeof value === 'string') {
        checkText(value);
        parts.push(`"${value.length}:`, value);
      } else if (Array.isArray(value)) {
        parts.push('[');
        for (const entry of value) {
          walk(entry, `${path}[]`, depth + 1);
          parts.push(',');
        }
        parts.push(']');
      } else if (typeof value === 'object' && value !== null) {
        parts.push('{');
        for (const key of Object.keys(value).sort()) {
          checkText(key);
          if (key === '__proto__') throw new HostileRowError('a key named __proto__');
          parts.push(`"${key.length}:`, key, ':');
          walk((value as Record<string, unknown>)[key], path === '' ? key : `${path}.${key}`, depth + 1);
          parts.push(',');
        }
        parts.push('}');
      } else parts.push(String(value));
    };
    walk(row, '', 0);
    return createHash('sha256').update(parts.join('')).digest('hex');
  }

  function fingerprint(): SchemaFingerprint {
    const paths: Record<string, { types: string[]; share: number }> = Object.create(null) as Record<
      string,
      { types: string[]; share: number }
    >;
    for (const [path, held] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
      paths[path] = { types: [...held.types].sort(), share: Math.round((held.rows / Math.max(1, rows)) * 1000) / 1000 };
    }
    return { rows, paths };
  }

  return { take, fingerprint };
}
