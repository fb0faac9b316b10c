/**
 * The recorded internet's own fault modes, through the whole product: a few boards are read clean, then one of them with each fault
 * injected, and again when it has passed. After every fault nothing may be closed that is open, and after recovery what is
 * stored must be what a walk without faults stores.
 *
 *   npm run walk:faults -- --replay DIR --corpus DIR
 *
 * Takes about three minutes; ends with a line of JSON.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { createChecks, runSteps } from './run-steps.js';
import { startRecordedInternet } from './recorded-internet.js';

const { values: options } = parseArgs({ options: { replay: { type: 'string' }, corpus: { type: 'string' } } });
if (options.replay === undefined || options.corpus === undefined) {
  console.error('walk:faults: name --replay DIR and --corpus DIR');
  process.exit(2);
}
const startedAt = Date.now();
const checks = createChecks();
const check: typeof checks.check = (...given) => checks.check(...given);
const work = mkdtempSync(join(tmpdir(), 'backboard-faults-'));
const [boardsFile, faultsFile, logFile] = [join(work, 'boards.txt'), join(work, 'faults.json'), join(work, 'requests.ndjson')];
const HOST = 'api.ashbyhq.com';
const BOARD = 'ashby ramp';
/** One board each of two other hosts, which must go on as if nothing were. */
const recorded = execFileSync(process.execPath, [join(resolve(options.replay), 'boards.mjs'), resolve(options.corpus)], {
  encoding: 'utf8',
}).split('\n');
const OTHERS = ['greenhouse', 'lever'].flatMap((platform) => recorded.find((line) => line.startsWith(`${platform} `)) ?? []);
writeFileSync(boardsFile, [BOARD, ...OTHERS, ''].join('\n'));
writeFileSync(faultsFile, '[]');

interface Fault {
  readonly mode: string;
  /** Requests that meet it; all without. */
  readonly times?: number;
  readonly verdict: string;
}
/** Every mode of the replay that ends within seconds; `hang` and `slow` last as long as the product's deadlines, and are tests of their own. */
const FAULTS: readonly Fault[] = [
  { mode: 'status:500', times: 2, verdict: 'unchanged' },
  { mode: 'status:503', times: 2, verdict: 'unchanged' },
  { mode: 'status:500', verdict: 'failed' },
  { mode: 'status:403', verdict: 'refused' },
  { mode: 'status:404', verdict: 'gone' },
  { mode: 'truncate', verdict: 'failed' },
  { mode: 'reset', verdict: 'failed' },
  { mode: 'empty', verdict: 'suspect' },
  { mode: 'keep:40', verdict: 'suspect' },
  { mode: 'rename:title>name', verdict: 'drift' },
  { mode: 'redirect:http://169.254.169.254/latest/', verdict: 'failed' },
  { mode: 'loop', verdict: 'failed' },
  { mode: 'wall', verdict: 'failed' },
  { mode: 'garbage', verdict: 'failed' },
  { mode: 'bomb', verdict: 'failed' },
  { mode: 'huge', verdict: 'failed' },
  // The host's wish is kept by the database's clock, so it comes last.
  { mode: 'retry-after:3600', verdict: 'throttled' },
];
const write = ({ mode, times }: Fault): void =>
  writeFileSync(faultsFile, JSON.stringify([{ host: HOST, path: '^/posting-api/', mode, ...(times === undefined ? {} : { times }) }]));

const internet = await startRecordedInternet({
  replay: resolve(options.replay),
  corpus: resolve(options.corpus),
  faults: faultsFile,
  log: logFile,
});
const environment = {
  ...process.env,
  ...internet.variables,
  BOARDS_FILE: boardsFile,
  DATA_DIR: join(work, 'data'),
  PORT: '0',
  LOG_LEVEL: 'error',
};

/** Two days between readings: longer than any back-off. */
const STEP_HOURS = 49;
const hours = (at: number) => -STEP_HOURS * (2 * FAULTS.length + 3 - at);
const steps = await runSteps(
  [BOARD, ...OTHERS].join(','),
  Array.from({ length: 2 * FAULTS.length + 1 }, (_, at) => hours(at)),
  environment,
  // Odd steps meet a fault, even ones are clean.
  (at) => {
    const fault = at % 2 === 1 ? FAULTS[(at - 1) / 2] : undefined;
    if (fault === undefined) writeFileSync(faultsFile, '[]');
    else write(fault);
  },
);
const clean = steps[0];
const rowsOf = (at: number) => new Set((steps[at]?.openRows ?? []).filter((row) => row.startsWith(`${BOARD} `)));
const cleanRows = rowsOf(0);
check(
  'the clean walk',
  clean?.runs.find((run) => run.board === BOARD)?.verdict === 'complete' && cleanRows.size > 0,
  `${cleanRows.size} rows`,
);
let closed = 0;
let equal = 0;
for (const [index, fault] of FAULTS.entries()) {
  const [met, after] = [steps[2 * index + 1], steps[2 * index + 2]];
  const run = met?.runs.find((candidate) => candidate.board === BOARD);
  const others =
    met?.runs.filter(({ board }) => board !== BOARD).every(({ verdict }) => verdict === 'unchanged' || verdict === 'complete') ?? false;
  const missing = [...cleanRows].filter((row) => !rowsOf(2 * index + 1).has(row)).length;
  closed += missing;
  const isEqual = after !== undefined && after.stored === clean?.stored;
  if (isEqual) equal += 1;
  const name = `${fault.mode}${fault.times === undefined ? '' : `, ${fault.times} times`}`;
  check(
    name,
    run?.verdict === fault.verdict && missing === 0 && isEqual && others,
    `${run?.verdict ?? 'not read'}${run?.reason ? ` (${run.reason.slice(0, 90)})` : ''}; ${missing} closed; other hosts ${others ? 'went on' : 'stood still'}; afterwards ${isEqual ? 'equal' : `${after?.stored ?? 'nothing'}, not ${clean?.stored}`}`,
  );
}
const peak = Math.max(...steps.map((step) => step.peakMiB));
const beforeBombs = Math.max(...steps.slice(0, 2 * FAULTS.findIndex(({ mode }) => mode === 'bomb') + 1).map((step) => step.peakMiB));
check('bomb and flood cost less than 100 MiB', peak - beforeBombs < 100, `${beforeBombs} MiB before, ${peak} MiB at most`);
const asked = readFileSync(logFile, 'utf8')
  .split('\n')
  .filter((line) => line.includes(HOST)).length;
await internet.close();

const { passed, failed } = checks.counts();
if (failed === 0) rmSync(work, { recursive: true, force: true });
else console.log(`kept for a look: ${work}`);
console.log(`${passed} passed, ${failed} failed`);
console.log(
  JSON.stringify({
    faults: FAULTS.length,
    closed,
    equal,
    requests: asked,
    peakMiB: peak,
    seconds: Math.round((Date.now() - startedAt) / 1000),
    passed,
    failed,
  }),
);
process.exit(failed === 0 ? 0 : 1);
