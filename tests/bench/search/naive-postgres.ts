import type postgres from 'postgres';
import type { Choice } from '#src/domain/listing-filter';
import { PAGE, type Engine } from './engine.js';
import type { MixQuery } from './query-mix.js';

const TABLE = 'bench_naive';

/** One wide table of texts with a B-tree on each column, ILIKE for words, one GROUP BY a facet: what a board's first version does. */
export async function naivePostgres(sql: postgres.Sql): Promise<Engine> {
  const started = performance.now();
  const [known] = await sql<{ there: string | null }[]>`select to_regclass(${TABLE})::text as there`;
  if ((known?.there ?? null) === null) {
    await sql.unsafe(`
      create unlogged table ${TABLE} as
      select l.id, c.card ->> 'title' as title, c.card ->> 'company' as company, t.description_text as description, l.posted_at,
        c.card ->> 'level' as level, c.card ->> 'industry' as industry, c.card ->> 'workplace' as workplace,
        array(select jsonb_array_elements_text(c.card -> 'languages')) as languages, array(select jsonb_array_elements_text(c.card -> 'skills')) as skills,
        c.card -> 'locations' -> 0 ->> 'country' as country, c.card -> 'locations' -> 0 ->> 'city' as city, l.eur_high as pay, l.pay_stated as has_pay
      from listing l join listing_card c on c.listing_id = l.id join posting_text t on t.posting_id = l.id
      where l.open and l.backend = 1`);
    for (const column of ['level', 'industry', 'workplace', 'country', 'city', 'posted_at', 'pay'])
      await sql.unsafe(`create index on ${TABLE} (${column})`);
    await sql.unsafe(`analyze ${TABLE}`);
  }
  const [count] = await sql.unsafe<{ n: number }[]>(`select count(*)::int as n from ${TABLE}`);

  function whereOf(
    query: MixQuery,
    lifted: string | null,
  ): { readonly text: string; readonly values: (string | number | readonly string[])[] } {
    const parts = ['true'];
    const values: (string | number | readonly string[])[] = [];
    const put = (value: string | number | readonly string[]) => `$${values.push(value)}`;
    for (const words of query.words === null ? [] : query.isPhrase ? [query.words.join(' ')] : query.words) {
      const pattern = put(`%${words}%`);
      parts.push(`(title ilike ${pattern} or company ilike ${pattern} or description ilike ${pattern})`);
    }
    const { filter } = query;
    for (const key of ['level', 'industry', 'workplace', 'country', 'city'] as const) {
      const choice: Choice<string> | undefined = filter[key];
      if (choice === undefined || key === lifted) continue;
      if (choice.any.length > 0) parts.push(`${key} = any (${put(choice.any)}::text[])`);
      if (choice.not.length > 0) parts.push(`coalesce(${key} <> all (${put(choice.not)}::text[]), true)`);
    }
    for (const [key, column] of [
      ['language', 'languages'],
      ['skill', 'skills'],
    ] as const) {
      const choice: Choice<string> | undefined = filter[key];
      if (choice !== undefined && key !== lifted) parts.push(`${column} && ${put(choice.any)}::text[]`);
    }
    if (filter.salaryMin !== undefined && lifted !== 'pay') parts.push(`pay >= ${put(filter.salaryMin)}`);
    return { text: parts.join(' and '), values };
  }
  const ask = (text: string, values: readonly unknown[]) => sql.unsafe<Record<string, never>[]>(text, values as never[]);

  return {
    name: 'naive Postgres',
    listings: count?.n ?? 0,
    bytes: null,
    buildSeconds: (performance.now() - started) / 1000,
    async run(query) {
      const { text, values } = whereOf(query, null);
      const order = query.sort === 'pay' ? 'pay desc nulls last, id desc' : 'posted_at desc, id desc';
      const rows = await ask(
        `select id, title, company, level, city, country, workplace, languages, pay, posted_at from ${TABLE} where ${text} order by ${order} limit ${PAGE} offset ${query.offset}`,
        values,
      );
      const [total] = await ask(`select count(*)::int as n from ${TABLE} where ${text}`, values);
      if (query.facets) {
        for (const key of ['level', 'industry', 'workplace', 'country', 'city', 'language', 'skill', 'pay'] as const) {
          const where = whereOf(query, key);
          const column = key === 'language' ? 'unnest(languages)' : key === 'skill' ? 'unnest(skills)' : key === 'pay' ? 'has_pay' : key;
          await ask(`select ${column} as v, count(*)::int as n from ${TABLE} where ${where.text} group by 1`, where.values);
        }
      }
      return { ids: rows.map((row) => Number(row['id'])), total: Number(total?.['n'] ?? 0), facets: null };
    },
    close: async () => undefined,
  };
}
