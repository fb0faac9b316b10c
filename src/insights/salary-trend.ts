import type { Interval, PayFacts, SalaryTrend, SalaryTrendPoint } from '../domain/salary-factor.js';
import { contrastOf } from './contrast.js';
import type { Contrast } from './contrast.js';
import { fitWithinEmployers } from './hedonic.js';
import type { Refusal } from './hedonic.js';
import { PAY_MODEL_VERSION, payModelOf, rowsOfOneCurrency } from './pay-model.js';
import type { PayModel } from './pay-model.js';
import { partOf } from './sparse-design.js';
import { allowedFigures } from './publication-rule.js';
import { quantileOfSorted } from './quantiles.js';
import { winsorise } from './winsorise.js';
import { quarterOf, TREND_RULE, trendPeriodsOf } from './trend-periods.js';
import type { Grain, TrendPeriod } from './trend-periods.js';

/** A window spans 13 months or five quarters, so that each season meets itself. */
const WINDOW: Record<Grain, number> = { month: 13, quarter: 5 };

export interface SalaryTrendInput {
  readonly rows: readonly PayFacts[];
  /** `null`: the currency with most rows. Never converted: exchange rates are no pay rises. */
  readonly currency: string | null;
  readonly key?: readonly string[];
  /** Periods that were published before: they are kept as they are, and others are joined to them. Of another grain: passed over. */
  readonly published?: readonly SalaryTrendPoint[];
}

/** Log index and its standard error. */
interface Level {
  readonly log: number;
  readonly error: number;
}

/** Log pay of one period less the mean of others, like for like, within one window. */
type Compare = (period: string, others: readonly string[]) => Contrast | Refusal;

/** Compares periods within any window of them: the columns are made once, each window's regression is of its own rows alone. */
function createCompare(model: PayModel): (window: readonly TrendPeriod[]) => Compare {
  const codes = new Map<string, number>();
  const codeOf = (period: string) => {
    let code = codes.get(period);
    if (code === undefined) codes.set(period, (code = codes.size));
    return code;
  };
  const periods = Uint16Array.from(model.design.order, (row) => codeOf(model.rows[row]!.month));
  const logs = Float64Array.from(model.rows, (row) => Math.log((row.annualMin + row.annualMax) / 2));
  return (window) => {
    const wanted = new Uint8Array(codes.size);
    for (const { period } of window) wanted[codes.get(period) ?? codes.size] = 1;
    const { design: part, columnOf } = partOf(model.design, (i) => wanted[periods[i]!] === 1);
    // Pulled in by the window's own tails, so that what is told of a month does not hang on months that came after.
    const { values: y } = winsorise(
      Float64Array.from(part.order, (row) => logs[row]!),
      Array.from(part.order, (row) => model.rows[row]!.level),
    );
    const fit = fitWithinEmployers({ ...part, y });
    if ('refusal' in fit) return () => fit;
    const names = new Map<number, string>();
    columnOf.forEach((own, column) => own >= 0 && names.set(own, model.columns[column]!.value));
    return (period, others) => {
      const weights = new Map<number, number>();
      const add = (value: string, weight: number) => {
        const whole = model.columnOf('month', value);
        if (whole === null) return;
        const column = columnOf[whole]!;
        weights.set(column, (weights.get(column) ?? 0) + weight);
      };
      add(period, 1);
      for (const other of others) add(other, -1 / others.length);
      return contrastOf(fit, weights, (column) => names.get(column) ?? '');
    };
  };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Joins a period to those of its window that have an index: the mean splice. The error of the join and the joined periods'
 * own are added, as if independent.
 */
function spliced(compare: Compare, period: string, levels: ReadonlyMap<string, Level>, window: readonly TrendPeriod[]): Level | Refusal {
  const known = window.filter((one) => one.period !== period && levels.has(one.period)).map((one) => one.period);
  if (known.length === 0) return { refusal: 'no earlier period of the window has an index to join to' };
  const step = compare(period, known);
  if ('refusal' in step) return step;
  const joined = known.map((one) => levels.get(one)!);
  return {
    log: mean(joined.map((one) => one.log)) + step.estimate,
    error: Math.hypot(mean(joined.map((one) => one.error)), step.standardError),
  };
}

function intervalOf({ log, error }: Level): Interval {
  return { low: 100 * Math.exp(log - 1.96 * error), high: 100 * Math.exp(log + 1.96 * error) };
}

/** The error of a published point, from its interval. */
function levelOf(point: SalaryTrendPoint): Level | null {
  if (point.index === null || point.interval === null) return null;
  return { log: Math.log(point.index / 100), error: Math.log(point.interval.high / point.interval.low) / (2 * 1.96) };
}

function pointOf(one: TrendPeriod, currency: string, level: Level | Refusal): SalaryTrendPoint {
  const mids = Float64Array.from(one.rows, (row) => (row.annualMin + row.annualMax) / 2).sort();
  const told = !('refusal' in level);
  return {
    period: one.period,
    index: told ? 100 * Math.exp(level.log) : null,
    interval: told ? intervalOf(level) : null,
    rawMedian: allowedFigures(one.rows.length, one.employers, currency).median ? quantileOfSorted(mids, 0.5) : null,
    n: one.rows.length,
    employers: one.employers,
    breaks: one.breaks,
    suppressedReason: told ? null : level.refusal,
  };
}

const tooThin = (one: TrendPeriod): Refusal => ({
  refusal: `${one.rows.length} listings from ${one.employers} employers: too few to publish (${TREND_RULE.listings} and ${TREND_RULE.employers} needed)`,
});

/**
 * Pay index, like for like: a time-dummy regression with employers absorbed over a rolling window of 13 months, each new
 * month joined by the mean splice, so that months once published are never revised (RPPI Handbook 2013, chapter 5; de Haan
 * 2015 on splicing). Source is a control in the regression. Nominal, one currency. Months need 60 listings of 20 employers,
 * else the series is in quarters; a period still too thin has no index. Intervals are clustered by employer.
 */
export function salaryTrend(input: SalaryTrendInput): SalaryTrend {
  const { rows, currency } = rowsOfOneCurrency(input);
  const { grain, periods } = trendPeriodsOf(rows);
  const published = new Map(
    (input.published ?? []).filter((point) => point.period.includes('Q') === (grain === 'quarter')).map((point) => [point.period, point]),
  );
  const levels = new Map<string, Level>();
  for (const point of published.values()) {
    const level = levelOf(point);
    if (level !== null) levels.set(point.period, level);
  }
  const enough = periods.filter((one) => one.enough);
  const size = WINDOW[grain];
  const inPeriod = (month: string) => (grain === 'month' ? month : quarterOf(month));
  const told = new Set(enough.map((one) => one.period));
  const compareWithin = createCompare(
    payModelOf({
      rows: rows
        .filter((row) => told.has(inPeriod(row.month)))
        .map((row) => (grain === 'month' ? row : { ...row, month: inPeriod(row.month) })),
      currency,
    }),
  );
  const opening = levels.size > 0 ? null : compareWithin(enough.slice(0, size));
  const found = new Map<string, Level | Refusal>();
  const tell = (one: TrendPeriod, level: Level | Refusal) => {
    found.set(one.period, level);
    if (!('refusal' in level)) levels.set(one.period, level);
  };
  const firstKnown = enough.findIndex((one) => levels.has(one.period));
  enough.forEach((one, place) => {
    if (published.has(one.period) || place < firstKnown) return;
    if (levels.size === 0) tell(one, { log: 0, error: 0 });
    else if (opening !== null && place < size) {
      const step = opening(one.period, [enough.find((other) => levels.has(other.period))!.period]);
      tell(one, 'refusal' in step ? step : { log: step.estimate, error: step.standardError });
    } else {
      const window = enough.slice(Math.max(0, place - size + 1), place + 1);
      tell(one, spliced(compareWithin(window), one.period, levels, window));
    }
  });
  // History that came in later (old threads read in) is joined to the published months from behind.
  for (let place = firstKnown - 1; place >= 0; place--) {
    const window = enough.slice(place, place + size);
    tell(enough[place]!, spliced(compareWithin(window), enough[place]!.period, levels, window));
  }
  const computed = periods
    .filter((one) => !published.has(one.period))
    .map((one) => pointOf(one, currency, found.get(one.period) ?? tooThin(one)));
  const points = [...published.values(), ...computed].sort((a, b) => (a.period < b.period ? -1 : 1));
  return { modelVersion: PAY_MODEL_VERSION, key: input.key ?? [], currency, grain, points };
}

/** One trend for each value of a grouping, most listings first. A listing of two values (languages) is in both. */
export function salaryTrends(input: {
  readonly rows: readonly PayFacts[];
  readonly currency: string | null;
  readonly valuesOf: (row: PayFacts) => readonly string[];
}): SalaryTrend[] {
  const groups = new Map<string, PayFacts[]>();
  for (const row of input.rows) {
    for (const value of new Set(input.valuesOf(row))) {
      const own = groups.get(value);
      if (own === undefined) groups.set(value, [row]);
      else own.push(row);
    }
  }
  return [...groups]
    .sort(([a, one], [b, two]) => two.length - one.length || (a < b ? -1 : 1))
    .map(([value, rows]) => salaryTrend({ rows, currency: input.currency, key: [value] }));
}
