// npm run evaluate:postings -- --corpus DIR [--half tune|report] [--misses]
// Scores whole postings of the corpus against a reader's labels, and pay read from descriptions against the postings' own fields; ends with one line of JSON. `--misses` shows the tuning half's alone.
import { fileURLToPath } from 'node:url';
import { SETTLE } from '#src/normalise/settle';
import { readCorpus } from './corpus-postings.js';
import { comparePay, payAgreement, type PayComparison } from './pay-fields.js';
import { agreement, readPostingLabels, readPostings, scoreSettling, type PostingReading, type ReadPosting } from './posting-scores.js';
import { shareOf, type Share } from './title-scores.js';

const args = process.argv.slice(2);
const valueOf = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const corpusFolder = valueOf('--corpus');
if (corpusFolder === undefined) {
  console.error('evaluate:postings: name the corpus, --corpus DIR');
  process.exit(2);
}

const figure = ({ pct, k, n, ci95 }: Share): string => (pct === null ? '–' : `${pct} % (${k} of ${n}; 95 % ${ci95?.join('–') ?? '–'})`);
const labels = readPostingLabels(fileURLToPath(new URL('postings.tsv', import.meta.url)));
const corpus = readCorpus(corpusFolder);
const postings = readPostings(labels, corpus);
const summary: Record<string, unknown> = { labelled: labels.length, found: postings.length };

const twice = labels.flatMap((label): [PostingReading, PostingReading][] => (label.second === null ? [] : [[label, label.second]]));
console.log(`${twice.length} postings read a second time by the same reader, shuffled, the first labels hidden, within the same day:`);
const FIELDS = ['backend', 'level', 'years', 'workplace', 'onCall'] as const;
const again: Record<string, Share> = {};
for (const field of FIELDS) {
  again[field] = agreement(twice, field);
  console.log(`  ${field.padEnd(10)} ${figure(again[field])}`);
}
summary['secondReading'] = again;

const NEIGHBOURS = [-3, -2, -1, 0, 1, 2, 4, 8];

function show(half: 'tune' | 'report', group: readonly ReadPosting[]): void {
  console.log(`\n${half} half, ${group.length} postings\nsettling a title that leaves it open, by the least backend points:`);
  const settled: unknown[] = [];
  for (const step of NEIGHBOURS) {
    const thresholds = { ...SETTLE, plain: SETTLE.plain + step, special: Math.max(1, SETTLE.special + step) };
    const scores = scoreSettling(group, thresholds);
    const mark = step === 0 ? '*' : ' ';
    console.log(
      `${mark} ${String(thresholds.plain).padStart(2)}/${String(thresholds.special).padStart(2)}  precision ${figure(scores.precision)}  other work outright ${figure(scores.wrong)}  recall ${figure(scores.recall)}  dropped as no ${figure(scores.dropped)}`,
    );
    settled.push({ plain: thresholds.plain, special: thresholds.special, ...scores });
  }
  const inScope = group.filter(({ label }) => label.backend !== 'no');
  const pairs = group.map(({ label, ours }): [PostingReading, PostingReading] => [label, ours]);
  const scoped = inScope.map(({ label, ours }): [PostingReading, PostingReading] => [label, ours]);
  const stated = scoped.filter(([label]) => label.workplace !== 'unknown');
  const called = group.filter(({ label }) => label.onCall === 'yes');
  const tagged = group.filter(({ ours }) => ours.onCall === 'yes');
  const both = called.filter(({ ours }) => ours.onCall === 'yes').length;
  const wholes = {
    backend: agreement(pairs, 'backend'),
    backendTaken: shareOf(
      pairs.filter(([label, ours]) => ours.backend === 'yes' && label.backend === 'yes').length,
      pairs.filter(([, ours]) => ours.backend === 'yes').length,
    ),
    level: agreement(scoped, 'level'),
    years: agreement(scoped, 'years'),
    workplace: agreement(scoped, 'workplace'),
    workplaceWhereStated: agreement(stated, 'workplace'),
    onCallPrecision: shareOf(both, tagged.length),
    onCallRecall: shareOf(both, called.length),
  };
  for (const [name, share] of Object.entries(wholes)) console.log(`  ${name.padEnd(22)} ${figure(share)}`);
  summary[half] = { settled, ...wholes };
  if (!args.includes('--misses') || half === 'report') return;
  for (const field of FIELDS) {
    console.log(`\n${field}: reader ≠ ours`);
    for (const { label, ours, title, named, family, score } of field === 'backend' || field === 'onCall' ? group : inScope) {
      if (label[field] === ours[field]) continue;
      const points = field === 'backend' && score !== null ? ` title ${named}, ${family}, ${JSON.stringify(score.sides)}` : '';
      console.log(`  ${label[field]} ≠ ${ours[field]}  «${title.trim()}» ${label.key.split('\t').slice(0, 2).join('/')}${points}`);
    }
  }
}

/** Pay read from descriptions alone beside the structured field of the same posting. */
function showPay(): void {
  const { stated, rows, written, missed } = comparePay(corpus.values());
  const { first, among } = payAgreement(rows);
  const recall = shareOf(written.length - missed.length, written.length);
  console.log(
    `\npay: ${stated} postings with pay in a field of their own and a description, ${rows.length} whose description names pay as well`,
  );
  console.log(`  the text’s first range is the field’s     ${figure(first)}`);
  console.log(`  one of the text’s ranges is the field’s   ${figure(among)}`);
  console.log(`  read where both bounds are written out    ${figure(recall)}${missed.length === 0 ? '' : ` not: ${missed.join('; ')}`}`);
  const classes = new Map<string, PayComparison[]>();
  for (const row of rows) classes.set(row.match, [...(classes.get(row.match) ?? []), row]);
  const said = (list: PayComparison['field']): string =>
    list.map(({ currency, min, max, period }) => `${currency} ${min ?? ''}-${max ?? ''} /${period}`).join(' ; ');
  for (const [name, group] of [...classes].sort((a, b) => b[1].length - a[1].length)) {
    console.log(`  ${String(group.length).padStart(4)}  ${name}`);
    if (name === 'same first range') continue;
    for (const { source, title, field, text } of group.slice(0, args.includes('--misses') ? 40 : 2))
      console.log(`        ${source} «${title.slice(0, 50)}»: field ${said(field)} · text ${said(text)}`);
  }
  summary['pay'] = {
    stated,
    compared: rows.length,
    first,
    among,
    recall,
    classes: Object.fromEntries([...classes].map(([name, group]) => [name, group.length])),
  };
}

showPay();
const wanted = valueOf('--half');
for (const half of ['tune', 'report'] as const) {
  if (wanted === undefined || wanted === half)
    show(
      half,
      postings.filter(({ label }) => label.half === half),
    );
}
console.log(JSON.stringify(summary));
