import { describe, expect, it } from 'vitest';
import { sourceOf } from '#scrapers/index';
import { readBoard, type ReadBoardDeps } from '#scrapers/read-board';
import type { PageAnswer } from '#scrapers/fetch-page';
import type { Source } from '#scrapers/source';

/** Reads a board whose answers are given by address; `null` is a 404. */
async function read(
  id: string,
  answers: (url: string, count: number) => unknown,
  more: Partial<ReadBoardDeps> & { memo?: Record<string, string> } = {},
) {
  const asked: { url: string; accept: string }[] = [];
  const { memo = {}, ...deps } = more;
  const reading = await readBoard({
    source: sourceOf(id) as Source,
    board: { slug: 'acme', company: null, memo },
    now: () => new Date('2026-11-20T12:00:00Z'),
    titleVerdict: (title) => (/sales/i.test(title) ? 'no' : 'yes'),
    fetchPage: async (request): Promise<PageAnswer> => {
      asked.push({ url: request.url, accept: request.accept });
      const answer = answers(request.url, asked.length);
      if (answer === null) return { kind: 'gone', status: 404, reason: 'answered 404' };
      const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
      return { kind: 'page', page: { request, status: 200, text }, body: new TextEncoder().encode(text), validators: null };
    },
    ...deps,
  });
  const postings = reading.rows.flatMap((row) => (row.reading.kind === 'postings' ? row.reading.postings : []));
  return { reading, asked, postings };
}

describe('Greenhouse, whose list may stop carrying pay ranges', () => {
  const range = { min_cents: 12_000_000, max_cents: 15_000_000, currency_type: 'USD', title: 'Annual Salary', blurb: null };
  const job = (id: number, title: string, more: object = {}) => ({
    id,
    internal_job_id: id,
    title,
    absolute_url: `https://boards.greenhouse.io/acme/jobs/${id}`,
    ...more,
  });
  const list = (...jobs: object[]) => ({ jobs, meta: { total: jobs.length } });
  const single = (url: string) => /\/jobs\/(\d+)\?pay_transparency=true$/.exec(url)?.[1];

  it('remembers that the list had ranges', async () => {
    const { reading, asked } = await read('greenhouse', () => list(job(1, 'Backend Engineer', { pay_input_ranges: [range] })));
    expect([reading.memo, asked.length]).toEqual([{ ranges: 'listed' }, 1]);
  });

  it('asks for single jobs, of backend work alone, when a list that had ranges has none', async () => {
    const { reading, asked, postings } = await read(
      'greenhouse',
      (url) =>
        single(url) === undefined
          ? list(job(1, 'Backend Engineer'), job(2, 'Sales Manager'), job(3, 'Go Engineer'), job(4, 'Closed Engineer'))
          : single(url) === '4'
            ? null
            : job(Number(single(url)), 'x', single(url) === '1' ? { pay_input_ranges: [range] } : {}),
      { memo: { ranges: 'listed' } },
    );
    expect(asked.map(({ url }) => single(url) ?? 'list')).toEqual(['list', '1', '3', '4']);
    expect(reading).toMatchObject({ outcome: 'complete', memo: { ranges: 'vanished' }, gone: ['4'] });
    expect(postings.map(({ title, salaries }) => [title, salaries.map(({ min, max }) => [min, max])])).toEqual([
      ['Backend Engineer', [[120_000, 150_000]]],
      ['Sales Manager', []],
      ['Go Engineer', []],
    ]);
    // A job whose own page was not asked for says nothing of the share with pay.
    expect(reading.coverage).toMatchObject({ postings: 2, pay: 0.5 });
  });

  it('goes back to the list when ranges are there again, and asks nothing of a board that never had any', async () => {
    const again = await read('greenhouse', () => list(job(1, 'Backend Engineer', { pay_input_ranges: [range] })), {
      memo: { ranges: 'vanished' },
    });
    expect([again.reading.memo, again.asked.length]).toEqual([{ ranges: 'listed' }, 1]);
    expect((await read('greenhouse', () => list(job(1, 'Backend Engineer')))).asked).toHaveLength(1);
    const empty = await read('greenhouse', () => list(job(1, 'Backend Engineer', { pay_input_ranges: [] })), {
      memo: { ranges: 'listed' },
    });
    expect([empty.reading.memo, empty.asked.length]).toEqual([{ ranges: 'listed' }, 1]);
  });

  it('keeps what the list says where the single page is no job', async () => {
    const { reading, postings } = await read(
      'greenhouse',
      (url) => (single(url) === undefined ? list(job(1, 'Backend Engineer')) : '<html>no'),
      { memo: { ranges: 'vanished' } },
    );
    expect([reading.outcome, postings.length, reading.rejections.length]).toEqual(['complete', 1, 0]);
  });
});

describe('Pinpoint', () => {
  const posting = (n: number, title: string, host = 'acme.pinpointhq.com') => ({
    id: n,
    title,
    url: `https://${host}/en/postings/20000000-0000-4000-8000-00000000000${n}`,
  });
  const html = (posted: string) =>
    `<html><script type="application/ld+json">${JSON.stringify({ '@type': 'JobPosting', title: 'x', datePosted: posted, jobLocation: { address: { addressCountry: 'GB' } } })}</script></html>`;

  it('asks an empty list once more: one in some hundreds is a fault of theirs', async () => {
    const { reading, asked, postings } = await read('pinpoint', (url, count) =>
      url.endsWith('.json') ? { data: count === 1 ? [] : [posting(1, 'Sales Manager')] } : null,
    );
    expect([reading.outcome, asked.length, postings.length]).toEqual(['complete', 2, 1]);
    const empty = await read('pinpoint', () => ({ data: [] }));
    expect([empty.reading.outcome, empty.reading.seen, empty.asked.length]).toEqual(['complete', 0, 2]);
  });

  it('reads date and country from the posting’s own page, as a person’s browser would ask for it, on its own host alone', async () => {
    const { asked, postings } = await read('pinpoint', (url) =>
      url.endsWith('.json')
        ? { data: [posting(1, 'Backend Engineer'), posting(2, 'Sales Manager'), posting(3, 'Go Engineer', 'careers.acme.example')] }
        : html('2026-10-02'),
    );
    expect(asked).toEqual([
      { url: 'https://acme.pinpointhq.com/postings.json', accept: 'application/json' },
      { url: 'https://acme.pinpointhq.com/en/postings/20000000-0000-4000-8000-000000000001', accept: 'text/html' },
    ]);
    expect(postings.map(({ title, postedAt, country, dateQuality }) => [title, postedAt, country, dateQuality])).toEqual([
      ['Backend Engineer', '2026-10-02T00:00:00.000Z', 'GB', 'day'],
      ['Sales Manager', null, null, 'observed'],
      ['Go Engineer', null, null, 'observed'],
    ]);
  });

  it('a page without JobPosting leaves the date unknown', async () => {
    const { postings } = await read('pinpoint', (url) =>
      url.endsWith('.json') ? { data: [posting(1, 'Backend Engineer')] } : '<html><p>nothing',
    );
    expect(postings).toMatchObject([{ title: 'Backend Engineer', postedAt: null }]);
  });
});
