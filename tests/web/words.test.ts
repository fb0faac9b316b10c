import * as fc from 'fast-check';
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { ListingFilter } from '#src/domain/listing-filter';
import { listingFilterParams } from '#src/domain/listing-filter-params';
import { binsOf } from '#src/http/routes/pages-histogram';
import { readFilter } from '#src/http/routes/pages-filter';
import { joinFilters, searchHref } from '#src/web/filter-links';
import { inCountry } from '#src/domain/value-names';
import { chipsOf, searchWords } from '#src/web/filter-words';
import { documentOf } from '#src/web/layout';
import { Cards, whereWords } from '#src/web/listing-card';
import { annualWords, figureWords, payWords, rangeWords, shareWords } from '#src/web/pay-words';
import { CARD, EVERYTHING, SALARY } from './invented-views.js';

describe('pay in words', () => {
  it.each([
    [rangeWords(120_000, 150_000, 'USD'), 'US$120,000–150,000'],
    [rangeWords(90_000, 90_000, 'EUR'), '€90,000'],
    [rangeWords(90_000, null, 'GBP'), 'from £90,000'],
    [rangeWords(null, 20_000, 'PLN'), 'up to PLN 20,000'],
    [rangeWords(5, 6, null), '5–6'],
    [rangeWords(5, 6, 'nonsense'), 'nonsense 5–6'],
    [payWords(SALARY), '€60–85 an hour, contractor'],
    [payWords({ ...SALARY, period: null, contract: null }), '€60–85'],
    [annualWords(SALARY), '€124,800–176,800 a year'],
    [annualWords({ ...SALARY, period: 'year' }), null],
    [annualWords({ ...SALARY, annualMin: null, annualMax: null }), null],
    [figureWords(97_843, 'EUR'), '€97,800'],
    [figureWords(102_353, 'EUR'), '€102,000'],
    [shareWords(0), '0 %'],
    [shareWords(0.001), 'under 1 %'],
    [shareWords(0.999), 'over 99 %'],
    [shareWords(1), '100 %'],
  ])('%s', (said, wanted) => {
    expect(said?.replaceAll('\u00A0', ' ') ?? null).toBe(wanted);
  });
});

describe('places in words', () => {
  const place = (city: string | null, country: string | null, raw = 'x') => ({
    city,
    country,
    region: null,
    raw,
    latitude: null,
    longitude: null,
  });
  const scope = { worldwide: false, include: ['US'], exclude: [], utcFrom: null, utcTo: null };
  it.each([
    [{ ...CARD, locations: [place(null, 'US')], remoteScope: scope }, 'Remote in the United States'],
    [{ ...CARD, locations: [place('Austin', 'US')], remoteScope: scope }, 'Austin, United States · Remote in the United States'],
    [{ ...CARD, locations: [], remoteScope: { ...scope, worldwide: true } }, 'Remote worldwide'],
    [{ ...CARD, locations: [place(null, null, 'By the lake')], workplace: null }, 'By the lake'],
    [{ ...CARD, locations: [], workplace: null }, 'place not stated'],
    [
      { ...CARD, locations: ['A', 'B', 'C', 'D'].map((city) => place(city, 'DE')), workplace: 'onsite' as const },
      'A, Germany · B, Germany and 2 more · On site',
    ],
  ])('case %#', (card, words) => {
    expect(whereWords(card)).toBe(words);
  });

  it('takes an article where English does', () => {
    expect([inCountry('DE'), inCountry('NL'), inCountry('ZZZZ')]).toEqual(['in Germany', 'in the Netherlands', 'in ZZZZ']);
  });
});

const anyFilter = fc
  .record({
    q: fc.option(fc.constantFrom('event store', '"a b" -c'), { nil: undefined }),
    level: fc.option(fc.subarray(['senior', 'not:vp', 'mid', 'not:entry'], { minLength: 1 }), { nil: undefined }),
    language: fc.option(fc.subarray(['go', 'csharp', 'not:java'], { minLength: 1 }), { nil: undefined }),
    city: fc.option(fc.subarray(['München', 'a&b=c', 'x y'], { minLength: 1 }), { nil: undefined }),
    salaryMin: fc.option(fc.integer({ min: 0, max: 500_000 }), { nil: undefined }),
    salaryMax: fc.option(fc.integer({ min: 500_000, max: 900_000 }), { nil: undefined }),
    currency: fc.option(fc.constantFrom('EUR', 'USD'), { nil: undefined }),
    postedAfter: fc.option(fc.constantFrom('7d', '2026-11-01'), { nil: undefined }),
    status: fc.option(fc.constantFrom('closed', 'any'), { nil: undefined }),
  })
  .map((raw) => ListingFilter.parse(Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined))));

const sizeOf = (filter: ListingFilter): number => [...listingFilterParams(filter)].length;
const readBack = (href: string) => {
  const params = new URL(href, 'http://x').searchParams;
  return readFilter(Object.fromEntries([...new Set(params.keys())].map((key) => [key, params.getAll(key)])));
};

describe('a list of cards', () => {
  const berlin = { ...CARD, id: 1, slug: 'a' };
  const [, ...elsewhere] = [1, 2, 3].map((id) => ({
    ...CARD,
    id,
    slug: 'a',
    locations: CARD.locations.map((place) => ({ ...place, city: id === 2 ? 'Porto' : 'Cork' })),
  }));
  const textOf = (cards: Parameters<typeof Cards>[0]['cards']) => load(documentOf(Cards({ cards })));

  it('shows one opening that is written once a place as one, with a link to each', () => {
    const $ = textOf([berlin, ...elsewhere]);
    expect($('.card')).toHaveLength(1);
    expect(
      $('.also a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual(['/jobs/2/a', '/jobs/3/a']);
    expect($('.card').attr('data-seen')?.split(' ')).toHaveLength(3);
  });

  it.each([
    ['title', { title: 'Another' }],
    ['employer', { companySlug: 'another' }],
    ['pay', { salary: null }],
    ['level', { levelMin: 'entry' as const, levelMax: 'mid' as const }],
  ])('keeps apart what differs in its %s', (_what, changed) => {
    expect(textOf([berlin, { ...berlin, id: 9, ...changed }])('.card')).toHaveLength(2);
  });

  it('keeps the order: what stands apart stays apart', () => {
    expect(textOf([berlin, { ...berlin, title: 'Between' }, berlin])('.card')).toHaveLength(3);
  });
});

describe('a filter’s chips and links', () => {
  it('read back as the same filter, whatever it holds', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const read = readBack(searchHref(filter));
        expect(read.problems).toEqual([]);
        expect(listingFilterParams(read.filter).toString()).toBe(listingFilterParams(filter).toString());
      }),
    );
  });

  it('each take exactly their own part away, and all of them everything', () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        let left = filter;
        for (let steps = 0; chipsOf(left, 'newest').length > 0; steps += 1) {
          expect(steps).toBeLessThan(20);
          const before = sizeOf(left);
          const [chip] = chipsOf(left, 'newest');
          if (chip === undefined) break;
          left = chip.filterWithout;
          expect(before - sizeOf(left)).toBeGreaterThanOrEqual(1);
          expect(before - sizeOf(left)).toBeLessThanOrEqual(2);
        }
        expect(sizeOf(left)).toBe(0);
      }),
    );
  });

  it('join without losing a part of either', () => {
    fc.assert(
      fc.property(anyFilter, anyFilter, (first, second) => {
        const joined = new Set([...listingFilterParams(joinFilters(first, second))].map(([key, value]) => `${key}=${value}`));
        for (const [key, value] of listingFilterParams(second)) expect(joined.has(`${key}=${value}`)).toBe(true);
        for (const [key, value] of listingFilterParams(first)) {
          if (typeof first[key as keyof ListingFilter] === 'object') expect(joined.has(`${key}=${value}`)).toBe(true);
        }
      }),
    );
  });

  it('says a search in words', () => {
    const filter = ListingFilter.parse({
      level: ['senior', 'not:vp'],
      workplace: 'remote',
      salaryMin: 90_000,
      postedAfter: '7d',
      pay: 'stated',
    });
    expect(searchWords(filter)).toBe('Senior level, not VP, Remote, from €90,000 a year, Pay stated, last 7 days');
    expect(searchWords(EVERYTHING)).toBe('every open backend listing');
  });
});

describe('the pay bars', () => {
  it('count every amount once, in equal round steps', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1000, max: 900_000 }), { minLength: 10, maxLength: 400 }), (amounts) => {
        const histogram = binsOf(amounts, 'EUR');
        if (histogram === null) return;
        expect(histogram.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(amounts.length);
        expect(histogram.n).toBe(amounts.length);
        const widths = new Set(histogram.bins.map((bin) => bin.to - bin.from));
        expect(widths.size).toBe(1);
        for (const [index, bin] of histogram.bins.entries()) expect(bin.from).toBe(histogram.bins[index - 1]?.to ?? bin.from);
        expect(histogram.bins.length).toBeLessThanOrEqual(48);
      }),
    );
  });

  it('are none for fewer than ten', () => {
    expect(binsOf([1, 2, 3, 4, 5, 6, 7, 8, 9], 'EUR')).toBeNull();
  });
});
