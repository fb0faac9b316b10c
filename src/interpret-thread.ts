import { parentPort } from 'node:worker_threads';
import { interpretEach, type Recognise } from '#jobs/interpret-row';
import type { InterpretAnswer, InterpretRequest } from '#jobs/interpret-pool';
import { recogniseBoard } from '#scrapers/index';

/** A thread of the pool that interprets postings: pure work, no database and no network. */

const recognise: Recognise = (url) => {
  const found = recogniseBoard(url);
  return found !== null && 'source' in found ? found : null;
};

const port = parentPort;
if (port === null) throw new Error('this file is a thread of the interpreting pool, and is not started by itself');
port.on('message', ({ id, rows, board }: InterpretRequest) => {
  let answer: InterpretAnswer;
  try {
    answer = { id, interpreted: interpretEach(rows, board, recognise) };
  } catch (error) {
    answer = { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  port.postMessage(answer);
});
