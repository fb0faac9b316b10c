import { randomBytes } from 'node:crypto';
import { setImmediate as breathe, setTimeout as sleep } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { openClients } from '#db/client';
import { createIndexFeed } from '#db/store/index-feed';
import { CHANGES_CHANNEL } from '#db/store/rebuild-listings';
import type { FromIndexThread, IndexAnswers, IndexQuestion, IndexThreadData, ToIndexThread } from './cli/index-messages.js';
import { loadSnapshot, writeSnapshot } from './cli/snapshot-file.js';
import type { LogPosition } from './domain/index-feed.js';
import { fillIndex, followChanges } from './search/follow-changes.js';
import { createListingIndex, type ListingIndex } from './search/listing-index.js';
import { createSuggester, type Suggester } from './search/suggester.js';

/** The log is looked at so often; a notice from the database only wakes sooner. */
const POLL_MS = 500;
/** Between two snapshots, when there is news. */
const SNAPSHOT_MS = 15 * 60_000;
/** Between two comparisons of the number of listings with the database's. */
const CHECK_MS = 5 * 60_000;
const SUGGESTIONS_MS = 5 * 60_000;
const AFTER_TROUBLE_MS = 2000;

if (parentPort === null) throw new Error('the thread of the listing index is started by the web process');
const port = parentPort;
const { databaseUrl, folder } = workerData as IndexThreadData;
const tell = (message: FromIndexThread): void => port.postMessage(message);
const log = (level: 'info' | 'warn', message: string, fields: Readonly<Record<string, unknown>> = {}): void =>
  tell({ kind: 'log', level, message, fields });
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const clients = openClients(databaseUrl, { max: 3, name: 'backboard-index' });
const feed = createIndexFeed(clients.sql);
const stopping = new AbortController();
/** What answers, and how far along the log it is; kept over a loss of the database. */
let standing: { readonly index: ListingIndex; readonly position: LogPosition } | null = null;
let wake: () => void = () => undefined;

const seed = (): string => randomBytes(6).toString('base64url');

/** Between two waits for the database, the questions that came meanwhile are answered by themselves; long work in this thread breathes. */
async function built(): Promise<NonNullable<typeof standing>> {
  const expected = await feed.count();
  tell({ kind: 'building', read: 0, expected });
  const made = createListingIndex(seed());
  const position = await fillIndex(made, feed, (read) => {
    stopping.signal.throwIfAborted();
    tell({ kind: 'building', read, expected });
  });
  return { index: made, position };
}

async function loaded(): Promise<typeof standing> {
  const snapshot = await loadSnapshot(folder);
  if (snapshot === null) return null;
  if (await feed.hasForgotten(snapshot.position)) {
    log('info', 'the snapshot of the listing index is too old, or of another database; the index is made anew');
    return null;
  }
  return { index: createListingIndex(seed(), snapshot.state), position: snapshot.position };
}

function answerOf(question: IndexQuestion): IndexAnswers[keyof IndexAnswers] {
  if (standing === null) throw new Error('not ready');
  const { index } = standing;
  switch (question.kind) {
    case 'query':
      return index.query(question.query);
    case 'facets':
      return index.facets(question.query, question.facets);
    case 'payAmounts':
      return index.payAmounts(question.query, question.asked);
    case 'suggest':
      return suggester?.suggest(question.typed, question.most) ?? null;
  }
}

port.on('message', (message: ToIndexThread) => {
  if (message.kind === 'stop') {
    stopping.abort();
    wake();
    return;
  }
  try {
    tell({ kind: 'answer', number: message.number, answer: answerOf(message.question) });
  } catch (error) {
    tell({ kind: 'failed', number: message.number, message: reasonOf(error) });
  }
});

/** Merges beside everything else: it yields between its steps, and changes go on being followed. */
function createTidying() {
  let running: Promise<void> | null = null;
  const run = async (of: ListingIndex): Promise<void> => {
    for (const _ of of.tidy()) {
      await breathe();
      if (stopping.signal.aborted || of !== standing?.index) return;
    }
  };
  return (of: ListingIndex): void => {
    running ??= run(of)
      .catch((error: unknown) => log('warn', 'the listing index could not be tidied', { reason: reasonOf(error) }))
      .finally(() => (running = null));
  };
}

/** The snapshot, else every open listing anew. @returns where it came from */
async function begin(): Promise<'snapshot' | 'database'> {
  const began = performance.now();
  const snapshot = await loaded();
  standing = snapshot ?? (await built());
  const from = snapshot === null ? 'database' : 'snapshot';
  const { index } = standing;
  log('info', 'the listing index is ready', {
    from,
    listings: index.size,
    bytes: index.bytes(),
    seconds: Math.round((performance.now() - began) / 100) / 10,
  });
  return from;
}

/** Suggestions are made anew when the listings have changed and the last are old; a new title may wait that long. */
let suggester: Suggester | null = null;
function createSuggesting() {
  let running: Promise<void> | null = null;
  let madeAt = -Infinity;
  let madeOf = '';
  const run = async ({ index }: NonNullable<typeof standing>): Promise<void> => {
    madeAt = performance.now();
    madeOf = index.version;
    const making = createSuggester(index.suggested());
    for (;;) {
      const step = making.next();
      if (step.done === true) {
        suggester = step.value;
        return;
      }
      await breathe();
      if (stopping.signal.aborted) return;
    }
  };
  return (of: NonNullable<typeof standing>): void => {
    if (running !== null || madeOf === of.index.version || performance.now() - madeAt < SUGGESTIONS_MS) return;
    running = run(of)
      .catch((error: unknown) => log('warn', 'suggestions could not be made', { reason: reasonOf(error) }))
      .finally(() => (running = null));
  };
}

const tidy = createTidying();
const renewSuggestions = createSuggesting();
let isWritten = false;
let writtenAt = -Infinity;
// A snapshot may be of another database: it is compared at once.
let checkedAt = -Infinity;
let differences = 0;
let failures = 0;

async function snapshot(): Promise<void> {
  if (standing === null || isWritten) return;
  try {
    await writeSnapshot(folder, standing.index.state(), standing.position);
    isWritten = true;
  } catch (error) {
    log('warn', 'the snapshot of the listing index could not be written', { reason: reasonOf(error) });
  }
  writtenAt = performance.now();
}

/** One step along the log. `isQuiet`: there was nothing. */
async function advance({
  index,
  position,
}: NonNullable<typeof standing>): Promise<{ readonly isAtEnd: boolean; readonly isQuiet: boolean }> {
  const step = await followChanges(index, feed, position);
  standing = { index, position: step.position };
  if (step.changed.length > 0) isWritten = false;
  tell({
    kind: 'standing',
    position: `${step.position.xid}.${step.position.seq}`,
    isCurrent: step.isAtEnd,
    size: index.size,
    bytes: index.bytes(),
    changed: step.changed,
  });
  tidy(index);
  return { isAtEnd: step.isAtEnd, isQuiet: step.changed.length === 0 };
}

/** A difference while nothing changes is one; several times, since a writer may have been at work in between. */
async function check(): Promise<void> {
  if (standing === null) return;
  const counted = await feed.count();
  checkedAt = performance.now();
  if ((await advance(standing)).isQuiet) differences = counted === standing.index.size ? 0 : differences + 1;
  if (differences <= 3) return;
  log('warn', 'the listing index differs from the database and is made anew', { index: standing.index.size, database: counted });
  standing = await built();
  differences = 0;
  isWritten = false;
}

async function follow(): Promise<void> {
  if (standing === null) {
    isWritten = (await begin()) === 'snapshot';
    if (isWritten) writtenAt = performance.now();
  }
  while (!stopping.signal.aborted && standing !== null) {
    const { isAtEnd, isQuiet } = await advance(standing);
    failures = 0;
    if (!isAtEnd) continue;
    if (isQuiet && performance.now() - checkedAt > (differences > 0 ? POLL_MS : CHECK_MS)) await check();
    renewSuggestions(standing);
    if (performance.now() - writtenAt > SNAPSHOT_MS) await snapshot();
    await Promise.race([
      sleep(POLL_MS, undefined, { signal: stopping.signal }).catch(() => undefined),
      new Promise<void>((woken) => (wake = woken)),
    ]);
  }
}

async function listen(): Promise<void> {
  try {
    await clients.sql.listen(CHANGES_CHANNEL, () => wake());
  } catch (error) {
    log('info', 'no notices from the database; the change log is polled', { reason: reasonOf(error) });
  }
}

void listen();
while (!stopping.signal.aborted) {
  try {
    await follow();
  } catch (error) {
    if (stopping.signal.aborted) break;
    failures += 1;
    log('warn', 'the listing index lost its way and goes on from where it stood', { reason: reasonOf(error), failures });
    // What fails again and again may lie in what is held.
    if (failures > 5) standing = null;
    await sleep(AFTER_TROUBLE_MS, undefined, { signal: stopping.signal }).catch(() => undefined);
  }
}
await snapshot();
await clients.close();
port.close();
