import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ListingFilter } from '#src/domain/listing-filter';
import type { MatchDocument } from '#src/domain/match-document';
import { predicateOf } from '#src/search/listing-predicate';
import { createSavedSearchMatcher } from '#src/search/saved-search-matcher';
import { documentTerms } from '#src/text/search-terms';
import { documentOf, filterOf, NOW, PER_EURO } from './saved-search-matcher-cases.js';

const context = { now: NOW, perEuro: PER_EURO };

const pairsOf = (filters: readonly ListingFilter[], documents: readonly MatchDocument[]): string[] => {
  const pairs: string[] = [];
  createSavedSearchMatcher(filters).match(documents, context, (search, document) => pairs.push(`${search}:${document}`));
  return pairs;
};

test('the matcher finds what each predicate finds, each pair once, alone and in batches', () => {
  let cases = 0;
  let hits = 0;
  fc.assert(
    fc.property(
      fc.array(filterOf, { minLength: 1, maxLength: 40 }),
      fc.array(documentOf, { minLength: 1, maxLength: 80 }),
      (filters, documents) => {
        const expected = filters.flatMap((filter, search) => {
          const answers = predicateOf(filter, context);
          return documents.flatMap((document, at) => (answers(document) ? [`${search}:${at}`] : []));
        });
        cases += filters.length * documents.length;
        hits += expected.length;
        const found = pairsOf(filters, documents);
        expect(found.toSorted()).toEqual(expected.toSorted());
        const alone = documents.flatMap((document, at) => pairsOf(filters, [document]).map((pair) => pair.replace(/0$/, String(at))));
        expect(alone.map((pair) => pair).toSorted()).toEqual(expected.toSorted());
      },
    ),
    { numRuns: 150 },
  );
  // The property proves something only while a fair share of the pairs match.
  expect(hits / cases).toBeGreaterThan(0.05);
  expect(hits / cases).toBeLessThan(0.9);
});

describe('what a filter means', () => {
  const base: MatchDocument = { ...(fc.sample(documentOf, { seed: 7, numRuns: 1 })[0] as MatchDocument), status: 'open', isBackend: 'yes' };
  const finds = (raw: Record<string, unknown>, change: Partial<MatchDocument> = {}) =>
    predicateOf(ListingFilter.parse(raw), context)({ ...base, ...change });
  const berlin = { city: 'Berlin', region: null, country: 'DE', raw: 'Berlin', latitude: null, longitude: null };
  const austin = { city: 'Austin', region: 'Texas', country: 'US', raw: 'Austin', latitude: null, longitude: null };

  test('an empty filter finds open backend listings alone', () => {
    expect(finds({})).toBe(true);
    expect(finds({}, { status: 'closed' })).toBe(false);
    expect(finds({}, { isBackend: 'maybe' })).toBe(false);
    expect(finds({ backend: 'maybe' }, { isBackend: 'maybe' })).toBe(true);
    expect(finds({ status: 'any' }, { status: 'closed' })).toBe(true);
  });

  test('levels are ranges', () => {
    const range = { level: 'mid', levelMin: 'mid', levelMax: 'director' } as const;
    for (const level of ['mid', 'senior', 'director']) expect(finds({ level }, range)).toBe(true);
    for (const level of ['entry', 'vp', 'manager']) expect(finds({ level }, range)).toBe(false);
    expect(finds({ level: 'not:senior' }, range)).toBe(false);
    expect(finds({ level: 'manager' }, { level: 'manager', levelMin: 'manager', levelMax: 'manager' })).toBe(true);
  });

  test('any place answers, no place may be excluded, unknown asks for none', () => {
    expect(finds({ country: ['DE', 'PL'] }, { locations: [austin, berlin] })).toBe(true);
    expect(finds({ country: 'not:US' }, { locations: [austin, berlin] })).toBe(false);
    expect(finds({ country: 'unknown' }, { locations: [] })).toBe(true);
    expect(finds({ country: 'not:US' }, { locations: [] })).toBe(true);
    expect(finds({ city: 'BERLIN' }, { locations: [berlin] })).toBe(true);
  });

  test('pay through euro: least against the top, most against the bottom, nothing without pay or rate', () => {
    expect(finds({ salaryMin: 90_000 }, { eurMin: 60_000, eurMax: 90_000 })).toBe(true);
    expect(finds({ salaryMin: 90_001 }, { eurMin: 60_000, eurMax: 90_000 })).toBe(false);
    expect(finds({ salaryMin: 108_000, currency: 'USD' }, { eurMin: 60_000, eurMax: 100_000 })).toBe(true);
    expect(finds({ salaryMax: 59_999 }, { eurMin: 60_000, eurMax: 90_000 })).toBe(false);
    expect(finds({ salaryMin: 1 }, { eurMin: null, eurMax: null })).toBe(false);
    expect(finds({ salaryMin: 1, currency: 'JPY' }, { eurMin: 60_000, eurMax: 90_000 })).toBe(false);
  });

  test('words, phrases and -without over our own words', () => {
    const terms = documentTerms(['Senior C++ Engineer', 'We build event-driven systems on Node.js. Kafka, not RabbitMQ.']);
    expect(finds({ q: 'c++ kafka' }, { terms })).toBe(true);
    expect(finds({ q: 'c' }, { terms })).toBe(false);
    expect(finds({ q: '"event driven systems"' }, { terms })).toBe(true);
    expect(finds({ q: '"driven event"' }, { terms })).toBe(false);
    expect(finds({ q: 'event-driven' }, { terms })).toBe(true);
    expect(finds({ q: 'system -rabbitmq' }, { terms })).toBe(false);
    expect(finds({ q: 'system -"kafka rabbitmq"' }, { terms })).toBe(true);
    // No phrase reaches from the title into the description.
    expect(finds({ q: '"engineer we"' }, { terms })).toBe(false);
    expect(finds({ q: '&& !!' }, { terms })).toBe(true);
  });

  test('dates: days back from now, and a date at midnight UTC', () => {
    expect(finds({ postedAfter: '7d' }, { postedAt: '2026-11-16T12:00:00.000Z' })).toBe(true);
    expect(finds({ postedAfter: '7d' }, { postedAt: '2026-11-16T11:59:59.000Z' })).toBe(false);
    expect(finds({ postedAfter: '2026-11-16' }, { postedAt: '2026-11-16T00:00:00.000Z' })).toBe(true);
  });
});
