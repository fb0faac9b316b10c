/**
 * A web process under a mixed load while listings change: how soon a change is found, and what every kind of question takes meanwhile.
 * It writes into the data: give it a copy. `npm run bench:mixed -- --data COPY [--minutes 1] [--changes 500] [--only visibility]`
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { createMatchAlerts } from '#jobs/match-alerts';
import { createStore } from '#db/store/store';
import { openDatabase } from '#src/cli/open-database';
import { ListingFilter } from '#src/domain/listing-filter';
import { FACETS } from '#src/store';
import { askOnAndOn, noteIn, questionsOf, waitForProbes, type Figures } from './mixed/asking.js';
import { createChangeWriter, type Probe } from './mixed/change-writer.js';
import { addSavedSearches } from './mixed/saved-searches.js';
import { startWeb } from './mixed/web-process.js';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: './bench-data' },
    minutes: { type: 'string', default: '1' },
    changes: { type: 'string', default: '500' },
    searches: { type: 'string', default: '2000' },
    only: { type: 'string', default: 'mixed' },
  },
});
const minutes = Number(values.minutes);
const perSecond = Number(values.changes);
const searches = Number(values.searches);
const isMixed = values.only !== 'visibility';
if (!(minutes >= 0.1 && minutes <= 60) || !(perSecond >= 1 && perSecond <= 5_000) || !(searches >= 0 && searches <= 100_000)) {
  process.stderr.write(
    'usage: npm run bench:mixed -- --data COPY [--minutes 0.1…60] [--changes 1…5000] [--searches N] [--only visibility]\n',
  );
  process.exit(2);
}

const say = (line: string) => process.stdout.write(`${line}\n`);
function at(times: readonly number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b);
  return Math.round(10 * (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN)) / 10;
}
const megabytes = (bytes: number | null): number | null => (bytes === null ? null : Math.round(bytes / 1e6));

const database = await openDatabase({ DATABASE_URL: process.env['DATABASE_URL'], DATA_DIR: values.data }, (line) =>
  process.stderr.write(`${line}\n`),
);
const store = createStore(database.clients);
const figures: Figures = new Map();
const memory: (number | null)[] = [];
const stopping = new AbortController();
const { signal } = stopping;

/** The worker's part: alerts are matched and text vectors written beside the changes, more often than the product does. */
async function everySoOften(kind: string, pauseMs: number, work: () => Promise<unknown>): Promise<void> {
  const note = noteIn(figures, kind);
  while (!signal.aborted) {
    await sleep(pauseMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const from = performance.now();
    try {
      await work();
      note.times.push(performance.now() - from);
    } catch (error) {
      note.errors.push(error instanceof Error ? error.message : String(error));
    }
  }
}

try {
  const now = new Date();
  const counts = await store.facets(ListingFilter.parse({}), FACETS, now);
  const companies = (await store.companies(200, null)).map(({ slug }) => slug);
  const writer = await createChangeWriter(store, Math.floor(now.getTime() / 1000), 5_000);
  // A position that has stood since the data was made would be caught up with at once, on the first minute's time.
  await database.clients
    .sql`update reader_position set (xid, seq) = (select xid, seq from change_log order by xid desc, seq desc limit 1) where reader = 'matching'`;
  if (isMixed) await addSavedSearches(store, searches, now);
  const web = await startWeb(database.url, values.data);
  process.stderr.write(`the site answers, its listing index ready after ${web.indexReadySeconds.toFixed(1)} s: ${await web.index()}\n`);
  try {
    let newest: Probe | null = null;
    let alerts = 0;
    const matching = createMatchAlerts({ store, now: () => new Date(), log: { info: () => undefined } });
    const visible = noteIn(figures, 'change visible');
    const writing = writer.run(perSecond, signal, (probe) => (newest = probe));
    const running: Promise<unknown>[] = [waitForProbes(web.base, () => newest, signal, visible)];
    if (isMixed) {
      for (const [kind, question] of Object.entries(questionsOf(counts, companies)))
        running.push(askOnAndOn(web.base, question, signal, noteIn(figures, kind)));
      running.push(everySoOften('alerts matched', 5_000, async () => (alerts += (await matching.run(signal)).alerts)));
      running.push(everySoOften('text vectors', 10_000, () => store.indexTexts()));
    }
    memory.push(web.memory());
    const until = performance.now() + minutes * 60_000;
    while (performance.now() < until) {
      await sleep(Math.min(60_000, until - performance.now()));
      memory.push(web.memory());
      process.stderr.write(`web ${megabytes(web.memory())} MB, a change visible p99 ${at(visible.times, 0.99)} ms, ${await web.index()}\n`);
    }
    stopping.abort();
    const written = await writing;
    await Promise.all(running);

    say(`kind | n | p50 ms | p99 ms | errors`);
    const kinds = [...figures].map(([kind, { times, errors }]) => ({
      kind,
      n: times.length,
      p50: at(times, 0.5),
      p99: at(times, 0.99),
      errors: errors.length,
    }));
    for (const { kind, n, p50, p99, errors } of kinds) say(`${kind} | ${n} | ${p50} | ${p99} | ${errors}`);
    const said = new Set([...written.failures, ...[...figures.values()].flatMap(({ errors }) => errors)]);
    for (const error of [...said].slice(0, 10)) say(`error: ${error}`);
    const changed = written.edited + written.closed + written.founded;
    const changesPerSecond = Math.round(changed / written.seconds);
    const visibleP99 = at(visible.times, 0.99);
    const errors = written.failures.length + kinds.reduce((sum, one) => sum + one.errors, 0);
    say(`web memory, MB a minute: ${memory.map(megabytes).join(' ')}`);
    const good = visible.times.length > 0 && visibleP99 <= 1_000 && changesPerSecond >= perSecond * 0.95 && errors === 0;
    say(
      `${changed} changes (${written.edited} edited, ${written.closed} closed, ${written.founded} new), ${changesPerSecond}/s; ${alerts} alerts; ${good ? 'goals met' : 'goals missed'}`,
    );
    say(
      JSON.stringify({
        bench: 'mixed',
        minutes,
        changesPerSecond,
        visibleMs: { n: visible.times.length, p50: at(visible.times, 0.5), p99: visibleP99 },
        webMegabytes: memory.map(megabytes),
        indexReadySeconds: Number(web.indexReadySeconds.toFixed(1)),
        alerts,
        kinds,
        errors,
        good,
      }),
    );
    process.exitCode = good ? 0 : 1;
  } finally {
    stopping.abort();
    await web.stop();
  }
} finally {
  await database.close();
}
