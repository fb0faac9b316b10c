import { afterAll, beforeAll, expect, it } from 'vitest';
import { createPayColumns } from '#src/insights/pay-columns';
import { groupQuantiles } from '#src/insights/pay-columns-summary';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { randomOf } from '../support/invented-listings.js';

const SIZE = 12_000;
const CARDINALITY = { level: 7, country: 30, language: 20, industry: 20, month: 12 } as const;
type Dimension = keyof typeof CARDINALITY;
const DIMENSIONS = Object.keys(CARDINALITY) as Dimension[];
const PROBABILITIES = [0.1, 0.25, 0.5, 0.75, 0.9];

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase({ max: 1 });
});
afterAll(() => database.drop());

it('pay columns equal percentile_cont in ten thousand cells', async () => {
  const random = randomOf(3);
  const codes = Object.fromEntries(
    DIMENSIONS.map((name) => [name, Array.from({ length: SIZE }, () => Math.floor(CARDINALITY[name] * random.next() ** 1.5))]),
  ) as Record<Dimension, number[]>;
  // Halves and ties, as midpoints of rounded ranges have them.
  const mids = Array.from({ length: SIZE }, () => (60_000 + random.below(900) * 125) / 2);
  const { sql } = database;
  await sql`create temp table fact (mid float8, level int, country int, language int, industry int, month int)`;
  await sql`insert into fact select * from unnest(${mids}::float8[], ${codes.level}::int[], ${codes.country}::int[], ${codes.language}::int[],
    ${codes.industry}::int[], ${codes.month}::int[])`;
  const columns = createPayColumns({
    mids,
    mins: mids,
    maxs: mids,
    employers: mids.map((_, i) => i % 50),
    dimensions: Object.fromEntries(
      DIMENSIONS.map((name) => [name, { values: Array.from({ length: CARDINALITY[name] }, (_, i) => `${i}`), codes: codes[name] }]),
    ),
  });
  let [cells, different] = [0, 0];
  const shapes: readonly (readonly Dimension[])[] = [
    ['level'],
    ['country', 'language'],
    ['language', 'industry', 'level'],
    ['country', 'language', 'month'],
    ['country', 'industry', 'level'],
  ];
  for (const by of shapes) {
    for (const where of [null, 3]) {
      const rows = await sql.unsafe<{ key: number[]; n: number; q: number[] }[]>(
        `select array[${by.join()}] as key, count(*)::int as n, percentile_cont($1::float8[]) within group (order by mid) as q
         from fact where $2::int is null or month = $2 group by ${by.join()}`,
        [PROBABILITIES, where],
      );
      const found = groupQuantiles(columns, { where: where === null ? [] : [{ dimension: 'month', any: [where] }], by }, PROBABILITIES);
      expect(found.length).toBe(rows.length);
      const own = new Map(found.map((cell) => [cell.codes.join(), cell]));
      for (const row of rows) {
        const cell = own.get(row.key.join());
        cells++;
        if (cell?.n !== row.n || cell.quantiles.some((value, place) => value !== row.q[place])) different++;
      }
    }
  }
  expect(different).toBe(0);
  expect(cells).toBeGreaterThan(10_000);
});
