import { readFileSync } from 'node:fs';
import { salariesOfText } from '#src/normalise/salary';
import type { Salary } from '#src/domain/salary';

/** One labelled text; `expected` is `none` or ranges `CUR MIN-MAX /PERIOD` joined by ` ; `. */
export interface SalaryLabel {
  readonly id: string;
  readonly origin: string;
  readonly country: string;
  readonly snippet: string;
  readonly expected: string;
  readonly flags: string;
  /** What the rules read before any was changed for this row, and the batch it was written in; `null`: not kept. */
  readonly firstSight: { readonly read: string; readonly batch: string } | null;
}

export interface Share {
  readonly pct: number | null;
  readonly k: number;
  readonly n: number;
  readonly ci95: readonly [number, number] | null;
}

export interface SalaryScores {
  readonly rows: number;
  readonly presence_precision: Share;
  readonly presence_recall: Share;
  readonly presence_f1: number | null;
  readonly false_positive_rate: Share;
  readonly first_range_exact: Share;
  readonly all_ranges_exact: Share;
  readonly annual_within_1pct: Share;
  readonly misses: readonly string[];
}

interface Range {
  readonly cur: string;
  readonly min: number | null;
  readonly max: number | null;
  readonly per: string;
}

const pct = (a: number, b: number): number | null => (b === 0 ? null : Math.round((1000 * a) / b) / 10);

/** Wilson's 95 % interval, in per cent. */
function wilson(k: number, n: number): readonly [number, number] | null {
  if (n === 0) return null;
  const z = 1.96;
  const p = k / n;
  const d = 1 + (z * z) / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.round((1000 * (centre - half)) / d) / 10, Math.round((1000 * (centre + half)) / d) / 10];
}

const share = (k: number, n: number): Share => ({ pct: pct(k, n), k, n, ci95: wilson(k, n) });

function rangesOf(text: string): Range[] {
  if (text === '' || text === 'none') return [];
  return text.split(' ; ').map((part) => {
    const match = /^([A-Z]{3}) ([\d.]*)-([\d.]*) \/(\w+)$/.exec(part);
    if (match === null) throw new Error(`not a range: ${part}`);
    return {
      cur: match[1] ?? '',
      min: match[2] === '' ? null : Number(match[2]),
      max: match[3] === '' ? null : Number(match[3]),
      per: match[4] ?? '',
    };
  });
}

const near = (a: number | null, b: number | null, tolerance: number): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
const point = (range: Range): boolean => range.min !== null && range.min === range.max;
// A single figure may also be reported as «from».
const same = (want: Range, got: Range, tolerance = 0.005): boolean =>
  want.cur === got.cur &&
  want.per === got.per &&
  near(want.min, got.min, tolerance) &&
  (near(want.max, got.max, tolerance) || (point(want) && got.max === null));
const times = (amount: number | null, factor: number): number | null => (amount === null ? null : amount * factor);
const FACTOR: Readonly<Record<string, number>> = { year: 1, month: 12, week: 52, day: 260, hour: 2080 };

/** @returns the ranges in the label files' notation; pay said a second time in another currency or period is left out there. */
export function notationOf(salaries: readonly Salary[]): string {
  const ranges = salaries
    .filter((salary) => salary.currency !== null && salary.period !== null && salary.period !== 'once')
    .map((salary) => `${salary.currency} ${salary.min ?? ''}-${salary.max ?? ''} /${salary.period}`);
  return ranges.length === 0 ? 'none' : ranges.join(' ; ');
}

export function readSalaryLabels(file: string): SalaryLabel[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    return {
      id: cell('id'),
      origin: cell('origin'),
      country: cell('country'),
      snippet: cell('snippet'),
      expected: cell('expected'),
      flags: cell('flags'),
      firstSight: cell('first_sight') === '' ? null : { read: cell('first_sight'), batch: cell('batch') },
    };
  });
}

/** Scores pay read from labelled texts, with the arithmetic of the label set's own scorer. */
export function scoreSalaries(
  labels: readonly SalaryLabel[],
  read: (label: SalaryLabel) => string = (label) => notationOf(salariesOfText(label.snippet, label.country === '' ? null : label.country)),
): SalaryScores {
  let found = 0;
  let falsePositives = 0;
  let positives = 0;
  let negatives = 0;
  let first = 0;
  let all = 0;
  let annual = 0;
  let missed = 0;
  const misses: string[] = [];
  for (const label of labels) {
    const want = rangesOf(label.expected);
    const prediction = read(label);
    const got = rangesOf(prediction);
    const miss = (why: string): number =>
      misses.push(`${why}\t${label.id}\t${label.country}\t${label.snippet}\twant ${label.expected}\tgot ${prediction}`);
    const wanted = want[0];
    const given = got[0];
    if (wanted === undefined) {
      negatives++;
      if (given !== undefined) {
        falsePositives++;
        miss('false positive');
      }
      continue;
    }
    positives++;
    if (given === undefined) {
      missed++;
      miss('missed');
      continue;
    }
    found++;
    const right = same(wanted, given);
    if (right) first++;
    else miss('wrong');
    if (
      right &&
      (label.flags.includes('dual') || (want.length === got.length && want.every((range) => got.some((other) => same(range, other)))))
    )
      all++;
    else if (right) miss('set differs');
    const months = Number(/months(\d+)/.exec(label.flags)?.[1] ?? FACTOR[wanted.per]);
    const givenFactor = given.per === 'month' && label.flags.includes('months') ? months : (FACTOR[given.per] ?? 0);
    if (
      given.cur === wanted.cur &&
      near(times(wanted.min, months), times(given.min, givenFactor), 0.01) &&
      (near(times(wanted.max, months), times(given.max, givenFactor), 0.01) || (point(wanted) && given.max === null))
    )
      annual++;
  }
  return {
    rows: labels.length,
    presence_precision: share(found, found + falsePositives),
    presence_recall: share(found, positives),
    presence_f1: pct(2 * found, 2 * found + falsePositives + missed),
    false_positive_rate: share(falsePositives, negatives),
    first_range_exact: share(first, positives),
    all_ranges_exact: share(all, positives),
    annual_within_1pct: share(annual, positives),
    misses,
  };
}
