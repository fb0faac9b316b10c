import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutContacts } from '#scrapers/cut-contacts';
import { readHiringPost } from '#scrapers/hiring-post';
import { decodeEntities, linksOf, plainOf } from '#scrapers/html';
import { jobPostingsOf, salariesOf } from '#scrapers/job-posting';
import { boundOf, dateOf, dayFirst, webAddress, zonedDate } from '#scrapers/raw-posting';

describe('contacts are cut from descriptions', () => {
  it.each([
    'Write to jobs@acme.example today',
    '<a href="mailto:anna.b+x@mail.acme.example?subject=Hi">mail</a>',
    'hr [at] acme [dot] example',
    'hr (at) acme.example',
    'Call +49 30 1234 5678 now',
    'Tel.: 030 1234567',
    'phone: (555) 123-4567',
    'tel:+4930123456',
    '555-123-4567',
    'Ring 0113 496 0000',
    '+1 (555) 123 4567',
  ])('%s', (text) => {
    expect(cutContacts(text)).not.toMatch(/@acme|mailto|\[at\]|\(at\)|1234|4567|496|3456/);
  });

  it.each([
    '€70,000 – 90,000 a year',
    '$120,000-$150,000',
    '120 000 - 150 000 kr',
    'on call 24/7/365',
    '10 000 000 users',
    '+10 000 000 users',
    '2024-01-15 to 2025-06-30',
    'ISO 27001:2022, RFC 9110',
    '99.999 % of 1,000,000,000 requests',
    'Node 20.19.0, Java 21, @types/node, @Inject()',
    'handle @acme on the social network',
    'IBAN-like 1234-5678-9012-3456',
    'a salary of 65.000 - 80.000 €',
  ])('«%s» stays as it is', (text) => {
    expect(cutContacts(text)).toBe(text);
  });

  it('is quick on whatever comes', () => {
    for (const unit of ['a@', 'a.', '@a.b', '+1 ', '0', '(555) ', 'x [at] ', '555-', 'tel:', 'mailto:']) {
      const startedAt = performance.now();
      cutContacts(unit.repeat(200_000 / unit.length));
      expect(performance.now() - startedAt, unit).toBeLessThan(1_000);
    }
  });
});

describe('HTML', () => {
  it('references are decoded once', () => {
    expect(decodeEntities('&lt;p&gt;A &amp;amp; B&amp;nbsp;&#x2F;&#47;&#128;&unknown;&#0;&#xD800;')).toBe(
      '<p>A &amp; B&nbsp;//€&unknown;\uFFFD\uFFFD',
    );
  });
  it('links read by their address', () => {
    const html =
      'Acme | <a href="https:&#x2F;&#x2F;acme.example&#x2F;jobs" rel="nofollow">https:&#x2F;&#x2F;acme.exa...</a><p>More<a href="javascript:alert(1)">x</a>';
    expect(plainOf(html)).toBe('Acme | https://acme.example/jobs\nMorejavascript:alert(1)');
    expect(linksOf(html)).toEqual(['https://acme.example/jobs']);
  });
  it('never throws and never takes long', () => {
    assert(
      property(string({ maxLength: 2_000 }), (text) => {
        plainOf(text);
        linksOf(text);
        cutContacts(text);
        readHiringPost(text);
        jobPostingsOf(text);
      }),
      { numRuns: 300 },
    );
    for (const unit of [
      '<',
      '<a ',
      '<a href="',
      '&#',
      '|',
      ' - ',
      '(',
      'Remote ',
      'engineer, ',
      '<a href=x>',
      '"',
      "'",
      '<p>- Engineer\n',
    ]) {
      const startedAt = performance.now();
      readHiringPost(unit.repeat(100_000 / unit.length));
      plainOf(unit.repeat(100_000 / unit.length));
      expect(performance.now() - startedAt, unit).toBeLessThan(1_500);
    }
  });
});

describe('hiring posts', () => {
  it.each([
    [
      'Acme (YC S21) | Senior Backend Engineer | Berlin | REMOTE (EU)',
      { company: 'Acme', roles: ['Senior Backend Engineer'], places: ['Berlin'], remoteScope: ['EU'] },
    ],
    [
      'Acme|Go Developer|London, UK|ONSITE|£70-90k',
      { company: 'Acme', roles: ['Go Developer'], places: ['London, UK'], salaryText: '£70-90k' },
    ],
    ['Acme | Backend Engineer | Remote (US only) | 150-190K USD', { remoteScope: ['US'], salaryText: '150-190K USD' }],
    ['Acme | REMOTE in Germany, Austria | DevOps Engineer', { remoteScope: ['Germany'], roles: ['DevOps Engineer'] }],
    ['Acme | Backend, Frontend Engineer | NYC', { roles: ['Backend Engineer', 'Frontend Engineer'] }],
    [
      'Acme | Site Reliability Engineer | 0.5%–1% equity | $80-100/hr | Contract',
      { roles: ['Site Reliability Engineer'], employmentType: 'Contract' },
    ],
    ['Acme is hiring a Senior Python Developer in Lisbon', { company: 'Acme', roles: ['Senior Python Developer'], places: ['Lisbon'] }],
  ])('%s', (text, expected) => {
    expect(readHiringPost(text)).toMatchObject(expected);
  });
  it.each(['', '<p></p>', 'Nice thread, thanks for doing this every month.', 'Is anyone here in Berlin?'])('«%s» is no post', (text) => {
    expect(readHiringPost(text)).toBeNull();
  });
});

describe('fields', () => {
  it.each([
    ['2016-01-14T10:55:28-05:00', '2016-01-14T15:55:28.000Z'],
    ['2016-05-31T12:14:07+0200', '2016-05-31T10:14:07.000Z'],
    ['2026-08-05 09:41:37 UTC', '2026-08-05T09:41:37.000Z'],
    ['2026-07-24T10:33:35', '2026-07-24T10:33:35.000Z'],
    ['2026-07-24', '2026-07-24T00:00:00.000Z'],
    ['Thu, 30 Jul 2026 09:00:00 +0000', '2026-07-30T09:00:00.000Z'],
    [1_785_000_000, '2026-07-25T17:20:00.000Z'],
    [1_785_000_000_000, '2026-07-25T17:20:00.000Z'],
    ['1970-01-01', null],
    ['9999-12-31', null],
    ['infinity', null],
    ['yesterday', null],
    ['2026-02-31T99:00:00Z', null],
    [0, null],
    [Number.NaN, null],
    [{}, null],
  ])('date %s', (value, expected) => expect(dateOf(value)).toBe(expected));

  it('wall clocks of a zone', () => {
    expect(zonedDate('2026-07-30T09:00:00', 'Europe/Stockholm')).toBe('2026-07-30T07:00:00.000Z');
    expect(zonedDate('2026-01-30T09:00:00', 'Europe/Stockholm')).toBe('2026-01-30T08:00:00.000Z');
    expect(zonedDate('2026-01-30T09:00:00+05:00', 'Europe/Stockholm')).toBe('2026-01-30T04:00:00.000Z');
    expect([dayFirst('24/07/2026'), dayFirst('4.7.2026'), dayFirst('2026-07-24')]).toEqual(['2026-07-24', '2026-07-04', null]);
  });

  it('placeholders of pay are unknown', () => {
    expect([0, '0', 0.01, 1, '1', 99_999_999, 999_999, '', 'x', null, Number.POSITIVE_INFINITY].map(boundOf)).toEqual(
      Array.from({ length: 11 }, () => null),
    );
    expect(['60000', 18.5, '18.50', 250_000].map(boundOf)).toEqual([60_000, 18.5, 18.5, 250_000]);
  });

  it('only web addresses are addresses', () => {
    expect(
      ['javascript:alert(1)', 'file:///x', 'data:x', '//x.example', 'x', '', 'ftp://x', `https://x.example/${'a'.repeat(3_000)}`, null].map(
        webAddress,
      ),
    ).toEqual(Array.from({ length: 9 }, () => null));
    expect(webAddress(' https://x.example/a b ')).toBe('https://x.example/a%20b');
  });
});

const pay = (posting: Record<string, unknown>) => salariesOf(posting).map(({ min, max, currency, period }) => [min, max, currency, period]);

describe('schema.org pay', () => {
  it.each([
    [
      { baseSalary: { currency: 'EUR', value: { minValue: '65,000', maxValue: '80.000', unitText: 'YEAR' } } },
      [[65_000, 80_000, 'EUR', 'YEAR']],
    ],
    [{ baseSalary: { currency: 'EUR', value: { value: 50_000, unitText: 'YEAR' } } }, [[50_000, 50_000, 'EUR', 'YEAR']]],
    [{ baseSalary: { currency: 'USD', minValue: 100, maxValue: 120 } }, [[100, 120, 'USD', null]]],
    [{ baseSalary: 70_000, salaryCurrency: 'GBP' }, [[70_000, 70_000, 'GBP', null]]],
    [{ baseSalary: '60000 - 70000', salaryCurrency: 'GBP' }, [[60_000, 70_000, 'GBP', null]]],
    [{ baseSalary: { currency: 'EUR', value: {} } }, []],
    [{ baseSalary: { currency: 'EUR' } }, []],
    [{ estimatedSalary: { currency: 'EUR', value: 90_000 } }, []],
    [{ baseSalary: [null, 7, 'negotiable', []] }, [[7, 7, null, null]]],
  ])('%j', (posting, expected) => expect(pay(posting)).toEqual(expected));
});
