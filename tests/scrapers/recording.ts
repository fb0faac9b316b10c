import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FetchPage, PageAnswer } from '#scrapers/fetch-page';
import type { BoardReading } from '#scrapers/read-board';
import type { PageRequest } from '#scrapers/source';
import { EMPTY_RAW_POSTING } from '#src/domain/raw-posting';

/** One answer of a recorded board: the request it belongs to, and the body inline (`json`) or in a file beside. */
interface Exchange {
  readonly url: string;
  readonly method?: string;
  /** Words that the sent body must hold. */
  readonly sends?: string;
  readonly status?: number;
  readonly json?: unknown;
  readonly file?: string;
}

/** `recording.json` of a source: what a board answered. Written by hand in the source's exact shape; nobody's text. */
export interface Recording {
  readonly slug: string;
  readonly company?: string;
  readonly memo?: Record<string, string>;
  readonly key?: string;
  readonly now: string;
  /** Titles for which no detail is asked. */
  readonly notBackend?: readonly string[];
  readonly exchanges: readonly Exchange[];
}

export const readRecording = (folder: string): Recording => JSON.parse(readFileSync(join(folder, 'recording.json'), 'utf8')) as Recording;

/** Serves a recording. An address that was not recorded is «gone», and noted. */
export function fetchFrom(folder: string, recording: Recording): { fetchPage: FetchPage; asked: string[]; strangers: string[] } {
  const asked: string[] = [];
  const strangers: string[] = [];
  const fetchPage = async (request: PageRequest): Promise<PageAnswer> => {
    const method = request.method ?? 'GET';
    asked.push(`${method} ${request.url}`);
    const found = recording.exchanges.find(
      (exchange) =>
        exchange.url === request.url && (exchange.method ?? 'GET') === method && (request.body ?? '').includes(exchange.sends ?? ''),
    );
    if (found === undefined) {
      strangers.push(`${method} ${request.url}`);
      return { kind: 'gone', status: 404, reason: 'not recorded' };
    }
    const status = found.status ?? 200;
    if (status === 404 || status === 410) return { kind: 'gone', status, reason: `answered ${status}` };
    if (status >= 400) return { kind: 'failed', status, reason: `answered ${status}`, offline: false };
    const text = found.file === undefined ? JSON.stringify(found.json) : readFileSync(join(folder, found.file), 'utf8');
    return { kind: 'page', page: { request, status, text }, body: new TextEncoder().encode(text), validators: null };
  };
  return { fetchPage, asked, strangers };
}

const compact = (posting: Record<string, unknown>) =>
  Object.fromEntries(
    Object.entries(posting).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify((EMPTY_RAW_POSTING as Record<string, unknown>)[key]),
    ),
  );

/** What of a reading is compared: unknown fields left out, so that an expectation shows what was read. */
export function summaryOf(reading: BoardReading): unknown {
  return JSON.parse(
    JSON.stringify({
      outcome: reading.outcome,
      ...(reading.reason === null ? {} : { reason: reading.reason }),
      seen: reading.seen,
      ...(reading.statedTotal === null ? {} : { statedTotal: reading.statedTotal }),
      ...(reading.company === null ? {} : { company: reading.company }),
      ...(Object.keys(reading.memo).length === 0 ? {} : { memo: reading.memo }),
      ...(reading.removed.length === 0 ? {} : { removed: reading.removed }),
      ...(Object.keys(reading.skipped).length === 0 ? {} : { skipped: reading.skipped }),
      ...(reading.lost.length === 0 ? {} : { lost: reading.lost }),
      ...(reading.rejections.length === 0 ? {} : { rejections: reading.rejections }),
      rows: reading.rows.map((row) =>
        row.reading.kind === 'postings'
          ? row.reading.postings.map((posting) => compact(posting as unknown as Record<string, unknown>))
          : row.reading.kind,
      ),
    }),
  );
}
