/**
 * Sending: 10,000 digests through a local SMTP server, the ledger's commits on, by the embedded server with fsync.
 * `npm run bench:sending -- --mails 10000`
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openClients } from '#db/client';
import { startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';
import { createStore } from '#db/store/store';
import { createSmtpChannel } from '#jobs/channels/email';
import { createMatchAlerts } from '#jobs/match-alerts';
import { createSendAlerts } from '#jobs/send-alerts';
import { SETTINGS } from '#tests/alerts/alert-cases';
import { claimedBoard, linkEach, postingWriteOf, saveAll } from '#tests/support/posting-writes';

const { values } = parseArgs({
  options: {
    mails: { type: 'string', default: '10000' },
    listings: { type: 'string', default: '3' },
    workers: { type: 'string', default: '8' },
  },
});
const mails = Number(values.mails);
const listings = Number(values.listings);
const say = (line: string) => process.stdout.write(`${line}\n`);
const quiet = { info: () => undefined, warn: () => undefined };

/** Processor seconds of a process, of its children, and of those that have ended; `null` where the system does not tell. */
function processorSeconds(pid: number | null): number | null {
  if (pid === null || !existsSync('/proc/self/stat')) return null;
  const TICKS = 100;
  let ticks = 0;
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const [, parent, ...rest] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const [user, system, childUser, childSystem] = rest.slice(9, 13).map(Number);
      if (Number(name) === pid) ticks += (user ?? 0) + (system ?? 0) + (childUser ?? 0) + (childSystem ?? 0);
      else if (Number(parent) === pid) ticks += (user ?? 0) + (system ?? 0);
    } catch {
      // It has ended in the meantime.
    }
  }
  return ticks / TICKS;
}

function postmasterOf(dataDir: string): number | null {
  const file = join(dataDir, 'postgres', 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : null;
}

const folder = mkdtempSync(join(tmpdir(), 'backboard-bench-'));
const postgresServer = await startEmbedded({ dataDir: folder, log: () => undefined });
const clients = openClients(postgresServer.url, { max: 16 });
const sink = fork(new URL('./smtp-sink-process.ts', import.meta.url), { execArgv: process.execArgv });
const [{ url }] = (await once(sink, 'message')) as [{ url: string }];
const email = createSmtpChannel({ url, from: 'board@board.example' });
try {
  await migrate(clients.sql);
  const store = createStore(clients);
  const now = new Date('2026-11-23T10:00:00Z');
  // Confirmed searches, written at once: the limits of the form are not what is measured.
  await clients.sql`
    insert into saved_search (filter, channel, target, target_hash, cadence, hour, weekday, time_zone, wants_pay_rises, consent_version, client_hash,
      confirm_hash, manage_hash, state, created_at, expires_at, confirmed_at, first_xid, first_seq)
    select '{}', 0, 'reader' || n || '@example.com', sha256(n::text::bytea), 0, 8, 1, 'UTC', false, '1', 'bench', sha256(('c' || n)::bytea),
      sha256(('m' || n)::bytea), 1, ${now}, ${now}, ${now}, '0', 0 from generate_series(1, ${mails}) n`;
  const board = await claimedBoard(store, 'acme', {}, now);
  await saveAll(
    store,
    board,
    Array.from({ length: listings }, (_, at) => postingWriteOf({ id: `p${at}`, text: 'Backend work. '.repeat(200) })),
    now,
  );
  await linkEach(store, now);
  let started = performance.now();
  const matched = await createMatchAlerts({ store, now: () => now, log: quiet }).run();
  say(`${matched.alerts} alerts matched and written in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  const postmaster = postmasterOf(folder);
  const serverBefore = processorSeconds(postmaster);
  const senderBefore = process.cpuUsage();
  started = performance.now();
  const sender = createSendAlerts({
    store,
    now: () => now,
    log: quiet,
    owner: 'bench',
    mail: SETTINGS,
    channels: { email, webhook: { send: async () => ({ kind: 'gone' }) } },
    webhookKeys: async () => [],
    concurrency: Number(values.workers),
  });
  const counts = await sender.run();
  const seconds = (performance.now() - started) / 1000;
  const own = process.cpuUsage(senderBefore);
  const server = serverBefore === null ? null : (processorSeconds(postmaster) ?? 0) - serverBefore;
  sink.send('count');
  const [got] = (await once(sink, 'message')) as [
    { mails: number; pairs: number; distinct: number; connections: number; cpuSeconds: number },
  ];
  const perSecond = counts.sent / seconds;
  say(`${counts.sent} mails in ${seconds.toFixed(1)} s: ${perSecond.toFixed(0)} a second, over ${got.connections} connections`);
  const each = (seconds: number | null) => (seconds === null ? 'not known' : `${((seconds * 1000) / mails).toFixed(2)} ms`);
  say(
    `processor time a mail: sender ${each((own.user + own.system) / 1e6)}, database ${each(server)}, SMTP server ${each(got.cpuSeconds)}`,
  );
  say(`the SMTP server has ${got.mails} mails, ${got.pairs} pairs of reader and listing, ${got.distinct} distinct`);
  const good = perSecond >= 200 && got.mails === mails && got.pairs === got.distinct && got.pairs === mails * listings;
  say(good ? 'goal met: ≥ 200 a second, nothing twice' : 'goal missed');
  say(
    JSON.stringify({
      bench: 'sending',
      mails: counts.sent,
      perSecond: Math.round(perSecond),
      connections: got.connections,
      pairs: got.pairs,
      distinct: got.distinct,
      good,
    }),
  );
  process.exitCode = good ? 0 : 1;
} finally {
  await email.close();
  sink.kill();
  await clients.close();
  await postgresServer.stop();
  rmSync(folder, { recursive: true, force: true });
}
