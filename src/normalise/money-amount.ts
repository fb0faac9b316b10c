import { signAt } from '#src/text/letters';
import type { Multiplier } from './tables/money-multipliers.js';
import { codeOf, isWordLetter, markAfter, marksBefore, multiplierAt, spacesOn, type MarkHit, type MoneyText } from './money-mark.js';
import { numberAt } from './money-number.js';

/** A number with the currency and multiplier that stand on it. Offsets are into the text as given. */
export interface Amount {
  /** With the currency before it. */
  readonly start: number;
  /** With multiplier, currency and plus after it. */
  readonly end: number;
  /** As written, without multiplier. */
  readonly digits: number;
  readonly decimals: number;
  readonly grouped: boolean;
  readonly multiplier: Multiplier | null;
  /** ISO code written beside it; `null`: none, or an ambiguous mark in `mark`. */
  readonly currency: string | null;
  /** Family of an ambiguous mark (`$`, `kr`). */
  readonly mark: string | null;
  readonly plus: boolean;
  /** Stuck to letters that mean nothing here (`B2B`, `3rd`): a number only where money stands beside it. */
  readonly glued: boolean;
  /** Written with a zero in front: a code. */
  readonly leadingZero: boolean;
}

const DIGIT = /[0-9]/g;
const THOUSAND: Multiplier = { text: 'k', times: 1000 };
/** Candidates looked at in one text; the rest of a text with more is a price list. */
const MOST_AMOUNTS = 600;

/** All numbers of a text with what stands on them, in order. */
export function amountsOf(given: MoneyText): Amount[] {
  const { lower } = given;
  const amounts: Amount[] = [];
  let floor = 0;
  let next = 0;
  for (;;) {
    DIGIT.lastIndex = next;
    const found = DIGIT.exec(lower);
    if (found === null) break;
    const { index } = found;
    const { number, skipTo } = numberAt(lower, index);
    next = skipTo;
    if (number === null) continue;
    const before = marksBefore(given, number.start);
    const usable = before.start >= floor ? before : { hits: [], start: number.start };
    let end = number.end;
    // «110'000.–», «1000,-»
    if ((signAt(lower, end) === '.' || signAt(lower, end) === ',') && signAt(lower, end + 1) === '-') end += 2;
    const stated = codeOf(usable.hits).currency;
    let times = multiplierAt(given, end, stated) ?? (signAt(lower, end) === ' ' ? multiplierAt(given, end + 1, stated) : null);
    // «5 m» and «20 t» are lengths and weights; one letter wants to touch its number unless a sign stands before it.
    if (
      times !== null &&
      times.row.text.length === 1 &&
      signAt(lower, end) === ' ' &&
      /[a-zа-я]/.test(times.row.text) &&
      !(usable.hits.length > 0 || times.row.text === 'k')
    )
      times = null;
    let plus = false;
    // «£40+k», «70-100+k»
    if (times === null && signAt(lower, end) === '+' && signAt(lower, end + 1) === 'k' && !isWordLetter(signAt(lower, end + 2))) {
      times = { row: THOUSAND, end: end + 2 };
      plus = true;
    }
    // «$60+ million»
    if (times === null && signAt(lower, end) === '+') {
      const far = multiplierAt(given, spacesOn(lower, end + 1, 1), stated);
      if (far !== null && far.row.times >= 1e6) times = far;
    }
    if (times !== null) end = times.end;
    const after: MarkHit[] = [];
    for (let turn = 0; turn < 3; turn++) {
      const at = spacesOn(lower, end, turn === 0 ? 2 : 1);
      if (signAt(lower, at) === '+' || lower.startsWith('＋', at)) {
        // «120k + equity» adds something; «120k+» is open above.
        const next = spacesOn(lower, at + 1, 1);
        if (at > end && (after.length === 0 || /[\s\p{L}]/u.test(signAt(lower, at + 1)))) break;
        if (!plus && isWordLetter(signAt(lower, at + 1))) break;
        plus = true;
        end = signAt(lower, at + 1) === '+' ? at + 2 : at + 1;
        if (next === at + 1) continue;
        continue;
      }
      const bracket = signAt(lower, at) === '(' ? at + 1 : at;
      const hit = after.length < 2 ? markAfter(given, bracket) : null;
      if (hit === null) break;
      if (bracket > at && signAt(lower, hit.end) !== ')') break;
      after.push(hit);
      end = bracket > at ? hit.end + 1 : hit.end;
    }
    const glued =
      (usable.hits.length === 0 && isWordLetter(signAt(lower, number.start - 1))) ||
      (times === null && after.length === 0 && isWordLetter(signAt(lower, number.end)));
    const money = codeOf([...usable.hits, ...after]);
    amounts.push({
      start: usable.start,
      end,
      digits: number.value,
      decimals: number.decimals,
      grouped: number.grouped,
      multiplier: times?.row ?? (money.times > 1 ? THOUSAND : null),
      currency: money.currency ?? times?.row.currency ?? null,
      mark: money.mark,
      plus,
      glued,
      leadingZero: signAt(lower, number.start) === '0' && number.decimals === 0 && number.end - number.start > 1,
    });
    floor = end;
    next = Math.max(next, end);
    if (amounts.length >= MOST_AMOUNTS) break;
  }
  return amounts;
}
