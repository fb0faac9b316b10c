import type postgres from 'postgres';
import { LEVEL_BASES, LEVELS } from '#src/domain/level';
import { OUT_OF_BACKEND_PAY, SPECIALISATIONS } from '#src/domain/specialisation';
import type { SalaryGrouping } from '#src/domain/salary-factor';
import type { PayWindow } from '#src/store';
import { textQueryOf } from '#src/text/search-terms';
import { conditionsOf, whereOf, type Fragment, type ResolvedFilter } from './filter-conditions.js';
import { tsqueryOf } from './text-query.js';

const OUT_OF_PAY = [...OUT_OF_BACKEND_PAY].map((specialisation) => SPECIALISATIONS.indexOf(specialisation));
const ASSUMED = LEVEL_BASES.indexOf('default');

/** A level that is only assumed is nobody's level here, and a listing of several levels is of none. */
function levelWhere(sql: postgres.Sql, { level }: ResolvedFilter['filter']): Fragment {
  if (level === undefined) return sql`true`;
  const codes = (values: readonly (typeof LEVELS)[number][]) => values.map((value) => LEVELS.indexOf(value));
  const any = level.any.length === 0 ? sql`true` : sql`(l.level = any (${codes(level.any)}::smallint[]) and l.level_basis <> ${ASSUMED})`;
  const not = level.not.length === 0 ? sql`true` : sql`(l.level <> all (${codes(level.not)}::smallint[]) or l.level_basis = ${ASSUMED})`;
  return sql`${any} and ${not}`;
}

/**
 * Listings of the window that the filter matches, open or closed unless its status says which. Adjacent careers stay out unless asked for.
 * Text finds closed listings by title and skills only: their descriptions are not kept.
 */
export function payWhere(sql: postgres.Sql, resolved: ResolvedFilter, by: readonly SalaryGrouping[], window: PayWindow): Fragment {
  const { filter } = resolved;
  const own = ['backend', 'q', 'level'] as const;
  const where = whereOf(sql, conditionsOf(sql, resolved), filter.status === undefined ? ['status', ...own] : own);
  const query = filter.q === undefined ? null : textQueryOf(filter.q);
  const anywhere = query === null ? null : tsqueryOf(query);
  const inTitle = query === null ? null : tsqueryOf(query, 'A');
  const text =
    anywhere === null
      ? sql`true`
      : sql`l.id in (select listings_with_terms(${anywhere}::text::tsquery, true) union all select listings_with_terms(${inTitle}::text::tsquery, false))`;
  const wanted = filter.specialisation !== undefined || by.includes('specialisation');
  const careers = wanted ? sql`true` : sql`coalesce(l.specialisation <> all (${OUT_OF_PAY}::smallint[]), true)`;
  return sql`${where} and l.backend = 1 and l.first_seen_at >= ${window.from} and l.first_seen_at <= ${window.to}
    and ${careers} and ${text} and ${levelWhere(sql, filter)} and l.counted`;
}

/** Usable pay of one level: a range for several levels is no level's pay. */
export const paidOfOneLevel = (sql: postgres.Sql): Fragment => sql`l.pay_usable and l.levels & (l.levels - 1::smallint) = 0`;
