import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { setImmediate as breathe } from 'node:timers/promises';
import type { Tx } from './transaction.js';

/** A column of a table and what of a row goes into it. */
export type CopyColumn<Row> = { readonly name: string } & (
  | { readonly type: 'int2' | 'int4' | 'float8'; readonly of: (row: Row) => number | null }
  | { readonly type: 'bool'; readonly of: (row: Row) => boolean | null }
  /** `jsonb`: JSON text, as `jsonTextOf` writes it. */
  | { readonly type: 'text' | 'jsonb'; readonly of: (row: Row) => string | null }
  | { readonly type: 'bytea'; readonly of: (row: Row) => Uint8Array | null }
  | { readonly type: 'timestamptz'; readonly of: (row: Row) => Date | null }
  | { readonly type: 'text[]'; readonly of: (row: Row) => readonly string[] | null }
  | { readonly type: 'int4[]'; readonly of: (row: Row) => readonly number[] | null }
);

const CHUNK = 1 << 18;
const SIGNATURE = Buffer.from('PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0', 'latin1');
/** PostgreSQL counts from 2000. */
const EPOCH_MS = 946_684_800_000;
const TEXT_OID = 25;
const INT4_OID = 23;
const JSONB_VERSION = 1;

/** Rows in the binary form of COPY: nothing is escaped here, nothing parsed there. */
class RowWriter {
  private buffer: Buffer = Buffer.allocUnsafe(CHUNK);
  private at = 0;

  constructor() {
    this.at = SIGNATURE.copy(this.buffer, 0);
  }

  /** What has gathered; the writer goes on in a buffer of its own. */
  take(): Buffer {
    const taken = this.buffer.subarray(0, this.at);
    this.buffer = Buffer.allocUnsafe(CHUNK);
    this.at = 0;
    return taken;
  }

  get isFull(): boolean {
    return this.at >= CHUNK >> 1;
  }

  int2(value: number): void {
    this.room(2);
    this.at = this.buffer.writeInt16BE(value, this.at);
  }

  int4(value: number): void {
    this.room(4);
    this.at = this.buffer.writeInt32BE(value, this.at);
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.at + bytes));
    this.buffer.copy(larger, 0, 0, this.at);
    this.buffer = larger;
  }

  /** A length and the text; half characters become U+FFFD on the way. */
  private text(value: string, before = 0): void {
    const text = value.includes('\u0000') ? value.replaceAll('\u0000', '\ufffd') : value;
    this.room(4 + before + text.length * 3);
    const start = this.at + 4;
    if (before > 0) this.buffer[start] = JSONB_VERSION;
    const written = this.buffer.write(text, start + before, 'utf8') + before;
    this.buffer.writeInt32BE(written, this.at);
    this.at = start + written;
  }

  private bytes(value: Uint8Array): void {
    this.int4(value.byteLength);
    this.room(value.byteLength);
    this.buffer.set(value, this.at);
    this.at += value.byteLength;
  }

  private array<T>(values: readonly T[], oid: number, write: (value: T) => void): void {
    const start = this.at;
    this.int4(0);
    this.int4(values.length === 0 ? 0 : 1);
    this.int4(0);
    this.int4(oid);
    if (values.length > 0) {
      this.int4(values.length);
      this.int4(1);
      for (const value of values) write(value);
    }
    this.buffer.writeInt32BE(this.at - start - 4, start);
  }

  field<Row>(column: CopyColumn<Row>, row: Row): void {
    const value = column.of(row);
    if (value === null) {
      this.int4(-1);
      return;
    }
    switch (column.type) {
      case 'int2':
        this.int4(2);
        this.int2(value as number);
        return;
      case 'int4':
        this.int4(4);
        this.int4(value as number);
        return;
      case 'float8':
        this.int4(8);
        this.room(8);
        this.at = this.buffer.writeDoubleBE(value as number, this.at);
        return;
      case 'bool':
        this.int4(1);
        this.room(1);
        this.at = this.buffer.writeUInt8(value === true ? 1 : 0, this.at);
        return;
      case 'text':
        this.text(value as string);
        return;
      case 'jsonb':
        this.text(value as string, 1);
        return;
      case 'bytea':
        this.bytes(value as Uint8Array);
        return;
      case 'timestamptz':
        this.int4(8);
        this.room(8);
        this.at = this.buffer.writeBigInt64BE(BigInt((value as Date).getTime() - EPOCH_MS) * 1000n, this.at);
        return;
      case 'text[]':
        this.array(value as readonly string[], TEXT_OID, (text) => this.text(text));
        return;
      case 'int4[]':
        this.array(value as readonly number[], INT4_OID, (number) => {
          this.int4(4);
          this.int4(number);
        });
    }
  }
}

/** Rows in the form that COPY takes, piece by piece. */
function* encoded<Row>(columns: readonly CopyColumn<Row>[], rows: readonly Row[]): Generator<Buffer> {
  const writer = new RowWriter();
  for (const row of rows) {
    writer.int2(columns.length);
    for (const column of columns) writer.field(column, row);
    if (writer.isFull) yield writer.take();
  }
  writer.int2(-1);
  yield writer.take();
}

async function send<Row>(tx: Tx, { table, columns }: CopyTable<Row>, pieces: Iterable<Buffer>): Promise<void> {
  const names = columns.map((column) => column.name).join(', ');
  const query = tx.unsafe(`copy ${table} (${names}) from stdin (format binary)`);
  // The driver tells a refusal that comes after the last byte to the statement, which has already answered with its stream: nobody would hear.
  const refused = new Promise<never>((_, reject) => {
    void Object.assign(query, { reject });
  });
  refused.catch(() => undefined);
  const stream = await Promise.race([query.writable(), refused]);
  const ended = Promise.race([finished(stream), refused]);
  ended.catch(() => undefined);
  for (const piece of pieces) {
    if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), ended]);
  }
  stream.end();
  await ended;
}

/** A table and what of each row goes into it. */
export interface CopyTable<Row> {
  readonly table: string;
  readonly columns: readonly CopyColumn<Row>[];
}

/**
 * Writes rows into a table in one COPY. Keys and triggers of the table hold as for an insert; identity columns take what they are given.
 * @throws what the server says, also where it says it only at the end (a duplicate key, a missing reference)
 */
export async function copyRows<Row>(tx: Tx, table: string, columns: readonly CopyColumn<Row>[], rows: readonly Row[]): Promise<void> {
  if (rows.length > 0) await send(tx, { table, columns }, encoded(columns, rows));
}

/**
 * Writes the same rows into several tables, one COPY after the other; what the next takes is made while the server is at the one before, so
 * the heaviest comes first.
 * @throws as `copyRows`
 */
export async function copyTables<Row>(tx: Tx, tables: readonly CopyTable<Row>[], rows: readonly Row[]): Promise<void> {
  if (rows.length === 0) return;
  let before: Promise<void> | null = null;
  for (const table of tables) {
    let pieces: Iterable<Buffer> = encoded(table.columns, rows);
    if (before !== null) {
      const made: Buffer[] = [];
      for (const piece of pieces) {
        made.push(piece);
        await breathe();
      }
      pieces = made;
      await before;
    }
    before = send(tx, table, pieces);
    before.catch(() => undefined);
  }
  await before;
}
