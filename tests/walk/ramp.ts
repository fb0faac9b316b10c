/**
 * A board that turned over between two recordings, read by the product: what seems to be gone is held back, and exactly that closes
 * once a person accepts it, or once six like readings over a day have said the same.
 *
 *   npm run walk:ramp -- --replay DIR --corpus DIR
 *
 * Ends with a line of JSON.
 */
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Step } from './read-steps.js';
import { createChecks, runNode, runSteps } from './run-steps.js';
import { startRecordedInternet } from './recorded-internet.js';

const { values: options } = parseArgs({ options: { replay: { type: 'string' }, corpus: { type: 'string' } } });
if (options.replay === undefined || options.corpus === undefined) {
  console.error('walk:ramp: name --replay DIR and --corpus DIR');
  process.exit(2);
}
const [replay, corpus] = [resolve(options.replay), resolve(options.corpus)];
const startedAt = Date.now();
const checks = createChecks();
const check: typeof checks.check = (...given) => checks.check(...given);

/** Ids of the board's recordings, oldest first, read without the product. */
const folder = join(corpus, 'native', 'ashby');
const [before = new Set<string>(), after = new Set<string>()] = readdirSync(folder)
  .filter((file) => file.startsWith('ramp-'))
  .sort()
  .map(
    (file) =>
      new Set(
        (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { jobs: { id: string }[] }).jobs.map((job) => `ashby ramp ${job.id}`),
      ),
  );
const gone = [...before].filter((id) => !after.has(id)).sort();
const fresh = [...after].filter((id) => !before.has(id)).sort();
console.log(`the recordings hold ${before.size} and ${after.size} rows: ${gone.length} left, ${fresh.length} came`);

const work = mkdtempSync(join(tmpdir(), 'backboard-ramp-'));
const boards = join(work, 'boards.txt');
const faults = join(work, 'faults.json');
writeFileSync(boards, 'ashby ramp\n');
const base = { ...process.env, BOARDS_FILE: boards, PORT: '0', LOG_LEVEL: 'error' };
const dataOf = (name: string) => join(work, name);
const sameAs = (rows: readonly string[], expected: readonly string[]) =>
  JSON.stringify([...rows].sort()) === JSON.stringify([...expected].sort());
/** The board's own run and rows of a step; other sources are read along. */
const runOf = (step: Step | undefined) => step?.runs.find((run) => run.board === 'ashby ramp');
const rowsOf = (step: Step | undefined) => (step?.openRows ?? []).filter((row) => row.startsWith('ashby ramp '));
const closedBy = (step: Step | undefined) => runOf(step)?.closed ?? -1;
const verdictsOf = (steps: readonly Step[]) => steps.map((step) => runOf(step)?.verdict ?? 'not read').join(' ');

// 2025: the first reading, whose database is then copied twice.
const old = await startRecordedInternet({ replay, corpus, asOf: '2025-12', faults });
const first = await runSteps('ashby ramp', [-70], { ...base, ...old.variables, DATA_DIR: dataOf('accepted') });
check(
  'the first reading is complete',
  runOf(first[0])?.verdict === 'complete' && rowsOf(first[0]).length === before.size,
  `${rowsOf(first[0]).length} rows`,
);
for (const name of ['released', 'quiet']) cpSync(dataOf('accepted'), dataOf(name), { recursive: true });

// The quiet path: a quarter of the same list really leaves.
writeFileSync(faults, JSON.stringify([{ host: 'api.ashbyhq.com', path: '/ramp', mode: 'keep:75' }]));
const quiet = await runSteps('ashby ramp', [-60, -53], { ...base, ...old.variables, DATA_DIR: dataOf('quiet') });
const kept = [...before].slice(0, Math.floor(before.size * 0.75));
check(
  'keep:75: the first complete run that misses a quarter closes nothing',
  runOf(quiet[0])?.verdict === 'complete' && closedBy(quiet[0]) === 0,
  verdictsOf(quiet),
);
check(
  'keep:75: the second closes exactly those',
  closedBy(quiet[1]) === before.size - kept.length && sameAs(rowsOf(quiet[1]), kept),
  `${closedBy(quiet[1])} closed, ${rowsOf(quiet[1]).length} open`,
);
await old.close();

// 2026: most of the board has turned over.
const recent = await startRecordedInternet({ replay, corpus });
const environment = { ...base, ...recent.variables };
const both = [...before, ...fresh];
const suspect = await runSteps('ashby ramp', [-60, -53], { ...environment, DATA_DIR: dataOf('accepted') });
check(
  'the first two later runs are suspect',
  suspect.every((step) => runOf(step)?.verdict === 'suspect'),
  runOf(suspect[0])?.reason ?? '',
);
check(
  'nothing closes, and the new ones are stored',
  suspect.every((step) => closedBy(step) === 0 && sameAs(rowsOf(step), both)),
  `${rowsOf(suspect[1]).length} rows open`,
);
const cli = (...args: string[]) => runNode(['dist/src/cli.js', ...args], { ...environment, DATA_DIR: dataOf('accepted') });
const listed = await cli('runs', 'review');
console.log(listed.output.trimEnd().replace(/^/gm, '     | '));
const run = /^Run (\d+) of ashby ramp/m.exec(listed.output)?.[1] ?? '0';
check('runs review tells what accepting would close', listed.code === 0 && listed.output.includes(`closes ${gone.length} postings`));
const accepted = await cli('runs', 'review', '--accept', run);
check(
  'runs review --accept closes them',
  accepted.code === 0 && accepted.output.includes(`${gone.length} postings closed`),
  accepted.output.trim(),
);
const afterwards = await runSteps('ashby ramp', [-46], { ...environment, DATA_DIR: dataOf('accepted') });
check(
  'exactly those that left are closed',
  sameAs(rowsOf(afterwards[0]), [...after]),
  `${both.length - (rowsOf(afterwards[0]).length ?? 0)} closed`,
);
check(
  'the next reading is no longer suspect',
  runOf(afterwards[0])?.verdict === 'complete' && closedBy(afterwards[0]) === 0,
  verdictsOf(afterwards),
);
check('nothing is held back any more', (await cli('runs', 'review')).output.includes('No reading is held back'));

const released = await runSteps('ashby ramp', [-60, -53, -46, -39, -32, -25], { ...environment, DATA_DIR: dataOf('released') });
check(
  'without a person: five like runs are suspect and close nothing',
  released.slice(0, 5).every((step) => runOf(step)?.verdict === 'suspect' && closedBy(step) === 0),
);
check(
  'the sixth, over more than 24 hours, closes exactly those',
  closedBy(released[5]) === gone.length && sameAs(rowsOf(released[5]), [...after]),
  `${verdictsOf(released)}; ${closedBy(released[5])} closed`,
);
check('both ways end in the same', rowsOf(released[5]).length === rowsOf(afterwards[0]).length);
await recent.close();

const { passed, failed } = checks.counts();
if (failed === 0) rmSync(work, { recursive: true, force: true });
else console.log(`kept for a look: ${work}`);
console.log(`${passed} passed, ${failed} failed`);
console.log(
  JSON.stringify({
    before: before.size,
    after: after.size,
    left: gone.length,
    came: fresh.length,
    closedAfterAccept: both.length - (rowsOf(afterwards[0]).length ?? 0),
    closedAfterSix: closedBy(released[5]),
    closedByKeep75: closedBy(quiet[1]),
    seconds: Math.round((Date.now() - startedAt) / 1000),
    passed,
    failed,
  }),
);
process.exit(failed === 0 ? 0 : 1);
