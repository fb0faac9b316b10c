import type postgres from 'postgres';
import type { ListingFilter } from '#src/domain/listing-filter';
import type { ListingCursor, ListingPage, ListingQuery } from '#src/store';
import { oneOf } from '../transaction.js';
import { cardsInOrder } from './cards.js';
import { conditionsOf, resolveFilter, whereOf, type Fragment } from './filter-conditions.js';

type StoredSort = ListingCursor['sort'];

const orderOf = (sql: postgres.Sql, sort: StoredSort): Fragment => {
  switch (sort) {
    case 'newest':
      return sql`l.posted_at desc, l.id desc`;
    case 'oldest':
      return sql`l.posted_at, l.id`;
    case 'pay':
      return sql`l.eur_high desc nulls last, l.id desc`;
  }
};

/** What comes after the last listing of a page: by key and id, so that new listings neither repeat nor push any out. */
function afterOf(sql: postgres.Sql, cursor: ListingCursor | null): Fragment {
  if (cursor === null) return sql`true`;
  const { key, id } = cursor;
  if (cursor.sort === 'pay') {
    return key === null
      ? sql`(l.eur_high is null and l.id < ${id})`
      : sql`((l.eur_high, l.id) < (${key}::float8, ${id}::int) or l.eur_high is null)`;
  }
  const at = new Date(key ?? 0);
  return cursor.sort === 'oldest' ? sql`(l.posted_at, l.id) > (${at}, ${id}::int)` : sql`(l.posted_at, l.id) < (${at}, ${id}::int)`;
}

/** Listings of sources whose terms forbid counting are shown, and counted nowhere. */
const totalsOf = (sql: postgres.Sql): Fragment => sql`count(*)::int as total, count(*) filter (where l.pay_stated)::int as with_pay`;

export async function countMatches(sql: postgres.Sql, filter: ListingFilter, now: Date): Promise<{ total: number; with_pay: number }> {
  const where = whereOf(sql, conditionsOf(sql, await resolveFilter(sql, filter, now)));
  return oneOf(
    await sql<{ total: number; with_pay: number }[]>`
      select ${totalsOf(sql)} from listing l where ${where} and l.counted`,
  );
}

interface PageRow {
  id: number;
  posted_at: Date;
  eur_high: number | null;
}

interface Totals {
  total: number;
  with_pay: number;
}

/** Two statements side by side: the page walks an index and stops, the totals look at every match. */
async function pageAndTotals(
  sql: postgres.Sql,
  where: () => Fragment,
  after: Fragment,
  order: Fragment,
  limit: number,
): Promise<[readonly PageRow[], Totals]> {
  const [rows, totals] = await Promise.all([
    sql<PageRow[]>`select l.id, l.posted_at, l.eur_high from listing l where ${where()} and ${after} order by ${order} limit ${limit}`,
    sql<Totals[]>`select ${totalsOf(sql)} from listing l where ${where()} and l.counted`,
  ]);
  return [rows, oneOf(totals)];
}

/** Text is asked once: its matches are found whole, and serve both. */
async function textPageAndTotals(
  sql: postgres.Sql,
  where: Fragment,
  after: Fragment,
  order: Fragment,
  limit: number,
): Promise<[readonly PageRow[], Totals]> {
  const rows = await sql<(Totals & { id: number | null; posted_at: Date; eur_high: number | null })[]>`
    with m as materialized (select l.id, l.posted_at, l.eur_high, l.pay_stated, l.counted from listing l where ${where})
    select counted.total, counted.with_pay, l.id, l.posted_at, l.eur_high
    from (select ${totalsOf(sql)} from m l where l.counted) counted
      left join (select l.id, l.posted_at, l.eur_high from m l where ${after} order by ${order} limit ${limit}) l on true
    order by ${order}`;
  const { total, with_pay } = oneOf(rows);
  return [rows.flatMap(({ id, posted_at, eur_high }) => (id === null ? [] : { id, posted_at, eur_high })), { total, with_pay }];
}

/** A page in the order of the sort, with exact totals. */
export async function findListings(sql: postgres.Sql, query: ListingQuery): Promise<ListingPage> {
  const { sort, limit } = query;
  const conditions = conditionsOf(sql, await resolveFilter(sql, query.filter, query.now));
  const where = () => whereOf(sql, conditions);
  const after = afterOf(sql, query.after?.sort === sort ? query.after : null);
  const order = orderOf(sql, sort);
  const asksText = conditions.some(({ key }) => key === 'q');
  const [rows, totals] = asksText
    ? await textPageAndTotals(sql, where(), after, order, limit + 1)
    : await pageAndTotals(sql, where, after, order, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: await cardsInOrder(
      sql,
      page.map((row) => row.id),
    ),
    total: totals.total,
    withPay: totals.with_pay,
    next:
      rows.length > limit && last !== undefined
        ? { sort, key: sort === 'pay' ? last.eur_high : last.posted_at.getTime(), id: last.id }
        : null,
  };
}
