import { parentPort, workerData } from 'node:worker_threads';
import { openClients } from '#db/client';
import { createStore } from '#db/store/store';
import type { FromPayThread, PayAsked, PayThreadData, ToPayThread } from './cli/pay-messages.js';
import { createPayReadings, type PayReadings } from './http/pay-readings.js';
import { INSIGHTS } from './insights/insights.js';

/** Questions of pay read and reckon with many rows: they are answered here, on connections of their own, so that pages never wait for them. */

/** Longer than a page's own statements may take: nobody else waits for these. */
const STATEMENT_MS = 30_000;

const port = parentPort;
if (port === null) throw new Error('the thread of pay questions is started by the web process');
const { databaseUrl } = workerData as PayThreadData;
const store = createStore(openClients(databaseUrl, { max: 2, name: 'backboard-pay', statementTimeoutMs: STATEMENT_MS }));
let now = new Date();
const readings: PayReadings = createPayReadings({
  store,
  now: () => now,
  insights: { ...INSIGHTS, perEuro: (currency, on) => store.perEuroOf(currency, on) },
});
const tell = (message: FromPayThread): void => port.postMessage(message);

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function answerOf(asked: PayAsked): Promise<unknown> {
  switch (asked.kind) {
    case 'salaries':
      return readings.salaries(...asked.given);
    case 'compared':
      return readings.compared(...asked.given);
    case 'trends':
      return readings.trends(...asked.given);
    case 'factors':
      return readings.factors(...asked.given);
  }
}

/** One after the other: the rows of two questions at once would need twice the memory. */
let last: Promise<unknown> = Promise.resolve();
port.on('message', ({ number, now: asOf, asked }: ToPayThread) => {
  last = last.then(async () => {
    now = asOf;
    try {
      tell({ number, answer: await answerOf(asked) });
    } catch (error) {
      tell({ number, message: error instanceof Error ? error.message : String(error), code: codeOf(error) });
    }
  });
});
