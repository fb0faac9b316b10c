import { PUBLICATION } from '../domain/salary-factor.js';

type Rule = { readonly listings: number; readonly employers: number };

/** Which figures a cell of so many listings and employers may show. */
export interface Allowed {
  readonly median: boolean;
  readonly quartiles: boolean;
  readonly deciles: boolean;
  /** Why there is no median, in words; `null` when there is one. */
  readonly reason: string | null;
}

const grouped = new Intl.NumberFormat('en-GB');
const count = (n: number, noun: string) => `${grouped.format(n)} ${noun}${n === 1 ? '' : 's'}`;

/** The publication rule of pay figures: nobody's pay is told by a cell of few listings or few employers. */
export function allowedFigures(listings: number, employers: number, currency: string): Allowed {
  const meets = (rule: Rule) => listings >= rule.listings && employers >= rule.employers;
  const { median, quartiles, deciles } = PUBLICATION;
  if (meets(median)) return { median: true, quartiles: meets(quartiles), deciles: meets(deciles), reason: null };
  const reason =
    listings === 0
      ? `no listing states usable pay in ${currency}`
      : `${count(listings, 'listing')} from ${count(employers, 'employer')}: too few to publish (${median.listings} and ${median.employers} needed)`;
  return { median: false, quartiles: false, deciles: false, reason };
}
