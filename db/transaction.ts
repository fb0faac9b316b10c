import type postgres from 'postgres';

/** A client or a transaction on it. */
export type Db = postgres.ISql;
export type Tx = postgres.TransactionSql;

/**
 * Deadlock and serialisation failure: the server took the transaction back, and it may simply be tried again. So it may after a duplicate
 * key: another process wrote the row in between, and the next try finds it.
 */
const TRY_AGAIN = new Set(['40P01', '40001', '23505']);
const TRIES = 5;

/** Runs `work` in one transaction, again when the server took it back; `work` must have no effect outside it. */
export async function inTransaction<T>(sql: postgres.Sql, work: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await sql.begin(work)) as T;
    } catch (error) {
      if (attempt >= TRIES || !TRY_AGAIN.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

/** A JSON parameter without what PostgreSQL cannot keep: NUL and lone surrogates become U+FFFD. */
export function jsonOf(db: Db, value: unknown): postgres.Parameter {
  return db.json(storable(value) as never);
}

const UNSTORABLE = /\\u0000|\\ud[89a-f]/;
const LONE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\u0000/g;

/** JSON text that PostgreSQL can keep. */
export function jsonTextOf(value: unknown): string {
  const text = JSON.stringify(value);
  return UNSTORABLE.test(text) ? JSON.stringify(cleaned(value)) : text;
}

/** ES2024, in Node since 20. */
const isStorable = (text: string): boolean => !text.includes('\u0000') && (text as string & { isWellFormed(): boolean }).isWellFormed();

/** Text without NUL and lone surrogates. */
export const storableText = (text: string): string => (isStorable(text) ? text : text.replace(LONE, '\ufffd'));

export const storableOrNull = (text: string | null): string | null => (text === null ? null : storableText(text));

/** The same value with every text storable; the value itself where nothing has to change. */
export function storable(value: unknown): unknown {
  // JSON.stringify writes both as escapes, so one look tells; texts that hold such an escape as words are copied in vain, no more.
  return UNSTORABLE.test(JSON.stringify(value) ?? '') ? cleaned(value) : value;
}

function cleaned(value: unknown): unknown {
  if (typeof value === 'string') return storableText(value);
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value === 'object' && value !== null && !(value instanceof Date)) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [storableText(key), cleaned(inner)]));
  }
  return value;
}

/** The first row of an answer that always has one. */
export function oneOf<T>(rows: readonly T[]): T {
  const [row] = rows;
  if (row === undefined) throw new Error('the database answered no row where one must be');
  return row;
}
