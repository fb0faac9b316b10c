import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { feedSlugsOf } from '#scrapers/boards';
import type { PageAnswer } from '#scrapers/fetch-page';
import { SOURCES } from '#scrapers/index';
import { judgeRun } from '#scrapers/judge';
import { readBoard, type BoardReading } from '#scrapers/read-board';
import type { Source } from '#scrapers/source';
import { readRecording, type Recording } from './recording.js';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const RSS =
  '<?xml version="1.0"?><rss version="2.0"><channel><title>x</title><link>https://x.example</link><description>x</description></channel></rss>';

/** What a board without postings answers, in each source's own container. */
const EMPTY: Readonly<Record<string, unknown>> = {
  adzuna: { count: 0, mean: 0, results: [] },
  arbeitnow: { data: [], links: { next: null }, meta: {} },
  ashby: { apiVersion: '1', jobs: [] },
  bamboohr: { meta: { totalCount: 0 }, result: [] },
  breezy: [],
  devitjobs: '<?xml version="1.0"?><jobs></jobs>',
  feed: RSS,
  'france-travail': { resultats: [] },
  greenhouse: { jobs: [], meta: { total: 0 } },
  'hacker-news': { hits: [], page: 0, nbPages: 0 },
  himalayas: { offset: 0, limit: 20, totalCount: 0, jobs: [] },
  jobicy: { apiVersion: '2.0', jobCount: 0, jobs: null, success: false },
  jobtech: [],
  lever: [],
  personio: '<?xml version="1.0"?><workzag-jobs></workzag-jobs>',
  pinpoint: { data: [] },
  'python-org': RSS,
  recruitee: { offers: [] },
  reed: { results: [], totalResults: 0 },
  remoteok: [{ last_updated: 1, legal: 'link back' }],
  remotive: { '0-legal-notice': 'x', 'job-count': 0, jobs: [] },
  rippling: [],
  'solid-jobs': { jobs: [], totalCount: 0, totalPages: 0 },
  teamtailor: { version: 'https://jsonfeed.org/version/1.1', title: 'Acme', items: [] },
  'the-muse': { page: 0, page_count: 0, results: [] },
  usajobs: { SearchResult: { SearchResultItems: [], SearchResultCountAll: 0, SearchResultCount: 0 } },
  workable: { name: 'Acme', description: null, jobs: [] },
  workday: { total: 0, jobPostings: [] },
};

async function read(source: Source, recording: Recording, text: string): Promise<BoardReading> {
  return readBoard({
    source,
    board: {
      slug: recording.slug,
      company: recording.company ?? null,
      memo: recording.memo ?? {},
      ...(recording.key === undefined ? {} : { key: recording.key }),
    },
    now: () => new Date(recording.now),
    titleVerdict: () => 'yes',
    fetchPage: async (request): Promise<PageAnswer> => {
      const isToken = source.id === 'france-travail' && request.method === 'POST';
      const given = isToken ? '{"access_token":"invented"}' : text;
      return { kind: 'page', page: { request, status: 200, text: given }, body: new TextEncoder().encode(given), validators: null };
    },
  });
}

describe.each(SOURCES.filter(({ id }) => id !== 'json-ld').map((source) => [source.id, source] as const))(
  '%s without postings',
  (id, source) => {
    const answer = EMPTY[id];
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);

    it('is an empty board, not a broken one', async () => {
      const reading = await read(source, readRecording(join(FIXTURES, id)), text);
      expect([reading.outcome, reading.reason, reading.rows.length, reading.rejections.length]).toEqual(['complete', null, 0, 0]);
    });

    it('is suspect where it had postings, and closes nothing', async () => {
      const reading = await read(source, readRecording(join(FIXTURES, id)), text);
      const judged = judgeRun({
        reading,
        ends: source.ends,
        statesTotal: source.statesTotal,
        canaries: [],
        history: [],
        openAtLastGood: 10,
        absent: 10,
        endedAt: new Date(),
      });
      expect([judged.verdict, judged.mayClose]).toEqual(['suspect', false]);
    });
  },
);

test('every source has its empty answer here', () => {
  expect(Object.keys(EMPTY).sort()).toEqual(
    SOURCES.map(({ id }) => id)
      .filter((id) => id !== 'json-ld')
      .sort(),
  );
});

test('a stream that breaks off in the middle is a failure, never a short list', async () => {
  const jobtech = SOURCES.find(({ id }) => id === 'jobtech') as Source;
  const recording = readRecording(join(FIXTURES, 'jobtech'));
  const whole = JSON.stringify(recording.exchanges[0]?.json);
  for (const share of [0.1, 0.5, 0.99]) {
    const reading = await read(jobtech, recording, whole.slice(0, Math.floor(whole.length * share)));
    expect([reading.outcome, reading.reason, reading.removed]).toEqual(['failed', 'the answer is not JSON', []]);
  }
  expect(readFileSync(join(FIXTURES, 'jobtech', 'recording.json'), 'utf8')).toContain('"removed": true');
});

test('every feed that can be switched on has boards whose names its source accepts', () => {
  const wrong = SOURCES.filter(({ platform }) => !platform).flatMap((source) =>
    feedSlugsOf(source)
      .filter((slug) => !source.slugPattern.test(slug))
      .map((slug) => `${source.id} ${slug}`),
  );
  expect(wrong).toEqual([]);
});
