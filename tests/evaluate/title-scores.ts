import { readFileSync } from 'node:fs';
import { EMPTY_RAW_POSTING } from '#src/domain/raw-posting';
import { normalisePosting } from '#src/normalise/posting';

/** A labelled title; `level` is `-` on rows outside backend work, `levelAlt` another level that is accepted, '' for none. */
export interface TitleLabel {
  readonly id: string;
  readonly origin: string;
  readonly lang: string;
  readonly title: string;
  readonly isBackend: string;
  readonly family: string;
  readonly level: string;
  readonly levelAlt: string;
  readonly levelBasis: string;
  readonly canonical: string;
  /** What the rules said before any was changed for this row, and the batch it was drawn in; `null`: not kept. */
  readonly firstSight: (TitlePrediction & { readonly batch: string }) | null;
}

export interface TitlePrediction {
  readonly isBackend: string;
  readonly level: string;
  readonly canonical: string;
}

/** A share with its Wilson 95 % interval, in per cent. */
export interface Share {
  readonly pct: number | null;
  readonly k: number;
  readonly n: number;
  readonly ci95: readonly [number, number] | null;
}

const tenths = (value: number): number => Math.round(1000 * value) / 10;

/** k of n with the Wilson interval at 95 %. */
export function shareOf(k: number, n: number): Share {
  if (n === 0) return { pct: null, k, n, ci95: null };
  const z = 1.96;
  const p = k / n;
  const d = 1 + (z * z) / n;
  const centre = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return { pct: tenths(p), k, n, ci95: [tenths((centre - half) / d), tenths((centre + half) / d)] };
}

function firstSightOf(written: string, batch: string): TitleLabel['firstSight'] {
  const [isBackend, level, canonical] = written.split('|');
  return isBackend === undefined || level === undefined || canonical === undefined ? null : { isBackend, level, canonical, batch };
}

/** Reads a label file: TSV with a header, no quoting. */
export function readTitleLabels(file: string): TitleLabel[] {
  const [head = '', ...lines] = readFileSync(file, 'utf8').replace(/\n$/, '').split('\n');
  const columns = head.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string): string => cells[columns.indexOf(name)] ?? '';
    return {
      id: cell('id'),
      origin: cell('origin'),
      lang: cell('lang'),
      title: cell('title'),
      isBackend: cell('is_backend'),
      family: cell('family'),
      level: cell('level'),
      levelAlt: cell('level_alt'),
      levelBasis: cell('level_basis'),
      canonical: cell('canonical'),
      firstSight: firstSightOf(cell('first_sight'), cell('batch')),
    };
  });
}

/** What the pipeline makes of a title alone. */
export function predictTitle(title: string): TitlePrediction {
  const { derived } = normalisePosting({ ...EMPTY_RAW_POSTING, externalId: '', url: '', title }, { company: null, companyIndustry: null });
  return { isBackend: derived.isBackend, level: derived.level, canonical: derived.canonicalTitle ?? '-' };
}

export interface TitleScores {
  readonly rows: number;
  readonly is_backend_3way: Share;
  readonly yes_precision: Share;
  readonly yes_recall: Share;
  readonly yes_dropped: Share;
  readonly no_accepted_as_yes: Share;
  readonly no_not_rejected: Share;
  readonly level_strict: Share;
  readonly level_lenient: Share;
  readonly level_marked_lenient: Share;
  readonly level_macro_f1: number | null;
  readonly canonical: Share;
  readonly misses: readonly string[];
}

/** The labels' own arithmetic (`labels/score.mjs`), row for row. */
export function scoreTitles(
  labels: readonly TitleLabel[],
  predict: (label: TitleLabel) => TitlePrediction = ({ title }) => predictTitle(title),
): TitleScores {
  const n = {
    three: 0,
    yesHit: 0,
    yesSaid: 0,
    yes: 0,
    no: 0,
    noKept: 0,
    noYes: 0,
    dropped: 0,
    levels: 0,
    strict: 0,
    lenient: 0,
    marked: 0,
    markedHit: 0,
    canonical: 0,
  };
  const classes = new Map<string, { tp: number; fn: number; fp: number }>();
  const classOf = (name: string) => {
    const found = classes.get(name) ?? { tp: 0, fn: 0, fp: 0 };
    classes.set(name, found);
    return found;
  };
  const misses: string[] = [];
  for (const label of labels) {
    const got = predict(label);
    if (got.isBackend === label.isBackend) n.three++;
    else misses.push(`backend\t${label.title}\twant ${label.isBackend}\tgot ${got.isBackend}`);
    if (got.isBackend === 'yes') n.yesSaid++;
    if (label.isBackend === 'yes') {
      n.yes++;
      if (got.isBackend === 'yes') n.yesHit++;
      if (got.isBackend === 'no') n.dropped++;
    }
    if (label.isBackend === 'no') {
      n.no++;
      if (got.isBackend !== 'no') n.noKept++;
      if (got.isBackend === 'yes') n.noYes++;
      continue;
    }
    n.levels++;
    const strict = got.level === label.level;
    const lenient = strict || (label.levelAlt !== '' && got.level === label.levelAlt);
    if (strict) n.strict++;
    if (lenient) n.lenient++;
    else misses.push(`level\t${label.title}\twant ${label.level}${label.levelAlt === '' ? '' : `|${label.levelAlt}`}\tgot ${got.level}`);
    if (label.levelBasis !== 'default') {
      n.marked++;
      if (lenient) n.markedHit++;
    }
    classOf(label.level)[strict ? 'tp' : 'fn']++;
    if (!strict) classOf(got.level).fp++;
    if (got.canonical === label.canonical) n.canonical++;
    else if (strict) misses.push(`canonical\t${label.title}\twant ${label.canonical}\tgot ${got.canonical}`);
  }
  const f1 = [...classes.values()].filter((one) => one.tp + one.fn > 0).map((one) => (2 * one.tp) / (2 * one.tp + one.fp + one.fn || 1));
  return {
    rows: labels.length,
    is_backend_3way: shareOf(n.three, labels.length),
    yes_precision: shareOf(n.yesHit, n.yesSaid),
    yes_recall: shareOf(n.yesHit, n.yes),
    yes_dropped: shareOf(n.dropped, n.yes),
    no_accepted_as_yes: shareOf(n.noYes, n.no),
    no_not_rejected: shareOf(n.noKept, n.no),
    level_strict: shareOf(n.strict, n.levels),
    level_lenient: shareOf(n.lenient, n.levels),
    level_marked_lenient: shareOf(n.markedHit, n.marked),
    level_macro_f1: f1.length === 0 ? null : tenths(f1.reduce((a, b) => a + b, 0) / f1.length),
    canonical: shareOf(n.canonical, n.levels),
    misses,
  };
}
