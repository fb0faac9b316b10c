import type { Period } from '../../domain/salary.js';

/** Period words of structured fields, lower case, as the sources write them. Absent words mean unknown. */
export const FIELD_PERIODS: Readonly<Record<string, Period>> = {
  '1 year': 'year', 'per-year-salary': 'year', yearly: 'year', year: 'year', years: 'year', pa: 'year', 'p.a.': 'year', annual: 'year', annually: 'year', annum: 'year', 'per annum': 'year', 'per year': 'year', yr: 'year', anno: 'year', jahr: 'year', an: 'year',
  '1 month': 'month', 'per-month-salary': 'month', monthly: 'month', month: 'month', months: 'month', pm: 'month', 'per month': 'month', monat: 'month', mo: 'month',
  '1 week': 'week', 'per-week-salary': 'week', weekly: 'week', week: 'week', 'per week': 'week',
  '1 day': 'day', 'per-day-wage': 'day', daily: 'day', day: 'day', pd: 'day', 'per day': 'day',
  '1 hour': 'hour', 'per-hour-wage': 'hour', hourly: 'hour', hour: 'hour', hours: 'hour', ph: 'hour', 'per hour': 'hour', hr: 'hour',
  '1 time': 'once', once: 'once', 'one-time': 'once',
};

/** Figures that stand for «not disclosed». */
export const PLACEHOLDER_AMOUNTS: ReadonlySet<number> = new Set([0, 0.01, 1]);
/** From here on an upper bound is «no limit». */
export const NO_LIMIT: ReadonlySet<number> = new Set([999_999, 9_999_999, 99_999_999, 999_999_999]);
