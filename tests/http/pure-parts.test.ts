import { parseAtomFeed, parseJsonFeed, parseRssFeed } from 'feedsmith';
import { assert, constantFrom, property, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClientReader, limitKey, plainAddress } from '#src/http/client-address';
import { createCursorCodec, openListingCursor, sealListingCursor } from '#src/http/cursor';
import { parseFilter } from '#src/http/filter-parameters';
import { csvField, CSV_COLUMNS, csvHeader, csvLine } from '#src/http/listing-csv';
import { renderFeed, xmlText } from '#src/http/listing-feed';
import { editDistance, nearestName } from '#src/http/nearest-name';
import { loggedPath, problemOf } from '#src/http/errors';
import { limitClassOf } from '#src/http/rate-limits';
import { maskedTarget } from '#src/http/answers/saved-search-answer';
import { metricsText } from '#src/http/routes/metrics';
import { windowOf } from '#src/http/routes/salaries';
import { statedRanges } from '#src/http/salary-reading';
import { isTimeZone, isWebhookAddress } from '#src/http/saved-search-input';
import { listingFilterParams } from '#src/domain/listing-filter-params';
import type { ListingCard } from '#src/domain/listing';
import { HOSTILE_STRINGS } from './hostile-strings.js';

const card: ListingCard = {
  id: 7,
  slug: 'senior-backend-acme',
  title: 'Senior Backend Engineer',
  company: 'Acme',
  companySlug: 'acme',
  canonicalTitle: 'Senior Backend Developer',
  level: 'senior',
  levelMin: 'senior',
  levelMax: 'senior',
  levelBasis: 'title',
  specialisation: null,
  isBackend: 'yes',
  languages: ['go'],
  skills: ['kafka'],
  industry: 'fintech',
  workplace: 'remote',
  locations: [{ city: 'Berlin', region: 'Berlin', country: 'DE', raw: 'Berlin', latitude: 52.5, longitude: 13.4 }],
  remoteScope: null,
  salary: null,
  status: 'open',
  postedAt: '2026-11-20T08:00:00.000Z',
  firstSeenAt: '2026-11-21T09:30:00.000Z',
  lastConfirmedAt: '2026-11-23T09:30:00.000Z',
  closedAt: null,
  sources: ['acme-board'],
  url: 'https://jobs.example.org/7',
};

describe('cursors', () => {
  const codec = createCursorCodec('one secret of sixteen characters');
  const cursor = { sort: 'newest', key: 1_700_000_000_000, id: 41 } as const;

  test('come back as they were, for their own sort and instance only', () => {
    const sealed = sealListingCursor(codec, cursor);
    expect(openListingCursor(codec, sealed, 'newest')).toEqual(cursor);
    expect(openListingCursor(codec, sealed, 'pay')).toBeNull();
    expect(openListingCursor(createCursorCodec('another secret of sixteen chars'), sealed, 'newest')).toBeNull();
    expect(codec.open('companies', sealed)).toBeNull();
    const withoutPay = { sort: 'pay', key: null, id: 3 } as const;
    expect(openListingCursor(codec, sealListingCursor(codec, withoutPay), 'pay')).toEqual(withoutPay);
  });

  test('any changed character makes one invalid', () => {
    const sealed = sealListingCursor(codec, cursor);
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = `${sealed.slice(0, index)}${sealed[index] === 'A' ? 'B' : 'A'}${sealed.slice(index + 1)}`;
      // The last character of base64 carries bits that no byte keeps: decoding may be the same.
      if (
        Buffer.from(changed.split('.')[1] ?? '', 'base64url').equals(Buffer.from(sealed.split('.')[1] ?? '', 'base64url')) &&
        changed.split('.')[0] === sealed.split('.')[0]
      )
        continue;
      expect(openListingCursor(codec, changed, 'newest'), `character ${index}`).toBeNull();
    }
  });

  test('hostile texts and values out of range are no cursors', () => {
    for (const text of HOSTILE_STRINGS) expect(openListingCursor(codec, text, 'newest')).toBeNull();
    for (const value of [
      { s: 'newest', k: 1e300, i: 1 },
      { s: 'newest', k: 1, i: -1 },
      { s: 'newest', k: 1, i: 1.5 },
      { s: 'x', k: 1, i: 1 },
      null,
      [],
    ])
      expect(openListingCursor(codec, codec.seal('listings', value), 'newest')).toBeNull();
  });
});

describe('names', () => {
  test('distance counts edits', () => {
    expect(editDistance('kitten', 'sitting')).toBe(3);
    expect(editDistance('', 'abc')).toBe(3);
    expect(editDistance('pyhton', 'python')).toBe(1);
    expect(editDistance('same', 'same')).toBe(0);
  });

  test('the nearest known name, or none', () => {
    expect(nearestName('lmit', ['limit', 'level'])).toBe('limit');
    expect(nearestName('salarymin', ['salaryMin', 'salaryMax'])).toBe('salaryMin');
    expect(nearestName('utm_source', ['limit', 'level'])).toBeNull();
  });
});

describe('filters', () => {
  test('the parameters of a filter give the same filter again', () => {
    const text =
      'q=kafka+%22event+driven%22&level=senior&level=not%3Amid&language=go&country=de&city=Berlin&salaryMin=90000&currency=eur&postedAfter=7d&status=any';
    const parsed = parseFilter(new URLSearchParams(text));
    if ('problem' in parsed) throw parsed.problem;
    expect(parsed.filter.level).toEqual({ any: ['senior'], not: ['mid'] });
    expect(parsed.filter.country).toEqual({ any: ['DE'], not: [] });
    const again = parseFilter(listingFilterParams(parsed.filter));
    expect(again).toEqual(parsed);
  });

  test('empty fields of a form ask for nothing, and own parameters can be set aside', () => {
    expect(parseFilter(new URLSearchParams('q=&level=&salaryMin=&country=&page=2'), ['page'])).toEqual({ filter: {} });
  });

  test('a value that is not allowed names field and allowed values', () => {
    const parsed = parseFilter(new URLSearchParams('level=guru&salaryMin=-5&lvel=mid'));
    if (!('problem' in parsed)) throw new Error('accepted');
    const fields = parsed.problem.errors;
    expect(fields.find((field) => field.parameter === 'level')?.allowed).toContain('senior');
    expect(fields.find((field) => field.parameter === 'salaryMin')?.detail).toBe('at least 0');
    expect(fields.find((field) => field.parameter === 'lvel')?.detail).toContain('«level»');
  });

  test('hostile strings are a filter or a problem, and no filter carries a NUL or half a surrogate pair', () => {
    let filters = 0;
    for (const text of HOSTILE_STRINGS) {
      for (const key of ['q', 'level', 'country', 'city', 'company', 'salaryMin', 'currency', 'postedAfter', 'status']) {
        const parsed = parseFilter(new URLSearchParams([[key, text]]));
        if ('problem' in parsed) {
          expect(parsed.problem.status).toBe(400);
          continue;
        }
        filters += 1;
        expect(JSON.stringify(parsed.filter)).not.toMatch(/\\u0000|\\ud[89a-f]/);
      }
    }
    expect(filters).toBeGreaterThan(100);
  });

  test('any text is read without an exception', () => {
    assert(
      property(constantFrom('q', 'city', 'level', 'salaryMax', 'postedAfter'), string({ unit: 'binary', maxLength: 300 }), (key, text) => {
        const parsed = parseFilter(new URLSearchParams([[key, text]]));
        return 'filter' in parsed || parsed.problem.status === 400;
      }),
      { numRuns: 2000 },
    );
  });
});

describe('CSV', () => {
  test('quotes by RFC 4180 and disarms formulas, but leaves numbers', () => {
    expect(csvField('plain')).toBe('plain');
    expect(csvField('a,b')).toBe('"a,b"');
    expect(csvField('a "b"')).toBe('"a ""b"""');
    expect(csvField('two\r\nlines')).toBe('"two\r\nlines"');
    for (const text of ['=1+1', '+1', '-1', '@x', '|x', '\tx', '\rx', ' =1', '＝1']) expect(csvField(text).replace(/^"/, '')).toMatch(/^'/);
    expect(csvField(-5)).toBe('-5');
    expect(csvField(null)).toBe('');
  });

  test('a line has as many fields as the header', () => {
    expect(csvHeader()).toBe(`${CSV_COLUMNS.join(',')}\r\n`);
    expect(csvLine(card).split(',').length).toBe(CSV_COLUMNS.length + 2);
    expect(csvLine(card)).toContain('"Berlin, Berlin, DE"');
  });
});

describe('feeds', () => {
  const feedOf = (cards: readonly ListingCard[], baseUrl = 'https://board.example') => ({
    filter: {} as never,
    cards,
    baseUrl,
    selfUrl: `${baseUrl}/feeds/listings.atom?q=a&level=senior`,
    pageUrl: `${baseUrl}/jobs?q=a&level=senior`,
    query: 'q=a&level=senior',
    now: new Date('2026-11-23T12:00:00Z'),
    demo: false,
  });

  test('an outside parser reads all three, with the same permanent ids on every host', () => {
    for (const host of ['https://board.example', 'http://localhost:3000']) {
      const feed = feedOf([card], host);
      const atom = parseAtomFeed(renderFeed(feed, 'atom'));
      expect(atom.entries?.[0]?.id).toBe('tag:backboard,2026:listing/7');
      expect(atom.entries?.[0]?.published).toBe('2026-11-20T08:00:00.000Z');
      expect(atom.updated).toBe('2026-11-21T09:30:00.000Z');
      const rss = parseRssFeed(renderFeed(feed, 'rss'));
      expect(rss.items?.[0]?.guid).toEqual({ value: 'tag:backboard,2026:listing/7', isPermaLink: false });
      expect(rss.items?.[0]?.pubDate).toBe('Fri, 20 Nov 2026 08:00:00 GMT');
      const json = parseJsonFeed(renderFeed(feed, 'json'));
      expect(json.items?.[0]?.id).toBe('tag:backboard,2026:listing/7');
      expect(json.items?.[0]?.content_text).toBe('Senior · Berlin, Germany (remote) · pay not stated · go');
    }
  });

  test('an empty feed is a feed', () => {
    expect(parseAtomFeed(renderFeed(feedOf([]), 'atom')).updated).toBe('2026-11-23T12:00:00.000Z');
    expect(parseRssFeed(renderFeed(feedOf([]), 'rss')).title).toContain('Backboard');
  });

  test('hostile words come out as words', () => {
    for (const text of HOSTILE_STRINGS.filter((candidate) => candidate.length < 300)) {
      const hostile = { ...card, title: text, company: text, languages: [text] };
      for (const format of ['atom', 'rss'] as const) {
        const xml = renderFeed(feedOf([hostile]), format);
        expect(xml).not.toMatch(/<script|<img|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
        const parsed = format === 'atom' ? parseAtomFeed(xml).entries : parseRssFeed(xml).items;
        expect(parsed?.length).toBe(1);
      }
      expect(() => JSON.parse(renderFeed(feedOf([hostile]), 'json')) as unknown).not.toThrow();
    }
    expect(xmlText('a\u0000b\ud800<&>')).toBe('ab&lt;&amp;&gt;');
  });
});

describe('who asks', () => {
  const context = (peer: string, headers: Record<string, string> = {}) =>
    ({
      env: { incoming: { socket: { remoteAddress: peer } } },
      req: { header: (name: string) => headers[name] },
    }) as never;

  test('the socket tells, unless the peer is a trusted proxy', () => {
    const read = createClientReader(['10.0.0.0/8', '::1']);
    const forwarded = { 'X-Forwarded-For': '6.6.6.6, 203.0.113.9, 10.1.2.3', 'X-Forwarded-Proto': 'https' };
    expect(read(context('198.51.100.7', forwarded))).toEqual({ address: '198.51.100.7', secure: false });
    expect(read(context('10.9.9.9', forwarded))).toEqual({ address: '203.0.113.9', secure: true });
    expect(read(context('::ffff:10.9.9.9', forwarded)).address).toBe('203.0.113.9');
    expect(read(context('::1')).address).toBe('::1');
    expect(read(context('::1', { 'X-Forwarded-For': '<script>' })).address).toBe('::1');
    expect(() => createClientReader(['proxy.local'])).toThrow('TRUSTED_PROXIES');
  });

  test.each(['10.0.0.0/', '10.0.0.0/33', '10.0.0.0/abc', '10.0.0.0/8/8', '10.0.0.0/-1', '::1/129', '/8'])(
    'the network %s is refused, not taken for the whole internet',
    (network) => {
      expect(() => createClientReader([network])).toThrow(`TRUSTED_PROXIES: «${network}» is no address or network`);
    },
  );

  test('addresses are plain, and IPv6 counts by its /64', () => {
    expect(plainAddress('[2001:DB8::1]')).toBe('2001:db8::1');
    expect(plainAddress('fe80::1%eth0')).toBe('fe80::1');
    expect(plainAddress('no address')).toBe('');
    expect(limitKey('203.0.113.9')).toBe('203.0.113.9');
    expect(limitKey('2001:db8:1:2:3:4:5:6')).toBe(limitKey('2001:db8:1:2::9'));
    expect(limitKey('2001:db8:1:2::9')).not.toBe(limitKey('2001:db8:1:3::9'));
    expect(limitKey('')).toBe('unknown');
  });
});

describe('errors', () => {
  test('a database that is away is 503, a question that took too long says so, a bug is 500 and says nothing', () => {
    expect(problemOf(Object.assign(new Error('x'), { code: 'ECONNREFUSED' })).status).toBe(503);
    expect(problemOf(new Error('wrapped', { cause: Object.assign(new Error('x'), { code: '57P01' }) })).type).toBe('unavailable');
    expect(problemOf(new AggregateError([Object.assign(new Error('x'), { code: 'ECONNREFUSED' })])).type).toBe('unavailable');
    expect(problemOf(Object.assign(new Error('x'), { code: '57014' })).type).toBe('took-too-long');
    const bug = problemOf(new Error('select secret from users'));
    expect(bug.status).toBe(500);
    expect(JSON.stringify(bug.toProblem('id'))).not.toContain('secret');
  });

  test('tokens in addresses are not logged', () => {
    expect(loggedPath('/alerts/manage/abc')).toBe('/alerts/manage/[token]');
    expect(loggedPath('/alerts/unsubscribe/abc/def')).toBe('/alerts/unsubscribe/[token]');
    expect(loggedPath('/api/v1/listings')).toBe('/api/v1/listings');
  });
});

describe('small rules', () => {
  test('classes of limits', () => {
    expect(limitClassOf('GET', '/api/v1/listings')).toBe('reads');
    expect(limitClassOf('GET', '/api/v1/listings.csv')).toBe('exports');
    expect(limitClassOf('POST', '/api/v1/saved-searches')).toBe('writes');
    expect(limitClassOf('GET', '/jobs')).toBe('pages');
    expect(limitClassOf('GET', '/healthz')).toBeNull();
    expect(limitClassOf('POST', '/alerts/unsubscribe/x')).toBeNull();
  });

  test('a target is masked', () => {
    expect(maskedTarget('jo.doe@example.org')).toBe('j…@example.org');
    expect(maskedTarget('https://hooks.example.org/secret/path')).toBe('https://hooks.example.org/…');
    expect(maskedTarget('odd')).toBe('…');
  });

  test('zones and webhook addresses', () => {
    expect(['Europe/Berlin', 'UTC', 'America/Argentina/Buenos_Aires'].every(isTimeZone)).toBe(true);
    expect(['+01:00', 'Mars/Base', '', 'Europe/Berlin\n', '../etc'].some(isTimeZone)).toBe(false);
    expect(isWebhookAddress('https://hooks.example.org/x?y=1')).toBe(true);
    for (const bad of ['ftp://x', 'https://u:p@x.org', 'https://x.org\\@y', 'https://x.org/\n', 'javascript:alert(1)', 'x'])
      expect(isWebhookAddress(bad)).toBe(false);
  });

  test('a window of months ends on the same day, or the last of the month', () => {
    expect(windowOf(12, new Date('2026-11-23T12:00:00Z')).from.toISOString()).toBe('2025-11-23T12:00:00.000Z');
    expect(windowOf(1, new Date('2026-03-31T00:00:00Z')).from.toISOString()).toBe('2026-02-28T00:00:00.000Z');
  });

  test('stated ranges are per group and currency', () => {
    const row = {
      listingId: 1,
      employerId: 1,
      annualMin: 50,
      annualMax: 70,
      currency: 'EUR',
      eurMin: 50,
      eurMid: 60,
      eurMax: 70,
      groups: [['senior']],
    };
    expect(statedRanges([row, { ...row, annualMin: 40, annualMax: 90 }, { ...row, currency: 'USD' }])).toEqual([
      { key: ['senior'], currency: 'EUR', n: 2, lowest: 40, highest: 90 },
      { key: ['senior'], currency: 'USD', n: 1, lowest: 50, highest: 70 },
    ]);
  });

  test('metrics are Prometheus text', () => {
    const text = metricsText([{ name: 'a_b', help: 'H.', type: 'gauge', values: [{ labels: { x: 'q"\\\n' }, value: 1 }, { value: 2 }] }]);
    expect(text).toBe('# HELP a_b H.\n# TYPE a_b gauge\na_b{x="q\\"\\\\\\n"} 1\na_b 2\n');
  });
});
