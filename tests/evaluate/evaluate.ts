// npm run evaluate -- [--labels DIR] [--real] [--misses] [--write]
// Scores titles and pay on label files with the arithmetic of labels/score.mjs; ends with one line of JSON.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RULES_VERSION } from '#src/normalise/posting';
import { readSalaryLabels, scoreSalaries } from './salary-scores.js';
import { readTitleLabels, scoreTitles, type Share, type TitleLabel } from './title-scores.js';

interface Row {
  readonly what: string;
  readonly figure: string;
  readonly n: string;
  /** Printed, and not written down: one batch of several. */
  readonly detail?: boolean;
}

const args = process.argv.slice(2);
const given = args.includes('--labels') ? args[args.indexOf('--labels') + 1] : undefined;
const onlyReal = args.includes('--real');
const ROOT = fileURLToPath(new URL('../..', import.meta.url)).replace(/dist\/?$/, '');
const OWN = join(ROOT, 'tests/evaluate');

const isShare = (value: unknown): value is Share => typeof value === 'object' && value !== null && 'ci95' in value;
const figureOf = (value: Share | number | null): string =>
  isShare(value)
    ? `${value.pct ?? '–'} %${value.ci95 === null ? '' : ` (95 % ${value.ci95.join('–')})`}`
    : value === null
      ? '–'
      : String(value);
const countOf = (value: Share | number | null): string => (isShare(value) ? `${value.k} of ${value.n}` : '');

const WHAT: Record<string, string> = {
  is_backend_3way: 'backend: yes, maybe or no',
  yes_precision: 'backend: yes is right',
  yes_recall: 'backend: yes is found',
  yes_dropped: 'backend dropped as no',
  no_accepted_as_yes: 'others taken as yes',
  no_not_rejected: 'others not rejected',
  level_strict: 'level right',
  level_lenient: 'level right, alternatives accepted',
  level_marked_lenient: 'level right where the title marks it',
  level_macro_f1: 'level, macro-F1 over the classes',
  canonical: 'canonical title right',
  presence_precision: 'pay found is pay',
  presence_recall: 'pay found',
  presence_f1: 'pay found, F1',
  false_positive_rate: 'pay read where there is none',
  first_range_exact: 'first range right',
  all_ranges_exact: 'all ranges right',
  annual_within_1pct: 'yearly figure within 1 %',
};

const rows: Row[] = [];
const summary: Record<string, unknown> = { rulesVersion: RULES_VERSION };

/** What is told of rows at first sight; the rest of the measures is in the line of JSON. */
const AT_FIRST_SIGHT: ReadonlySet<string> = new Set([
  'is_backend_3way',
  'yes_dropped',
  'no_accepted_as_yes',
  'level_lenient',
  'level_marked_lenient',
  'level_macro_f1',
  'canonical',
  'presence_recall',
  'false_positive_rate',
  'first_range_exact',
  'all_ranges_exact',
]);

function add(set: string, scores: object): void {
  for (const [name, value] of Object.entries(scores) as [string, Share | number | null][]) {
    if (name === 'misses' || name === 'rows' || (set.startsWith('first sight') && !AT_FIRST_SIGHT.has(name))) continue;
    rows.push({ what: `${set}: ${WHAT[name] ?? name}`, figure: figureOf(value), n: countOf(value), detail: /^first sight \d/.test(set) });
  }
  const { misses, ...figures } = scores as { misses?: readonly string[] };
  summary[set] = figures;
  if (args.includes('--misses') && !set.startsWith('first sight') && misses !== undefined)
    console.log(`\n${set}, what was wrong:\n${misses.slice(0, 30).join('\n')}`);
}

function groupedBy(labels: readonly TitleLabel[], by: 'lang' | 'family'): Map<string, TitleLabel[]> {
  const groups = new Map<string, TitleLabel[]>();
  for (const label of labels) groups.set(label[by], [...(groups.get(label[by]) ?? []), label]);
  return groups;
}

function breakdown(labels: readonly TitleLabel[], by: 'lang' | 'family'): void {
  const groups = groupedBy(labels, by);
  console.log(`\nby ${by}${' '.repeat(20)}rows  backend  level  title`);
  for (const [name, group] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
    const scores = scoreTitles(group);
    const cells = [scores.is_backend_3way.pct, scores.level_lenient.pct, scores.canonical.pct].map((value) =>
      String(value ?? '–').padStart(7),
    );
    console.log(`${name.padEnd(24)} ${String(group.length).padStart(5)} ${cells.join(' ')}`);
  }
}

const NOTHING = { isBackend: '', level: '', canonical: '' };

/** Rows that were labelled before the rules had seen them: all and by batch; real titles apart from written ones. */
function batchesOf<T extends { readonly origin: string; readonly firstSight: { readonly batch: string } | null }>(
  labels: readonly T[],
): { readonly name: string; readonly rows: T[] }[] {
  const groups = new Map<string, T[]>();
  for (const label of labels) {
    if (label.firstSight === null) continue;
    const kind = label.origin === 'real' ? 'real' : 'written';
    for (const name of [`first sight, ${kind}`, `first sight ${label.firstSight.batch}, ${kind}`])
      groups.set(name, [...(groups.get(name) ?? []), label]);
  }
  return [...groups].map(([name, group]) => ({ name, rows: group }));
}

const directories = [...(given === undefined ? [] : [given]), OWN];
for (const directory of directories) {
  const set = directory === OWN ? 'own labels' : 'open set';
  for (const file of readdirSync(directory)
    .filter((name) => /^(titles|salaries)\b.*\.tsv$/.test(name))
    .sort()) {
    const path = join(directory, file);
    if (file.startsWith('titles')) {
      const labels = readTitleLabels(path).filter((label) => !onlyReal || label.origin === 'real' || label.firstSight !== null);
      for (const { name, rows: drawn } of batchesOf(labels))
        add(
          `${name}, ${drawn.length} titles`,
          scoreTitles(drawn, (label) => label.firstSight ?? NOTHING),
        );
      add(`${set}${labels[0]?.firstSight == null ? '' : ', fresh ones'}, ${labels.length} titles`, scoreTitles(labels));
      if (args.includes('--misses')) {
        breakdown(labels, 'lang');
        breakdown(labels, 'family');
      }
    } else {
      const labels = readSalaryLabels(path).filter((label) => !onlyReal || label.origin === 'real' || directory === OWN);
      for (const { name, rows: drawn } of batchesOf(labels))
        add(
          `${name}, ${drawn.length} pay texts`,
          scoreSalaries(drawn, (label) => label.firstSight?.read ?? 'none'),
        );
      add(`${set}${labels[0]?.firstSight == null ? '' : ', fresh ones'}, ${labels.length} pay texts`, scoreSalaries(labels));
    }
  }
}

const width = Math.max(...rows.map((row) => row.what.length));
console.log('');
for (const row of rows) console.log(`${row.what.padEnd(width)}  ${row.figure.padEnd(28)} ${row.n}`);
if (args.includes('--write')) {
  const written = rows.filter((row) => row.detail !== true).map(({ what, figure, n }) => ({ what, figure, n }));
  const asOf = new Date().toISOString().slice(0, 10);
  writeFileSync(join(ROOT, 'docs/evaluation.json'), `${JSON.stringify({ asOf, rulesVersion: RULES_VERSION, rows: written }, null, 1)}\n`);
}
console.log(JSON.stringify(summary));
