import { normalisePosting } from '#src/normalise/posting';
import type { Salary } from '#src/domain/salary';
import { companyOfSlug } from '#jobs/interpret-row';
import type { CorpusPosting } from './corpus-postings.js';
import { shareOf, type Share } from './title-scores.js';

/** How the pay read from a description stands to the structured field of the same posting. */
export type PayMatch =
  | 'same first range'
  | 'same range, not first'
  | 'same amounts, other period'
  | 'same amounts, other currency'
  | 'field spans the text’s ranges'
  | 'text spans the field’s ranges'
  | 'base and target pay'
  | 'one bound alone'
  | 'overlapping'
  | 'apart';

export interface PayComparison {
  readonly source: string;
  readonly title: string;
  readonly match: PayMatch;
  readonly field: readonly Salary[];
  readonly text: readonly Salary[];
}

const near = (a: number | null, b: number | null): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 0.005 * Math.max(Math.abs(a), Math.abs(b));
const sameAmounts = (a: Salary, b: Salary): boolean => near(a.min, b.min) && near(a.max, b.max);
const same = (a: Salary, b: Salary): boolean => a.currency === b.currency && a.period === b.period && sameAmounts(a, b);
const isOffer = ({ kind, period }: Salary): boolean => (kind === 'base' || kind === 'ote' || kind === 'total') && period !== 'once';
const lowOf = (list: readonly Salary[]): number => Math.min(...list.map((one) => one.annualMin ?? one.annualMax ?? Infinity));
const highOf = (list: readonly Salary[]): number => Math.max(...list.map((one) => one.annualMax ?? one.annualMin ?? -Infinity));

function matchOf(field: readonly Salary[], text: readonly Salary[]): PayMatch {
  const [first] = text;
  const [stated] = field;
  if (first === undefined || stated === undefined) return 'apart';
  if (same(first, stated)) return 'same first range';
  if (text.some((one) => field.some((other) => same(one, other)))) return 'same range, not first';
  if (text.some((one) => field.some((other) => sameAmounts(one, other) && one.currency === other.currency)))
    return 'same amounts, other period';
  if (text.some((one) => field.some((other) => sameAmounts(one, other)))) return 'same amounts, other currency';
  if (text.length > 1 && near(lowOf(text), lowOf(field)) && near(highOf(text), highOf(field))) return 'field spans the text’s ranges';
  if (field.length > 1 && near(lowOf(text), lowOf(field)) && near(highOf(text), highOf(field))) return 'text spans the field’s ranges';
  if (first.kind !== stated.kind) return 'base and target pay';
  if ([first.min, first.max, stated.min, stated.max].includes(null)) return 'one bound alone';
  return lowOf(text) <= highOf(field) && lowOf(field) <= highOf(text) ? 'overlapping' : 'apart';
}

/** An amount as texts write it: «120,000», «120.000», «120 000», «120000», «120k». */
function writings(amount: number): string[] {
  const digits = String(Math.round(amount));
  const grouped = (sign: string): string => digits.replace(/(?<=\d)(?=(?:\d{3})+$)/g, sign);
  return [digits, grouped(','), grouped('.'), grouped(' '), ...(amount % 100 === 0 && amount >= 10_000 ? [`${amount / 1000}k`] : [])];
}

function writesOut(text: string, { min, max }: Salary): boolean {
  const lower = text.toLowerCase();
  return [min, max].every((amount) => amount !== null && amount >= 1000 && writings(amount).some((written) => lower.includes(written)));
}

/** Postings whose source states pay in a field of its own and whose description, read alone, names some as well. */
export function comparePay(postings: Iterable<CorpusPosting>): {
  readonly stated: number;
  readonly rows: readonly PayComparison[];
  /** Titles of postings whose text writes out both bounds of the field, and of those in which no pay was read. */
  readonly written: readonly string[];
  readonly missed: readonly string[];
} {
  const rows: PayComparison[] = [];
  const written: string[] = [];
  const missed: string[] = [];
  let stated = 0;
  for (const { source, board, raw } of postings) {
    if (raw.salaries.length === 0 || raw.description === null) continue;
    const context = { company: raw.company ?? companyOfSlug(board), companyIndustry: null };
    const field = normalisePosting({ ...raw, description: null, salaryText: null }, context).derived.salaries.filter(isOffer);
    if (field.length === 0 || !field.every(({ origin }) => origin === 'field')) continue;
    stated++;
    const read = normalisePosting({ ...raw, salaries: [], salaryText: null }, context);
    const text = read.derived.salaries.filter(isOffer);
    if (field.some((one) => writesOut(read.descriptionText ?? '', one))) {
      written.push(raw.title.trim());
      if (text.length === 0) missed.push(raw.title.trim());
    }
    if (text.length > 0) rows.push({ source, title: raw.title.trim(), match: matchOf(field, text), field, text });
  }
  return { stated, rows, written, missed };
}

/** Share of the compared postings in which the field's range is the first that the text gives, or among those it gives. */
export function payAgreement(rows: readonly PayComparison[]): { readonly first: Share; readonly among: Share } {
  const first = rows.filter(({ match }) => match === 'same first range').length;
  const among = rows.filter(({ match }) => match === 'same range, not first').length;
  return { first: shareOf(first, rows.length), among: shareOf(first + among, rows.length) };
}
