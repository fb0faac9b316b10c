import type { PayTraits } from './salary-factor.js';

/** Windows of which the refresh keeps factors, in months; others are computed when asked. */
export const STORED_MONTHS = [12, 24] as const;

/** Groupings of which a pay index can be asked. */
export const TREND_GROUPINGS = ['level', 'country', 'language', 'industry', 'workplace', 'specialisation'] as const;
export type TrendGrouping = (typeof TREND_GROUPINGS)[number];

/** Of these the refresh keeps published indexes. */
export const TREND_DIMENSIONS = ['level', 'country', 'language'] as const satisfies readonly TrendGrouping[];

/** Values of a grouping that a listing has; empty where none is known. */
export function trendValuesOf(grouping: TrendGrouping, row: PayTraits): readonly string[] {
  switch (grouping) {
    case 'level':
      return [row.level];
    case 'country':
      return row.country === null ? [] : [row.country];
    case 'language':
      return row.languages;
    case 'industry':
      return row.industry === null ? [] : [row.industry];
    case 'workplace':
      return row.workplace === null ? [] : [row.workplace];
    case 'specialisation':
      return [row.specialisation ?? 'none'];
  }
}
