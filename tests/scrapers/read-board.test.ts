import { describe, expect, it } from 'vitest';
import type { Validators } from '#scrapers/ask-politely';
import type { FetchPage, PageAnswer } from '#scrapers/fetch-page';
import { sourceOf } from '#scrapers/index';
import { judgeRun } from '#scrapers/judge';
import { readBoard, type BoardReading, type ReadBoardDeps } from '#scrapers/read-board';
import type { PageRequest, Source } from '#scrapers/source';

const NOW = new Date('2026-08-01T12:00:00Z');
const source = (id: string): Source => sourceOf(id) as Source;
const page = (request: PageRequest, body: unknown, validators: Validators | null = null): PageAnswer => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { kind: 'page', page: { request, status: 200, text }, body: new TextEncoder().encode(text), validators };
};
const read = (id: string, slug: string, fetchPage: FetchPage, more: Partial<ReadBoardDeps> = {}) =>
  readBoard({
    source: source(id),
    board: { slug, company: null, memo: {} },
    fetchPage,
    now: () => NOW,
    titleVerdict: () => 'yes',
    ...more,
  });

const job = (id: number, more: Record<string, unknown> = {}) => ({
  id,
  internal_job_id: id + 1,
  title: `Engineer ${id}`,
  absolute_url: `https://job-boards.greenhouse.io/acme/jobs/${id}`,
  location: { name: 'Berlin' },
  first_published: '2026-07-01T00:00:00Z',
  ...more,
});
const jobs = (count: number, more: (id: number) => Record<string, unknown> = () => ({})) =>
  Array.from({ length: count }, (_, index) => job(index + 1, more(index + 1)));
const greenhouse = (rows: readonly unknown[], more: Partial<ReadBoardDeps> = {}, total = rows.length) =>
  read('greenhouse', 'acme', async (request) => page(request, { jobs: rows, meta: { total } }), more);

/** Every row is accounted for. */
function addsUp(reading: BoardReading): void {
  const skipped = Object.values(reading.skipped).reduce((sum, count) => sum + count, 0);
  expect(reading.rows.length + reading.rejections.length + skipped + reading.lost.length).toBe(reading.seen);
}

describe('one page', () => {
  it('is complete when it holds what it states, partial when fewer', async () => {
    expect((await greenhouse(jobs(3))).outcome).toBe('complete');
    const short = await greenhouse(jobs(816), {}, 821);
    expect([short.outcome, short.reason]).toEqual(['partial', '816 of the 821 rows that the source states']);
    expect(short.rows).toHaveLength(816);
    addsUp(short);
  });

  it('hashes rows by what they hold, not by the order of their keys', async () => {
    const [first] = (await greenhouse([{ id: 1, title: 'A', absolute_url: 'https://x.example/1' }])).rows;
    const [second] = (await greenhouse([{ absolute_url: 'https://x.example/1', title: 'A', id: 1 }])).rows;
    const [third] = (await greenhouse([{ absolute_url: 'https://x.example/1', title: 'B', id: 1 }])).rows;
    expect(first?.rowHash).toBe(second?.rowHash);
    expect(first?.rowHash).not.toBe(third?.rowHash);
  });

  it('does not parse what is known and unchanged', async () => {
    const before = await greenhouse(jobs(3));
    const known = new Map(before.rows.map((row) => [row.rowId, row.rowHash]));
    const after = await greenhouse(
      jobs(3, (id) => (id === 2 ? { title: 'Changed' } : {})),
      { known: async () => known },
    );
    expect(after.rows.map((row) => row.reading.kind)).toEqual(['unchanged', 'postings', 'unchanged']);
  });

  it('304 is «unchanged», and keeps the validators', async () => {
    const validators: Validators = { etag: '"a"', lastModified: null };
    const first = await read('greenhouse', 'acme', async (request) => page(request, { jobs: jobs(2), meta: { total: 2 } }, validators));
    expect([...first.validators.values()]).toEqual([validators]);
    const second = await read('greenhouse', 'acme', async (_request, context) => ({ kind: 'unchanged', validators: context.validators }), {
      validators: first.validators,
    });
    expect([second.outcome, second.rows.length, [...second.validators.values()]]).toEqual(['unchanged', 0, [validators]]);
  });

  it.each<[string, PageAnswer]>([
    ['gone', { kind: 'gone', status: 404, reason: 'not there' }],
    ['refused', { kind: 'refused', reason: 'no', byRobots: false }],
    ['throttled', { kind: 'throttled', reason: 'too often', notBefore: NOW }],
    ['failed', { kind: 'failed', reason: 'broke', status: null, offline: true }],
  ])('%s is said, with its reason', async (outcome, answer) => {
    const reading = await read('greenhouse', 'acme', async () => answer);
    expect([reading.outcome, reading.rows.length]).toEqual([outcome, 0]);
    expect(reading.reason).toMatch(/\w/);
  });

  it('a slug that could leave its path asks nothing', async () => {
    const asked: string[] = [];
    const reading = await read('greenhouse', '../admin', async (request) => (asked.push(request.url), page(request, {})));
    expect([reading.outcome, asked]).toEqual(['failed', []]);
  });

  it('a keyed source without its key asks nothing and says which variable is missing', async () => {
    const reading = await read('reed', 'reed', async (request) => page(request, {}));
    expect([reading.outcome, reading.requests]).toEqual(['failed', 0]);
    expect(reading.reason).toContain('REED_KEY');
  });
});

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);

describe('a poisoned row is one rejection, and its neighbours are as without it', () => {
  const poisons: [string, string][] = [
    ['NUL', '"title":"a\\u0000b"'],
    ['a lone high surrogate', '"title":"a\\ud800b"'],
    ['a lone low surrogate', '"content":"a\\udc00"'],
    ['a lone surrogate in a key', '"a\\ud800":1'],
    ['__proto__', '"__proto__":{"polluted":true}'],
    ['two megabytes of text', `"content":"${'x'.repeat(2_000_000)}"`],
    ['a hundred thousand levels', `"metadata":${deep(100_000)}`],
    ['sixty-five levels', `"metadata":${deep(65)}`],
    ['sixty thousand values', `"metadata":[${Array.from({ length: 60_000 }, () => 1).join(',')}]`],
    ['no title', '"title":null'],
    ['a title that is a number', '"title":7'],
    ['an empty title', '"title":"   "'],
    ['a title of ten thousand letters', `"title":"${'x'.repeat(10_000)}"`],
    ['an unreadable title', '"title":"K\uFFFDln"'],
    ['no id', '"id":null,"absolute_url":"https://x.example/none"'],
    ['an id that is a list', '"id":[1],"absolute_url":"https://x.example/none"'],
  ];

  it.each(poisons)('%s', async (_name, members) => {
    const healthy = await greenhouse([job(1), job(3)]);
    const row = JSON.stringify(job(2)).replace(/\}$/, `,${members}}`);
    const text = `{"jobs":[${JSON.stringify(job(1))},${row},${JSON.stringify(job(3))}],"meta":{"total":3}}`;
    const reading = await read('greenhouse', 'acme', async (request) => page(request, text));
    expect(reading.outcome).toBe('complete');
    expect(reading.rejections).toHaveLength(1);
    expect(reading.rejections[0]?.reason).toMatch(/\w{3}/);
    expect(reading.rows).toEqual(healthy.rows);
    expect(JSON.stringify(reading.rejections)).not.toContain('\\u0000');
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    addsUp(reading);
  });

  it('a pay field of another type is unknown pay, and the rest is stored', async () => {
    const reading = await greenhouse([job(1, { pay_input_ranges: { odd: true }, location: 'Berlin', metadata: 'x', first_published: {} })]);
    expect(reading.rejections).toEqual([]);
    expect(reading.rows[0]?.reading).toMatchObject({
      kind: 'postings',
      postings: [{ title: 'Engineer 1', salaries: [], locations: [], postedAt: null }],
    });
  });

  it('the same id twice counts once', async () => {
    const reading = await greenhouse([job(1), job(1), job(1, { title: 'Other' })]);
    expect([reading.rows.length, reading.skipped]).toEqual([1, { 'the same id again': 2 }]);
    addsUp(reading);
  });
});

describe('pages that are no JSON of the promised kind', () => {
  /** Kinds of the JSON parsing test suite: what a parser must refuse (n_), may take or leave (i_), and must take (y_). */
  const refused = [
    '',
    ' ',
    '[',
    ']',
    '{',
    '[1,]',
    '[,1]',
    '{"jobs":}',
    "{'jobs':[]}",
    '{"jobs":[1 2]}',
    '[1',
    '"a',
    '[NaN]',
    '[Infinity]',
    '[01]',
    '[1e]',
    '[.5]',
    '[+1]',
    '[0x1]',
    '["\\x"]',
    '["\\u00"]',
    '["a\nb"]',
    '{"a":"b"}#',
    '{"jobs":[]}}',
    '//x\n[]',
    '\u0000',
    '{"jobs":[]}\u0000',
    '<html></html>',
    'null',
    '1',
    '"jobs"',
    'true',
    '[]',
    '{}',
    '{"jobs":null}',
    '{"jobs":{}}',
    '{"jobs":"[]"}',
    '['.repeat(100_000),
    '{"a":'.repeat(100_000),
  ];
  it.each(refused)('«%#» fails as a format, closing nothing', async (text) => {
    const reading = await read('greenhouse', 'acme', async (request) => page(request, text));
    expect(reading.outcome).toBe('failed');
    expect(reading.reason).toMatch(/\w{3}/);
    expect(
      judgeRun({ reading, ends: 'list', statesTotal: true, canaries: [], history: [], openAtLastGood: 10, absent: 10, endedAt: NOW }),
    ).toMatchObject({ verdict: 'failed', mayClose: false });
  });
  const taken = [
    '{"jobs":[]}',
    ' {"jobs" : [ ] } ',
    '{"jobs":[],"jobs":[]}',
    '{"jobs":[1e400,-0,1E+2]}',
    '{"jobs":[null,true,"x",[],{}]}',
    '{"jobs":["\\ud83d\\ude00"]}',
    `{"jobs":[],"deep":${'['.repeat(90_000)}${']'.repeat(90_000)}}`,
  ];
  it.each(taken)('«%#» is read without a throw', async (text) => {
    const reading = await read('greenhouse', 'acme', async (request) => page(request, text));
    expect(['complete', 'partial']).toContain(reading.outcome);
    addsUp(reading);
  });
});

const muse = (id: number) => ({ id, name: `Engineer ${id}`, refs: { landing_page: `https://www.themuse.com/jobs/acme/${id}` } });
const pages = (answer: (at: number, request: PageRequest) => PageAnswer) => async (request: PageRequest) =>
  answer(Number(new URL(request.url).searchParams.get('page')), request);

describe('several pages', () => {
  it('a lost page in the middle is partial: those before and after are read', async () => {
    const reading = await read(
      'the-muse',
      'the-muse',
      pages((at, request) =>
        at === 2
          ? { kind: 'failed', reason: 'answered 500', status: 500, offline: false }
          : page(request, { page_count: 5, results: [muse(at)] }),
      ),
    );
    expect(reading.outcome).toBe('partial');
    expect(reading.reason).toContain('page 3');
    expect(reading.rows.map((row) => row.rowId)).toEqual(['0', '1', '3', '4']);
    addsUp(reading);
  });

  it('the network gone in the middle ends the reading there', async () => {
    let asked = 0;
    const reading = await read(
      'the-muse',
      'the-muse',
      pages(
        (at, request) => (
          (asked += 1),
          at > 0
            ? { kind: 'failed', reason: 'no network', status: null, offline: true }
            : page(request, { page_count: 5, results: [muse(at)] })
        ),
      ),
    );
    expect([reading.outcome, asked]).toEqual(['partial', 2]);
  });

  it('a page that repeats for ever stops at the repetition', async () => {
    let asked = 0;
    const reading = await read(
      'the-muse',
      'the-muse',
      pages((_at, request) => ((asked += 1), page(request, { page_count: 99, clock: asked, results: [muse(1)] }))),
    );
    expect([reading.outcome, asked, reading.rows.length]).toEqual(['partial', 2, 1]);
    expect(reading.reason).toContain('repeats');
  });

  it('a list without an end stops at the cap', async () => {
    let asked = 0;
    const reading = await read(
      'the-muse',
      'the-muse',
      pages((at, request) => ((asked += 1), page(request, { page_count: 99, results: [muse(at)] }))),
      { maxPages: 3 },
    );
    expect([reading.outcome, asked]).toEqual(['partial', 3]);
    expect(reading.reason).toContain('3 pages');
  });

  it('a row a hundred thousand levels deep is one rejection on any page', async () => {
    const text = `{"page_count":2,"results":[${JSON.stringify(muse(1))},{"id":9,"name":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`;
    const reading = await read(
      'the-muse',
      'the-muse',
      pages((at, request) => page(request, at === 0 ? text : { page_count: 2, results: [muse(2)] })),
    );
    expect([reading.outcome, reading.rows.length, reading.rejections.length]).toEqual(['complete', 2, 1]);
    addsUp(reading);
  });

  it('a later page that is no page is partial', async () => {
    const reading = await read(
      'the-muse',
      'the-muse',
      pages((at, request) => page(request, at === 0 ? { page_count: 5, results: [muse(1)] } : '<html>')),
    );
    expect([reading.outcome, reading.rows.length]).toEqual(['partial', 1]);
  });
});

const opening = (id: number, name: string) => ({ id: String(id), jobOpeningName: name, locationType: '0' });
const board =
  (answer: (path: string, request: PageRequest) => PageAnswer | null, titles = ['Backend Engineer', 'Accountant', 'Go Engineer']) =>
  async (request: PageRequest) => {
    const path = new URL(request.url).pathname;
    if (path === '/careers/list') return page(request, { result: titles.map((title, index) => opening(index + 1, title)) });
    return answer(path, request) ?? page(request, { result: { jobOpening: { description: `<p>${path}</p>` } } });
  };
const noAccountants = (title: string) => (title === 'Accountant' ? ('no' as const) : ('maybe' as const));

describe('details', () => {
  it('are asked only for titles that may be ours', async () => {
    const asked: string[] = [];
    const reading = await read(
      'bamboohr',
      'acme',
      board((path) => (asked.push(path), null)),
      { titleVerdict: noAccountants },
    );
    expect(asked).toEqual(['/careers/1/detail', '/careers/3/detail']);
    expect(reading.rows).toHaveLength(3);
  });

  it('are not asked for rows that are known and unchanged', async () => {
    const first = await read(
      'bamboohr',
      'acme',
      board(() => null),
    );
    const known = new Map(first.rows.map((row) => [row.rowId, row.rowHash]));
    const second = await read(
      'bamboohr',
      'acme',
      board(() => null),
      { known: async () => known },
    );
    expect([first.requests, second.requests]).toEqual([4, 1]);
  });

  it('a lost one makes the run partial and keeps its row open', async () => {
    const reading = await read(
      'bamboohr',
      'acme',
      board((path) => (path.includes('/1/') ? { kind: 'failed', reason: 'answered 500', status: 500, offline: false } : null)),
    );
    expect([reading.outcome, reading.lost, reading.rows.length]).toEqual(['partial', ['1'], 2]);
    addsUp(reading);
  });

  it('one that is gone is a posting that is gone', async () => {
    const reading = await read(
      'bamboohr',
      'acme',
      board((path) => (path.includes('/1/') ? { kind: 'gone', status: 404, reason: 'gone' } : null)),
    );
    expect([reading.outcome, reading.skipped]).toEqual(['complete', { 'its own page is gone': 1 }]);
  });

  it('after «too often» no more are asked', async () => {
    let asked = 0;
    const reading = await read(
      'bamboohr',
      'acme',
      board(() => ((asked += 1), { kind: 'throttled', reason: 'too often', notBefore: NOW })),
    );
    expect([reading.outcome, asked, reading.lost]).toEqual(['partial', 1, ['1', '2', '3']]);
  });

  it('have a cap a run', async () => {
    const reading = await read(
      'bamboohr',
      'acme',
      board(() => null),
      { maxDetails: 1 },
    );
    expect([reading.outcome, reading.rows.length, reading.lost.length]).toEqual(['partial', 1, 2]);
  });
});

describe('fingerprint and coverage', () => {
  it('a field renamed by the source is found by its shape, with nothing emptied', async () => {
    const before = await greenhouse(jobs(20));
    const renamed = jobs(20).map(({ title, ...rest }) => ({ ...rest, headline: title }));
    const after = await greenhouse(renamed);
    expect(after.rows).toEqual([]);
    const earlier = {
      endedAt: NOW,
      verdict: 'complete',
      seen: 20,
      suspicion: null,
      absent: 0,
      review: null,
      fingerprint: before.fingerprint,
      coverage: before.coverage,
    } as const;
    const judged = judgeRun({
      reading: after,
      ends: 'list',
      statesTotal: true,
      canaries: [],
      history: [earlier, earlier, earlier],
      openAtLastGood: 20,
      absent: 0,
      endedAt: NOW,
    });
    expect(judged).toMatchObject({ verdict: 'drift', mayClose: false, mayAlert: false });
    expect(judged.field).toContain('title');
  });

  it('counts what each posting has', async () => {
    const reading = await greenhouse([job(1), job(2, { location: null, first_published: null })]);
    expect(reading.coverage).toEqual({ postings: 2, id: 1, title: 1, url: 1, place: 0.5, date: 0.5, pay: 0 });
    expect(reading.fingerprint.paths['location.name']).toEqual({ types: ['string'], share: 0.5 });
  });
});

const noonOf = (day: string) => () => new Date(`${day}T12:00:00Z`);

describe('Hacker News', () => {
  const hits = ['2026-08-03', '2026-07-01', '2026-06-01'].map((day, index) => ({
    objectID: String(300 - index),
    title: 'Ask HN: Who is hiring? (Month)',
    created_at: `${day}T15:00:00Z`,
  }));
  const answers =
    (asked: string[]): FetchPage =>
    async (request, context) => {
      asked.push(new URL(request.url).pathname.replace('/api/v1/', ''));
      if (request.url.includes('search_by_date')) return page(request, { hits, page: 0, nbPages: 1 });
      if (context.validators !== null) return { kind: 'unchanged', validators: context.validators };
      const id = Number(request.url.split('/').at(-1));
      return page(
        request,
        {
          id,
          created_at: '2026-08-03T15:00:00Z',
          children: [{ id: id * 10, text: 'Acme | Backend Engineer | Berlin', created_at: '2026-08-03T16:00:00Z' }],
        },
        { etag: `"${id}"`, lastModified: null },
      );
    };

  it('reads the thread before as well until the fifth of the month', async () => {
    for (const [day, expected] of [
      ['2026-08-05', ['search_by_date', 'items/300', 'items/299']],
      ['2026-08-06', ['search_by_date', 'items/300']],
    ] as const) {
      const asked: string[] = [];
      await read('hacker-news', 'who-is-hiring', answers(asked), { now: noonOf(day) });
      expect(asked).toEqual(expected);
    }
  });

  it('threads that have not changed are «unchanged»', async () => {
    const first = await read('hacker-news', 'who-is-hiring', answers([]), { now: noonOf('2026-08-05') });
    expect([first.outcome, first.rows.length]).toEqual(['complete', 2]);
    const asked: string[] = [];
    const second = await read('hacker-news', 'who-is-hiring', answers(asked), { now: noonOf('2026-08-05'), validators: first.validators });
    expect([second.outcome, asked.length]).toEqual(['unchanged', 3]);
  });

  it('history names its threads one by one', async () => {
    const backfill = source('hacker-news').backfill;
    const first = backfill?.first(new Date('2014-01-01T00:00:00Z'), new Date('2026-12-10T12:00:00Z'));
    expect(first?.url).toContain('created_at_i>=1388534400');
    const text = JSON.stringify({
      hits: [...hits, { objectID: '1', title: 'Ask HN: Freelancer? Seeking freelancer?', created_at: '2026-06-01T15:00:00Z' }],
      page: 0,
      nbPages: 2,
    });
    const index = backfill?.read({ request: first as PageRequest, status: 200, text });
    expect(index?.boards).toEqual(['thread-300', 'thread-299', 'thread-298']);
    expect(['thread-300', 'who-is-hiring'].map((slug) => backfill?.isHistory(slug))).toEqual([true, false]);
    expect(index?.next?.url).toContain('page=1');
  });
});
