/** What a row may hold: it alone is refused, with its reason, and its neighbours are stored as without it. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSanitiseDescriptions } from '#jobs/sanitise-descriptions';
import { decodeText } from '#scrapers/decode-text';
import { judgeRun } from '#scrapers/judge';
import { readBoard } from '#scrapers/read-board';
import { safeHtmlOf } from '#src/normalise/safe-html';
import { ListingFilter } from '#src/domain/listing-filter';
import { countsAddUp, rowsOf, startFaultWorld, type FaultWorld } from '#tests/support/fault-world';
import { startJobSite, type JobSite } from '#tests/support/job-site';
import { JSON_KINDS, type JsonKind } from './json-kinds.js';

let world: FaultWorld;
let site: JobSite;
beforeAll(async () => {
  world = await startFaultWorld();
  site = await startJobSite();
});
afterEach(() => {
  site.mood = null;
  expect(world.errors.splice(0)).toEqual([]);
});
afterAll(async () => {
  await site.close();
  await world.close();
});

const answerWith = (body: string | Uint8Array, type = 'application/json'): NonNullable<JobSite['mood']> => {
  return (_, response) => void response.writeHead(200, { 'content-type': type }).end(body);
};
const around = (before: string, bytes: Buffer, after: string) => Buffer.concat([Buffer.from(before), bytes, Buffer.from(after)]);
const NEIGHBOURS = rowsOf(3).map((row) => JSON.stringify(row));

/** Reads a body as the board's list, without a database. */
async function readBody(body: Buffer) {
  const text = decodeText(body, 'application/json');
  return readBoard({
    source: site.source,
    board: { slug: 'acme', company: null, memo: {} },
    fetchPage: async (request) => ({ kind: 'page', page: { request, status: 200, text }, body, validators: null }),
    now: () => world.now(),
    titleVerdict: () => 'yes',
  });
}

describe('the kinds of JSONTestSuite', () => {
  /** The page with a kind as a member of its second row, or the kind as the page. */
  const pageOf = ({ bytes, isWhole }: JsonKind): Buffer =>
    isWhole ? bytes : around(`{"jobs":[${NEIGHBOURS[0]},{"id":"odd","title":"Backend Engineer","extra":`, bytes, `},${NEIGHBOURS[1]}]}`);

  it('row 22: there are as many as the suite has, each another', () => {
    expect(JSON_KINDS.length).toBeGreaterThanOrEqual(318);
    expect(new Set(JSON_KINDS.map((kind) => kind.name)).size).toBe(JSON_KINDS.length);
    for (const kind of ['y', 'n', 'i']) expect(JSON_KINDS.filter((entry) => entry.kind === kind).length).toBeGreaterThan(30);
  });

  it('row 22: what no parser may take fails as a format and closes nothing; what every parser must take costs no neighbour', async () => {
    const wrong: string[] = [];
    for (const kind of JSON_KINDS) {
      const reading = await readBody(pageOf(kind));
      const judged = judgeRun({
        reading,
        ends: 'list',
        statesTotal: true,
        canaries: [],
        history: [],
        openAtLastGood: 9,
        absent: 9,
        endedAt: world.now(),
      });
      const ids = reading.rows.map((row) => row.rowId);
      const counted = reading.rows.length + reading.rejections.length + Object.values(reading.skipped).length;
      if (counted !== reading.seen) wrong.push(`${kind.name}: counts`);
      if (kind.kind === 'n' && (reading.outcome !== 'failed' || judged.mayClose || (reading.reason?.length ?? 0) < 10))
        wrong.push(kind.name);
      if (kind.kind === 'y' && reading.outcome !== 'complete') wrong.push(`${kind.name}: ${reading.reason}`);
      if (kind.kind !== 'n' && !kind.isWhole && !(ids.includes('job-0') && ids.includes('job-1'))) wrong.push(`${kind.name}: neighbours`);
    }
    expect(wrong).toEqual([]);
  });

  it('row 22: one page with every kind that can be taken, read into a database: each is stored or refused with a reason, none takes another along', async () => {
    const kinds = JSON_KINDS.filter(({ kind, isWhole, name }) => kind !== 'n' && !isWhole && name !== 'i_string_two_megabytes');
    const rows = kinds.map(({ name, bytes }) => {
      const isText = bytes[0] === 0x22;
      const member = isText ? 'description' : 'extra';
      return {
        name,
        bytes: around(`{"id":"${name}","title":"${isText ? 'Backend Engineer' : 'Florist'} ${name}","${member}":`, bytes, '}'),
      };
    });
    const pageWith = (some: typeof rows) =>
      Buffer.concat([
        Buffer.from(`{"jobs":[${NEIGHBOURS.join(',')}`),
        ...some.flatMap(({ bytes }) => [Buffer.from(','), bytes]),
        Buffer.from(']}'),
      ]);
    const large = { bodyCap: 16_000_000 };
    const board = await world.board(site, large);
    site.mood = answerWith(pageWith(rows));
    const end = await board.read();
    expect(end.verdict).toBe('complete');
    expect(countsAddUp(end)).toBe(true);
    expect(end.rejections.length).toBeGreaterThan(8);
    expect(end.rejections.every((reason) => /\w{3}/.test(reason))).toBe(true);
    const refused = await world.database.sql<{ external_id: string }[]>`
      select x.external_id from rejection x join run r on r.id = x.run_id where r.board_id = ${board.id}`;
    const names = new Set(refused.map((row) => row.external_id));
    expect(names.size).toBe(end.rejections.length);
    for (const name of ['y_string_escape_nul', 'i_string_lone_high', 'i_string_inverted', 'y_structure_18']) expect(names).toContain(name);

    const healthy = await world.board(site, large);
    site.mood = answerWith(pageWith(rows.filter(({ name }) => !names.has(name))));
    expect(await healthy.read()).toMatchObject({ verdict: 'complete', counts: { rejected: 0 } });
    expect(await board.stored()).toBe(await healthy.stored());
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

describe('poisoned rows', () => {
  const odd = (members: string) => `{"id":"odd","title":"Backend Engineer",${members}}`;
  it.each([
    ['row 26: NUL', odd('"description":"a\\u0000b"')],
    ['row 26: a lone surrogate', odd('"description":"a\\ud800b"')],
    ['row 26: two million letters', odd(`"description":"${'x'.repeat(2_000_000)}"`)],
    ['row 23: a hundred thousand levels in a row', odd(`"extra":${'['.repeat(100_000)}${']'.repeat(100_000)}`)],
    ['row 23: a key named __proto__', odd('"__proto__":{"polluted":true}')],
    ['row 25: a title of another type in one row', '{"id":"odd","title":{"text":"Backend Engineer"}}'],
    ['row 27: a title that was decoded wrongly', '{"id":"odd","title":"Backend Engineer in K\ufffdln"}'],
  ])('%s: that row alone is refused, with a reason', async (_name, row) => {
    const [board, healthy] = [await world.board(site, { bodyCap: 16_000_000 }), await world.board(site)];
    site.mood = answerWith(`{"jobs":[${NEIGHBOURS[0]},${row},${NEIGHBOURS[1]}]}`);
    const end = await board.read();
    expect(end).toMatchObject({ verdict: 'complete', counts: { seen: 3, added: 2, rejected: 1 } });
    expect(end.rejections[0]).toMatch(/\w{3}/);
    expect(countsAddUp(end)).toBe(true);
    site.mood = answerWith(`{"jobs":[${NEIGHBOURS[0]},${NEIGHBOURS[1]}]}`);
    await healthy.read();
    expect(await board.stored()).toBe(await healthy.stored());
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('row 26: a row that breaks later does not close, and comes back as itself', async () => {
    const board = await world.board(site);
    site.mood = answerWith(`{"jobs":[${NEIGHBOURS.join(',')}]}`);
    await board.read();
    const before = await board.stored();
    site.mood = answerWith(`{"jobs":[${NEIGHBOURS[0]},${NEIGHBOURS[1]},{"id":"job-2","title":"Backend\\u0000"}]}`);
    for (let time = 0; time < 3; time += 1) expect((await board.read()).counts).toMatchObject({ closed: 0, rejected: 1 });
    expect(await board.stored()).toBe(before);
  });

  it('row 25: pay of another type in one row is unknown pay, and the rest of the row is stored', async () => {
    const board = await world.board(site);
    site.mood = answerWith(
      JSON.stringify({ jobs: [...rowsOf(3), { id: 'odd', title: 'Backend Engineer', pay: { amount: { from: '100k' } } }] }),
    );
    const end = await board.read();
    expect(end).toMatchObject({ verdict: 'complete', counts: { seen: 4, added: 4, rejected: 0, withPay: 1 } });
    expect(countsAddUp(end)).toBe(true);
  });

  it('row 25: pay that vanishes from every row is drift, and no stored pay is emptied', async () => {
    const board = await world.board(site);
    const paid = rowsOf(8).map((row) => ({ ...row, title: `Backend Engineer ${row.id}`, pay: { min: 70_000, max: 90_000 } }));
    site.mood = answerWith(JSON.stringify({ jobs: paid }));
    await board.read();
    const before = await board.stored();
    site.mood = answerWith(JSON.stringify({ jobs: paid.map(({ pay, ...row }) => ({ ...row, salary: pay })) }));
    for (let time = 0; time < 7; time += 1) {
      expect(await board.read()).toMatchObject({ verdict: 'drift', reason: expect.stringContaining('pay'), counts: { closed: 0 } });
      world.wait(4);
    }
    expect(await board.stored()).toBe(before);
  });
});

describe('character sets', () => {
  const title = 'Backend Engineer – Zürich';
  const page = JSON.stringify({ jobs: [{ id: 'a', title, place: 'Zürich' }] });
  /** The same page in Windows' own Western set. */
  const western = Buffer.from(page.replace(/–/g, '\u0096'), 'latin1');
  it.each<[string, Uint8Array, string]>([
    ['row 27: UTF-8 without a label', Buffer.from(page), 'application/json'],
    ['row 27: a byte order mark', Buffer.from(`\ufeff${page}`), 'application/json'],
    ['row 27: UTF-16 with its mark', Buffer.from(`\ufeff${page}`, 'utf16le'), 'application/json'],
    ['row 27: cp1252 labelled as UTF-8', western, 'application/json; charset=utf-8'],
    ['row 27: cp1252 labelled as itself', western, 'application/json; charset=windows-1252'],
    ['row 27: a label that is no character set', Buffer.from(page), 'application/json; charset=klingon'],
  ])('%s is read as it was meant', async (_name, body, type) => {
    const board = await world.board(site);
    site.mood = answerWith(body, type);
    expect(await board.read()).toMatchObject({ verdict: 'complete', counts: { added: 1, rejected: 0 } });
    const [stored] = await world.database.sql`
      select d.raw ->> 'title' as title, d.derived -> 'locations' -> 0 ->> 'country' as country from posting p join posting_detail d on d.posting_id = p.id
      where p.board_id = ${board.id}`;
    expect(stored).toEqual({ title, country: 'CH' });
  });
});

describe('descriptions', () => {
  const BROKEN = [
    '<p>one<p>two<b>three<i>four</b>five</i>',
    '<table><td>cell<tr><p>out</table>rest',
    '<a href="javascript:alert(1)">x</a><a href=" java\tscript:alert(1)">y</a>',
    '<svg><style><img src=x onerror=alert(1)></style></svg>after',
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    '<<p>>double<</p>>',
    '<p <b>nested in a tag</p>',
    '</p></ul></li>only ends',
    '<!--><img src=x onerror=alert(1)>--><p>comment',
    '<![CDATA[<script>alert(1)</script>]]>',
    '<ul><li>a<li>b<ul><li>c</ul></ul><ol>',
    '<plaintext><p>all of it',
    '<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &#0; &#x110000; &notanentity;</p>',
    '<textarea><p>in</textarea><select><option><p>o</select>',
    '<form><form><input></form>x',
    `${'<div>'.repeat(400)}deep${'</div>'.repeat(200)}`,
    '<p title="unclosed>never ends',
    '<template><p>t</template><noscript><img src=x></noscript>',
    '<b><p>1</b>2</p><em><em><em>3</em>',
    '<a href="https://example.org/?a=1&b=2" onclick=x style=y class=z>ok</a>',
  ];
  it('row 28: malformed HTML is stored, cleaned, and cleaning it again changes nothing', async () => {
    const board = await world.board(site);
    site.rows = BROKEN.map((description, at) => ({ id: `html-${at}`, title: `Backend Engineer ${at}`, description }));
    expect(await board.read()).toMatchObject({ verdict: 'complete', counts: { added: BROKEN.length, rejected: 0 } });
    await createSanitiseDescriptions({ store: world.store })(new AbortController().signal);
    const cleaned = await world.database.sql<{ html: string | null }[]>`
      select t.description_html as html from posting p join posting_text t on t.posting_id = p.id where p.board_id = ${board.id} order by p.id`;
    expect(cleaned).toHaveLength(BROKEN.length);
    expect(cleaned.filter(({ html }) => html !== null).length).toBeGreaterThan(14);
    for (const { html } of cleaned) {
      if (html === null) continue; // no markup of worth in it: shown as text
      expect(html).not.toMatch(/<(?!\/?(?:p|br|ul|ol|li|strong|em|b|i|h[234]|a|code|pre|blockquote|hr|table|thead|tbody|tr|th|td)\b)/i);
      expect(html).not.toMatch(/<[^>]*\b(?:on\w+|style|class|src)\s*=|<[^>]*javascript:/i);
      expect(safeHtmlOf(html) ?? html).toBe(html);
    }
  });
});

describe('dates', () => {
  it('row 30: dates of tomorrow, of 1970 and without a zone: none is first in «newest», none changes what was seen, none is told twice', async () => {
    const at = (hours: number) => new Date(world.now().getTime() + hours * 3_600_000).toISOString();
    const dates: Record<string, unknown> = {
      yesterday: at(-24),
      tomorrow: at(30),
      'next-century': '2100-01-01T00:00:00Z',
      'long-ago': '1970-01-01T00:00:00Z',
      zero: 0,
      'no-zone': at(-12).slice(0, 19),
      infinity: 'infinity',
      nonsense: 'yesterday-ish',
      'no-day': '2026-02-31T00:00:00Z',
    };
    const listed = (place: string) =>
      answerWith(
        JSON.stringify({ jobs: Object.entries(dates).map(([id, postedAt]) => ({ id, title: `Backend Engineer ${id}`, place, postedAt })) }),
      );
    const board = await world.board(site);
    site.mood = listed('Berlin');
    expect(await board.read()).toMatchObject({ verdict: 'complete', counts: { rejected: 0, added: Object.keys(dates).length } });
    const rows = await world.database.sql<{ external_id: string; posted_at: Date | null; shown: Date; listing_id: number }[]>`
      select p.external_id, p.posted_at, l.posted_at as shown, l.id as listing_id from posting p join listing l on l.id = p.listing_id where p.board_id = ${board.id}`;
    const of = (id: string) => rows.find((row) => row.external_id === id);
    for (const id of ['next-century', 'long-ago', 'zero', 'infinity', 'nonsense']) expect([id, of(id)?.posted_at]).toEqual([id, null]);
    expect(of('no-zone')?.posted_at?.toISOString()).toBe(`${String(dates['no-zone'])}.000Z`);
    // Nothing is shown as posted later than it was seen.
    for (const row of rows) expect(row.shown.getTime()).toBeLessThanOrEqual(world.now().getTime());
    const page = await world.store.findListings({
      filter: ListingFilter.parse({}),
      sort: 'newest',
      limit: 100,
      after: null,
      now: world.now(),
    });
    const shown = page.data.map((listing) => Date.parse(listing.postedAt));
    expect(Math.max(...shown)).toBeLessThanOrEqual(world.now().getTime());

    // All dates move: nothing is new, so nobody is told again.
    const log = async () => (await world.database.sql`select 1 from change_log where cause in (0, 4)`).length;
    const told = await log();
    for (const id of Object.keys(dates)) dates[id] = at(48);
    site.mood = listed('Munich');
    await board.read();
    expect(await log()).toBe(told);
    const seen = await world.database.sql`select distinct first_seen_at from posting where board_id = ${board.id}`;
    expect(seen).toHaveLength(1);
  });
});
