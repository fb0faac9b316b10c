// npm run evaluate:pairs -- --corpus DIR [--half dev|locked] [--misses]
// Scores linking on labelled pairs of the corpus; ends with one line of JSON. `--misses` shows the dev half's alone.
import { fileURLToPath } from 'node:url';
import { readCorpus } from './corpus-postings.js';
import { judgePairs, readPairLabels, scorePairs, type JudgedPair } from './pair-scores.js';
import type { Share } from './title-scores.js';

const args = process.argv.slice(2);
const valueOf = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined);
const corpusFolder = valueOf('--corpus');
if (corpusFolder === undefined) {
  console.error('evaluate:pairs: name the corpus, --corpus DIR');
  process.exit(2);
}

const figure = ({ pct, k, n, ci95 }: Share): string => (pct === null ? '–' : `${pct} % (${k} of ${n}; 95 % ${ci95?.join('–') ?? '–'})`);
const labels = readPairLabels(fileURLToPath(new URL('pairs.tsv', import.meta.url)));
const corpus = readCorpus(corpusFolder);
const judged = judgePairs(labels, corpus);
const wanted = valueOf('--half');
const summary: Record<string, unknown> = { labelled: labels.length, found: judged.length };

function byTrap(pairs: readonly JudgedPair[]): void {
  const traps = new Map<string, JudgedPair[]>();
  for (const pair of pairs) {
    const name = `${pair.label.same ? 'same' : 'different'}: ${pair.label.trap}`;
    traps.set(name, [...(traps.get(name) ?? []), pair]);
  }
  for (const [name, group] of [...traps].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const right = group.filter((pair) => (pair.because !== null) === pair.label.same).length;
    console.log(`  ${name.padEnd(28)} ${String(right).padStart(4)} of ${String(group.length).padStart(4)} right`);
  }
}

for (const half of ['dev', 'locked'] as const) {
  if (wanted !== undefined && wanted !== half) continue;
  const pairs = judged.filter((pair) => pair.label.half === half);
  const scores = scorePairs(pairs);
  console.log(`\n${half} half, ${pairs.length} pairs: precision ${figure(scores.precision)}, recall ${figure(scores.recall)}`);
  byTrap(pairs);
  summary[half] = scores;
  if (!args.includes('--misses') || half === 'locked') continue;
  for (const { label, because, a, b } of pairs.filter((pair) => (pair.because !== null) !== pair.label.same)) {
    console.log(`\n${label.same ? 'missed' : 'wrongly joined'} (${label.trap}): ${because ?? ''}`);
    for (const [key, facts] of [
      [label.a, a],
      [label.b, b],
    ] as const) {
      const { minhash, ...shown } = facts;
      console.log(`  ${key.replaceAll('\t', '/')} «${corpus.get(key)?.raw.title}» ${JSON.stringify({ ...shown, text: minhash !== null })}`);
    }
  }
}
console.log(JSON.stringify(summary));
