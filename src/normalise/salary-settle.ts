import type { Figure } from './salary-figure.js';
import type { Label } from './salary-label.js';
import { biggest } from './salary-size.js';
import { annualOf, type Salary } from '../domain/salary.js';

/** A salary read from a text, with where. Offsets are UTF-16 units into the text as given. */
export interface ReadSalary {
  readonly salary: Salary;
  readonly start: number;
  readonly end: number;
  readonly rule: string;
}

/** Ranges kept of one text. */
export const MOST_SALARIES = 24;
/** A salary that the text’s other figures may still change. */
export interface Draft extends ReadSalary {
  readonly figure: Figure;
  readonly implied: boolean;
  readonly label: Label | null;
}

/** Figures of one text share their period: one that states none takes that of a like figure beside it. */
export function withSharedPeriod(drafts: readonly Draft[]): Draft[] {
  return drafts.map((draft) => {
    if (!draft.implied) return draft;
    const amount = biggest(draft.figure);
    const like = drafts.find(
      (other) =>
        !other.implied &&
        other.salary.currency === draft.salary.currency &&
        biggest(other.figure) / amount < 3.5 &&
        amount / biggest(other.figure) < 3.5,
    );
    if (like === undefined || like.salary.period === draft.salary.period || draft.salary.flags.includes('implied-thousands')) return draft;
    const { min, max } = draft.salary;
    const { period } = like.salary;
    return { ...draft, salary: { ...draft.salary, period, annualMin: annualOf(min, period), annualMax: annualOf(max, period) } };
  });
}

const sameFigure = (a: Salary, b: Salary): boolean =>
  a.min === b.min && a.max === b.max && a.currency === b.currency && a.period === b.period;

/** The same pay said again in another currency or by another stretch of time. */
function isDual(first: Draft, other: Draft, text: string): boolean {
  const a = first.salary;
  const b = other.salary;
  if (a.currency !== b.currency)
    return (
      other.start - first.end < 60 &&
      /^[^.\n]*$/.test(text.slice(first.end, other.start)) &&
      /(?:[(/=~≈]|about|that'?s|equiv|approx|or)/i.test(text.slice(first.end, other.start))
    );
  if (a.period === b.period || a.contract !== b.contract) return false;
  const left = a.annualMax ?? a.annualMin;
  const right = b.annualMax ?? b.annualMin;
  const most = a.tax === b.tax ? 1.6 : 2.2;
  return left !== null && right !== null && left / right < most && right / left < most;
}

/** Base pay first; target and total pay only where no base is given; the same pay twice once, its twin flagged `dual`. */
export function settled(drafts: readonly Draft[], text: string): Draft[] {
  const base = drafts.some((draft) => draft.salary.kind === 'base');
  const kept: Draft[] = [];
  for (const draft of drafts) {
    if (base && (draft.salary.kind === 'ote' || draft.salary.kind === 'total' || draft.salary.kind === 'stipend')) continue;
    if (kept.some((known) => sameFigure(known.salary, draft.salary))) continue;
    const twin = kept.find((known) => isDual(known, draft, text));
    kept.push(twin === undefined ? draft : { ...draft, salary: { ...draft.salary, flags: [...draft.salary.flags, 'dual'] } });
    if (kept.length === MOST_SALARIES) break;
  }
  // Alone, an unmarked label is as likely a scrap of the sentence.
  return kept.length > 1
    ? kept
    : kept.map((draft) => (draft.label === null || draft.label.marked ? draft : { ...draft, salary: { ...draft.salary, label: null } }));
}
