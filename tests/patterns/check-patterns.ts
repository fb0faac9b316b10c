// npm run check:patterns [-- --fresh] [-- --list]
// Every pattern of the product, written or built from a table, is put to recheck: none may take more than linear time. Verdicts are kept in
// dist/.patterns.json by pattern, so that a second run asks only for what changed. Ends with one line of JSON; 1 when a pattern fails.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, type Diagnostics } from 'recheck';
import { BOUNDED } from './bounded.js';
import { collectPatterns } from './collect-patterns.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEPT = join(ROOT, 'dist/.patterns.json');
const { version } = createRequire(import.meta.url)('recheck/package.json') as { version: string };
/** One pattern may take this long; a pattern that needs more is too hard to trust. */
const TIMEOUT_MS = 15_000;
const AT_ONCE = 4;

interface Verdict {
  readonly status: Diagnostics['status'];
  readonly by: string;
  readonly complexity: string;
}

const verdictOf = (found: Diagnostics): Verdict => ({
  status: found.status,
  by: found.checker ?? '',
  complexity: found.status === 'unknown' ? found.error.kind : found.complexity.summary,
});

function keptVerdicts(): Map<string, Verdict> {
  if (process.argv.includes('--fresh')) return new Map();
  try {
    const kept = JSON.parse(readFileSync(KEPT, 'utf8')) as { recheck: string; verdicts: [string, Verdict][] };
    return kept.recheck === version ? new Map(kept.verdicts) : new Map();
  } catch {
    return new Map();
  }
}

const started = performance.now();
const patterns = await collectPatterns(ROOT);
const kept = keptVerdicts();
const verdicts = new Map<string, Verdict>();
let asked = 0;
const waiting = [...patterns];
async function work(): Promise<void> {
  for (let pattern = waiting.shift(); pattern !== undefined; pattern = waiting.shift()) {
    const key = `/${pattern.source}/${pattern.flags}`;
    let verdict = kept.get(key);
    if (verdict === undefined || verdict.status !== 'safe') {
      asked++;
      // Sticky and indices change where a pattern is tried, not what a try costs.
      verdict = verdictOf(await check(pattern.source, pattern.flags.replace(/[yd]/g, ''), { timeout: TIMEOUT_MS }));
    }
    verdicts.set(key, verdict);
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work));

const bounded = new Map(BOUNDED.map(([source, longest, why]) => [source, { longest, why }]));
const failures: string[] = [];
let proven = 0;
let searched = 0;
for (const { source, flags, where } of patterns) {
  const verdict = verdicts.get(`/${source}/${flags}`);
  const shown = source.length > 200 ? `${source.slice(0, 200)}… (${source.length})` : source;
  if (process.argv.includes('--list')) console.log(`${verdict?.status ?? '?'} ${verdict?.by ?? ''}\t${where}\t/${shown}/${flags}`);
  if (verdict?.status === 'safe') {
    if (verdict.by === 'automaton') proven++;
    else searched++;
    bounded.delete(source);
  } else if (bounded.has(source)) bounded.delete(source);
  else failures.push(`${where}: ${verdict?.status ?? '?'}, ${verdict?.complexity ?? ''}: /${shown}/${flags}`);
}
for (const source of bounded.keys()) failures.push(`tests/patterns/bounded.ts: no pattern needs /${source}/ any more`);

mkdirSync(dirname(KEPT), { recursive: true });
writeFileSync(KEPT, JSON.stringify({ recheck: version, verdicts: [...verdicts].filter(([, verdict]) => verdict.status === 'safe') }));
for (const failure of failures) console.error(failure);
console.log(
  `${patterns.length} patterns: ${proven} proven linear, ${searched} in which a search found no slow text, ${BOUNDED.length} kept cheap by the length of their text, ${failures.length} wrong`,
);
console.log(
  JSON.stringify({
    check: 'patterns',
    recheck: version,
    patterns: patterns.length,
    proven,
    searched,
    bounded: BOUNDED.length,
    failures: failures.length,
    asked,
    seconds: Number(((performance.now() - started) / 1000).toFixed(1)),
  }),
);
process.exit(failures.length === 0 ? 0 : 1);
