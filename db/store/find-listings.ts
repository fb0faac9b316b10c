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

export async function countMatches(sql: postgres.Sql, filter: ListingFilter, now: Date): Promise<{ total: number; with_pay: number }> {
  const where = whereOf(sql, conditionsOf(sql, await resolveFilter(sql, filter, now)));
  return oneOf(
    await sql<{ total: number; with_pay: number }[]>`
      select count(*)::int as total, count(*) filter (where l.pay_stated)::int as with_pay from listing l where ${where}`,
  );
}

/** A page in the order of the sort, with exact totals. */
export async function findListings(sql: postgres.Sql, query: ListingQuery): Promise<ListingPage> {
  const { sort, limit } = query;
  const resolved = await resolveFilter(sql, query.filter, query.now);
  const where = () => whereOf(sql, conditionsOf(sql, resolved));
  const after = query.after?.sort === sort ? query.after : null;
  const [rows, [counted]] = await Promise.all([
    sql<{ id: number; posted_at: Date; eur_high: number | null }[]>`
      select l.id, l.posted_at, l.eur_high from listing l
      where ${where()} and ${afterOf(sql, after)}
      order by ${orderOf(sql, sort)} limit ${limit + 1}`,
    sql<{ total: number; with_pay: number }[]>`
      select count(*)::int as total, count(*) filter (where l.pay_stated)::int as with_pay from listing l where ${where()}`,
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: await cardsInOrder(
      sql,
      page.map((row) => row.id),
    ),
    total: counted?.total ?? 0,
    withPay: counted?.with_pay ?? 0,
    next:
      rows.length > limit && last !== undefined
        ? { sort, key: sort === 'pay' ? last.eur_high : last.posted_at.getTime(), id: last.id }
        : null,
  };
}
