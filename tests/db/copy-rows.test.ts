import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { copyRows, type CopyColumn } from '#db/copy-rows';
import { inTransaction } from '#db/transaction';
import { freshDatabase, type TestDatabase } from '#tests/support/database';

interface Given {
  readonly id: number | null;
  readonly text?: string | null;
  readonly refers?: number;
}

const COLUMNS: readonly CopyColumn<Given>[] = [
  { name: 'id', type: 'int4', of: (row) => row.id },
  { name: 'words', type: 'text', of: (row) => row.text ?? null },
  { name: 'refers', type: 'int4', of: (row) => row.refers ?? null },
];

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
  await database.sql.unsafe(`
    create table copied (id int primary key, words text, refers int references copied deferrable initially immediate);
    create table every_type (i2 smallint, i4 int, f8 double precision, b bool, t text, j jsonb, y bytea, at timestamptz, ts text[], ns int[])`);
});
afterAll(() => database.drop());

const copied = (rows: readonly Given[]) => inTransaction(database.sql, (tx) => copyRows(tx, 'copied', COLUMNS, rows));

describe('rows go in by COPY', () => {
  it('with every type as it was given, and texts as a database can keep them', async () => {
    const at = new Date('2026-03-29T01:30:00.123Z');
    const columns: readonly CopyColumn<{ readonly words: string; readonly place: number }>[] = [
      { name: 'i2', type: 'int2', of: () => -7 },
      { name: 'i4', type: 'int4', of: (row) => 2_000_000_000 + row.place },
      { name: 'f8', type: 'float8', of: () => 0.1 },
      { name: 'b', type: 'bool', of: () => true },
      { name: 't', type: 'text', of: (row) => row.words },
      { name: 'j', type: 'jsonb', of: (row) => JSON.stringify({ a: row.words.length }) },
      { name: 'y', type: 'bytea', of: () => Uint8Array.of(0, 92, 255) },
      { name: 'at', type: 'timestamptz', of: () => at },
      { name: 'ts', type: 'text[]', of: (row) => [row.words, 'NULL', ''] },
      { name: 'ns', type: 'int4[]', of: () => [] },
    ];
    const given = ['a\tb\\N\r\n"č😀', 'half \ud83d a pair', 'nul \u0000 in it', 'x'.repeat(700_000)];
    await inTransaction(database.sql, (tx) =>
      copyRows(
        tx,
        'every_type',
        columns,
        given.map((words, place) => ({ words, place })),
      ),
    );
    const rows = await database.sql`select * from every_type order by i4`;
    const kept = ['a\tb\\N\r\n"č😀', 'half \ufffd a pair', 'nul \ufffd in it', 'x'.repeat(700_000)];
    expect(rows.map((row) => row['t'] as string)).toEqual(kept);
    expect(rows[0]).toEqual({
      i2: -7,
      i4: 2_000_000_000,
      f8: 0.1,
      b: true,
      t: kept[0],
      j: { a: expect.any(Number) as number },
      y: Buffer.from([0, 92, 255]),
      at,
      ts: [kept[0], 'NULL', ''],
      ns: [],
    });
  });

  it('and what the server refuses, in the middle or after the last byte, is told and leaves nothing', async () => {
    await copied([{ id: 1, text: 'there' }]);
    await expect(copied([{ id: 2 }, { id: 1 }])).rejects.toMatchObject({ code: '23505' });
    await expect(copied([{ id: 2 }, { id: 3, refers: 99 }])).rejects.toMatchObject({ code: '23503' });
    const many = Array.from({ length: 3_000 }, (_, at) => ({ id: 10 + at, text: 'long '.repeat(100) }));
    await expect(copied([{ id: null }, ...many])).rejects.toMatchObject({ code: '23502' });
    expect(await database.sql`select id from copied`).toEqual([{ id: 1 }]);
    await copied([{ id: 2, refers: 1 }]);
    expect(await database.sql`select id, words, refers from copied order by id`).toEqual([
      { id: 1, words: 'there', refers: null },
      { id: 2, words: null, refers: 1 },
    ]);
  });
});
