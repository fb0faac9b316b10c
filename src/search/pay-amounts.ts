import type { Scratch, SegmentMatch } from './match-segment.js';
import { countedIn } from './match-segment.js';
import { dimensionAt, NO_AMOUNT, ordinalOf, type Segment } from './segment.js';
import { currencyCode, keyOf } from './value-keys.js';

export interface PayAmountsQuery {
  /** ISO 4217: what the amounts are in. */
  readonly currency: string;
  /** Units of it per euro. */
  readonly perEuroOfCurrency: number;
  /** At most so many, the newest. */
  readonly most: number;
  /** Of fewer employers nothing is told. */
  readonly employers: number;
}

interface Found {
  readonly segment: Segment;
  readonly document: number;
  readonly amount: number;
}

/** The newest of one segment's matches that state pay which statistics may use, newest first. */
function newestPaid(segment: Segment, documents: Uint32Array, query: PayAmountsQuery): Found[] {
  const code = currencyCode(query.currency);
  const own = code === null ? -1 : ordinalOf(segment, keyOf('currency', code));
  const currencies = segment.columns[dimensionAt('currency')]!;
  const base = segment.dimensions[dimensionAt('currency')]!;
  const found: Found[] = [];
  for (let word = documents.length; word-- > 0 && found.length < query.most;) {
    for (let rest = documents[word]!; rest !== 0 && found.length < query.most;) {
      const bit = 31 - Math.clz32(rest);
      rest &= ~(1 << bit);
      const document = (word << 5) + bit;
      const stated = segment.payMiddle[document]!;
      if (Number.isNaN(stated)) continue;
      const from = currencies.from === null ? document : currencies.from[document]!;
      const to = currencies.from === null ? document + 1 : currencies.from[document + 1]!;
      const ordinal = to > from ? base + currencies.values[from]! : -1;
      const [low, high] = [segment.eurLow[document]!, segment.eurHigh[document]!];
      if (own >= 0 && ordinal === own) found.push({ segment, document, amount: stated });
      else if (low !== NO_AMOUNT && high !== NO_AMOUNT)
        found.push({ segment, document, amount: ((low + high) / 2) * query.perEuroOfCurrency });
    }
  }
  return found;
}

/**
 * Yearly middles of the newest matches with usable pay, newest first: figures stated in the currency as they are, others by the euro of the
 * day they were first seen. Empty where they are of too few employers: the ends of their range would tell one's own.
 */
export function payAmountsOf(matches: readonly SegmentMatch[], query: PayAmountsQuery, scratch: Scratch): number[] {
  const found = matches.flatMap(({ segment, all }) => {
    const counted = countedIn(segment, all, scratch);
    const paid = newestPaid(segment, counted, query);
    if (counted !== all) scratch.give(counted);
    return paid;
  });
  const at = ({ segment, document }: Found) => segment.postedAt[document]!;
  const idOf = ({ segment, document }: Found) => segment.ids[document]!;
  if (matches.length > 1) found.sort((a, b) => at(b) - at(a) || idOf(b) - idOf(a));
  const newest = found.slice(0, query.most);
  const employers = new Set(
    newest.map(({ segment, document }) => {
      const company = dimensionAt('company');
      return segment.valueKeys[segment.dimensions[company]! + segment.columns[company]!.values[document]!];
    }),
  );
  return employers.size < query.employers ? [] : newest.map(({ amount }) => amount);
}
