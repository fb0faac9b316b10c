import type postgres from 'postgres';
import type { SalaryFactors } from '#src/domain/salary-factor';
import type { PayStore, StoredTrend, StoredTrendPoint } from '#src/store';
import { inTransaction, jsonOf } from '../transaction.js';
import { createPayFacts } from './pay-facts.js';
import { placeIdsOf, placeKindCode, UNKNOWN_PLACE } from './place-ids.js';
import { sourceIdsOf } from './source-ids.js';

/** The place one step wider than these that most of their listings lie in: what a filter by name cannot know itself. */
async function widerOf(sql: postgres.Sql, kind: 'city' | 'region', names: readonly string[]) {
  const ids = await placeIdsOf(
    sql,
    names.map((name) => ({ kind, name })),
    false,
  );
  const known = names.flatMap((name) => ids.of({ kind, name }) ?? []);
  if (known.length === 0) return null;
  const own = kind === 'city' ? sql`l.first_city` : sql`l.first_region`;
  const wider = kind === 'city' ? sql`coalesce(l.first_region, l.first_country)` : sql`l.first_country`;
  const rows = await sql<{ kind: number; name: string }[]>`
    select distinct p.kind, p.name from (
      select distinct on (own) own, wider from (select ${own} as own, ${wider} as wider, count(*) as n from listing l
        where ${own} = any (${known}::int[]) group by 1, 2) c
      where wider is not null order by own, n desc, wider) w
    join place p on p.id = w.wider where p.folded <> ${UNKNOWN_PLACE}`;
  return { regions: namesOfKind(rows, 'region'), countries: namesOfKind(rows, 'country') };
}

const namesOfKind = (rows: readonly { kind: number; name: string }[], kind: 'region' | 'country') =>
  rows
    .filter((row) => row.kind === placeKindCode(kind))
    .map((row) => row.name)
    .sort();

interface PointRow {
  dimension: string;
  value: string;
  currency: string;
  period: string;
  final: boolean;
  figure: number | null;
  low: number | null;
  high: number | null;
  raw_median: number | null;
  n: number;
  employers: number;
  listings: number;
  breaks: string[];
  suppressed_reason: string | null;
  model_version: string;
  as_of: Date;
}

const pointOf = (row: PointRow): StoredTrendPoint => ({
  period: row.period,
  index: row.figure,
  interval: row.low === null || row.high === null ? null : { low: row.low, high: row.high },
  rawMedian: row.raw_median,
  n: row.n,
  employers: row.employers,
  breaks: row.breaks,
  suppressedReason: row.suppressed_reason,
  final: row.final,
  listings: row.listings,
  modelVersion: row.model_version,
  asOf: row.as_of.toISOString(),
});

function trendsOfRows(rows: readonly PointRow[]): StoredTrend[] {
  const trends = new Map<string, StoredTrend & { readonly points: StoredTrendPoint[] }>();
  for (const row of rows) {
    const name = JSON.stringify([row.value, row.currency]);
    let trend = trends.get(name);
    if (trend === undefined) trends.set(name, (trend = { dimension: row.dimension, value: row.value, currency: row.currency, points: [] }));
    trend.points.push(pointOf(row));
  }
  return [...trends.values()];
}

export function createPayStore(sql: postgres.Sql): PayStore {
  return {
    ...createPayFacts(sql),

    async widerFilter(filter) {
      const { city, region, ...rest } = filter;
      const kind = city !== undefined && city.any.length > 0 ? 'city' : region !== undefined && region.any.length > 0 ? 'region' : null;
      if (kind === null) return null;
      const wider = await widerOf(sql, kind, kind === 'city' ? (city?.any ?? []) : (region?.any ?? []));
      if (wider === null) return null;
      const choice = (any: readonly string[]) => ({ any: [...any], not: [] });
      const kept = { ...rest, city: undefined, region: undefined };
      if (kind === 'city' && wider.regions.length > 0 && wider.countries.length === 0) return { ...kept, region: choice(wider.regions) };
      return wider.countries.length === 0 ? null : { ...kept, country: choice(wider.countries) };
    },

    async keepOutOfStatistics(sources) {
      if (sources.length > 0) await sourceIdsOf(sql, sources);
      await sql`update source set in_statistics = not in_statistics where in_statistics = (slug = any (${[...sources]}::text[]))`;
    },

    async saveFactors(sets) {
      if (sets.length === 0) return;
      await inTransaction(sql, async (tx) => {
        // A scope that has become too small must not keep what it once said.
        await tx`delete from salary_factor_set`;
        for (const { country, months, asOf, listings, factors } of sets) {
          await tx`insert into salary_factor_set (country, months, as_of, listings, answer)
            values (${country ?? ''}, ${months}, ${asOf}, ${listings}, ${jsonOf(tx, factors)})
            on conflict (country, months) do update set as_of = excluded.as_of, listings = excluded.listings, answer = excluded.answer`;
        }
      });
    },

    async factorsOf(country, months) {
      const [row] = await sql<{ as_of: Date; listings: number; answer: SalaryFactors }[]>`
        select as_of, listings, answer from salary_factor_set where country = ${country ?? ''} and months = ${months}`;
      return row === undefined ? null : { country, months, asOf: row.as_of.toISOString(), listings: row.listings, factors: row.answer };
    },

    async saveTrends(trends) {
      await inTransaction(sql, async (tx) => {
        for (const { dimension, value, currency, points } of trends) {
          const rows = points.map((point) => ({
            period: point.period,
            final: point.final,
            figure: point.index,
            low: point.interval?.low ?? null,
            high: point.interval?.high ?? null,
            raw_median: point.rawMedian,
            n: point.n,
            employers: point.employers,
            listings: point.listings,
            breaks: point.breaks,
            suppressed_reason: point.suppressedReason,
            model_version: point.modelVersion,
            as_of: point.asOf,
          }));
          await tx`
            insert into salary_index as kept (dimension, value, currency, period, final, figure, low, high, raw_median, n, employers, listings,
              breaks, suppressed_reason, model_version, as_of)
            select ${dimension}, ${value}, ${currency}, given.* from jsonb_to_recordset(${jsonOf(tx, rows)}) given(period text, final boolean,
              figure float8, low float8, high float8, raw_median float8, n int, employers int, listings int, breaks text[],
              suppressed_reason text, model_version text, as_of timestamptz)
            on conflict (dimension, value, currency, period) do update set final = excluded.final, figure = excluded.figure, low = excluded.low,
              high = excluded.high, raw_median = excluded.raw_median, n = excluded.n, employers = excluded.employers,
              listings = excluded.listings, breaks = excluded.breaks, suppressed_reason = excluded.suppressed_reason,
              model_version = excluded.model_version, as_of = excluded.as_of
            where not (kept.final and kept.figure is not null)`;
        }
      });
    },

    async trendsOf(dimension) {
      return trendsOfRows(
        await sql<PointRow[]>`
          select dimension, value, currency, period, final, figure, low, high, raw_median, n, employers, listings, breaks, suppressed_reason,
            model_version, as_of
          from salary_index where dimension = ${dimension} order by value, currency, period`,
      );
    },

    async saveModel({ currency, asOf, modelVersion, n, employers, body }) {
      await sql`insert into pay_model (currency, as_of, model_version, n, employers, body)
        values (${currency}, ${asOf}, ${modelVersion}, ${n}, ${employers}, ${Buffer.from(body)})
        on conflict (currency) do update set as_of = excluded.as_of, model_version = excluded.model_version, n = excluded.n,
          employers = excluded.employers, body = excluded.body`;
    },

    async storedModel(currency) {
      const [row] = await sql<{ as_of: Date; model_version: string; n: number; employers: number; body: Buffer }[]>`
        select as_of, model_version, n, employers, body from pay_model where currency = ${currency}`;
      if (row === undefined) return null;
      return {
        currency,
        asOf: row.as_of.toISOString(),
        modelVersion: row.model_version,
        n: row.n,
        employers: row.employers,
        body: row.body,
      };
    },
  };
}
