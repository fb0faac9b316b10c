import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CANONICAL_TITLES } from '#src/domain/title';
import { INDUSTRIES } from '#src/domain/industry';
import { PLACE_CODES, type IndexRow } from '#src/domain/index-row';
import { LEVELS } from '#src/domain/level';
import type { ListingFilter } from '#src/domain/listing-filter';
import type { MatchDocument } from '#src/domain/match-document';
import { SKILLS } from '#src/domain/skill';
import { SPECIALISATIONS } from '#src/domain/specialisation';
import { WORKPLACES } from '#src/domain/location';
import { createListingIndex } from '#src/search/listing-index';
import { pointKeyOf } from '#src/domain/near';
import { atomsOf } from '#src/search/listing-predicate';
import { createSavedSearchMatcher } from '#src/search/saved-search-matcher';
import { foldOf } from '#src/text/fold';
import { termVectorOf } from '#src/text/term-vector';
import { documentOf, filterOf, NOW, PER_EURO } from './saved-search-matcher-cases.js';

/** Enough that frequent values and words are kept as bits, and rare ones as numbers; the one matcher of saved searches says what is right. */
const DOCUMENTS = 3000;
const FILTERS = 150;
const SEED = 42;

const numbers = new Map<string, number>();
const numberOf = (name: string): number => {
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size + 1);
  return numbers.size;
};
const codeOf = (list: readonly string[], word: string | null) => (word === null ? null : list.indexOf(word));
const skillCodes = (slugs: readonly string[]) => slugs.map((slug) => SKILLS.find((skill) => skill.slug === slug)?.code ?? 0);

const foldOfKind = (kind: string, name: string) => (kind === 'region' || kind === 'city' ? foldOf(name) : name);

function rowOf(document: MatchDocument): IndexRow {
  const atoms = atomsOf(document);
  const named = (key: string) => atoms.filter((atom) => atom.startsWith(`${key}:`)).map((atom) => atom.slice(key.length + 1));
  return {
    id: document.id,
    postedAt: Date.parse(document.postedAt),
    backend: document.isBackend === 'yes' ? 1 : 2,
    levels: named('level').reduce((mask, level) => mask | (1 << (LEVELS as readonly string[]).indexOf(level)), 0),
    title: codeOf(CANONICAL_TITLES, document.canonicalTitle),
    specialisation: codeOf(SPECIALISATIONS, document.specialisation),
    industry: codeOf(INDUSTRIES, document.industry),
    workplace: codeOf(WORKPLACES, document.workplace),
    payStated: document.salary !== null,
    counted: true,
    currency: document.salary?.currency ?? null,
    eurLow: document.eurMin === null ? null : Math.round(document.eurMin),
    eurHigh: document.eurMax === null ? null : Math.round(document.eurMax),
    payMiddle: null,
    company: numberOf(`company ${document.companySlug}`),
    languages: skillCodes(document.languages),
    skills: skillCodes(document.skills),
    places: [
      ...(['country', 'region', 'city'] as const).flatMap((kind) => named(kind).map((name) => numberOf(`${kind} ${name}`))),
      ...document.locations.flatMap((place) => pointKeyOf(place) ?? []).map((point) => numberOf(`point ${point}`)),
      ...named('livingIn').map((country) => numberOf(`hiring ${country}`)),
    ],
    sources: document.sources.map((source) => numberOf(`source ${source}`)),
    label: document.title,
    terms: termVectorOf(document.terms, 0),
  };
}

test('frequent and rare values, words and phrases are found alike', () => {
  const documents = [
    ...new Map(
      fc.sample(documentOf, { seed: SEED, numRuns: DOCUMENTS }).map((document, id) => {
        const rounded = (amount: number | null) => (amount === null ? null : Math.round(amount));
        return [
          id + 1,
          { ...document, id: id + 1, eurMin: rounded(document.eurMin), eurMax: rounded(document.eurMax), status: 'open' as const },
        ];
      }),
    ).values(),
  ];
  const rows = documents.map(rowOf);
  const index = createListingIndex('dense');
  const named = (prefix: string) =>
    [...numbers].filter(([name]) => name.startsWith(`${prefix} `)).map(([name, id]) => ({ id, name: name.slice(prefix.length + 1) }));
  index.learn({
    places: (['country', 'region', 'city', 'point', 'hiring'] as const).flatMap((kind) =>
      named(kind).map(({ id, name }) => ({ id, kind: PLACE_CODES[kind], folded: foldOfKind(kind, name), name })),
    ),
    companies: named('company').map(({ id, name }) => ({ id, slug: name, name })),
    sources: named('source').map(({ id, name }) => ({ id, slug: name })),
  });
  // Small segments first, so that they are merged; some listings come twice, some go.
  rows.slice(0, 2000).forEach((row, at) => {
    index.add(row);
    if (at % 250 === 249) index.commit();
  });
  for (const row of rows.slice(100, 400)) index.add(row);
  for (const row of rows.slice(2000)) index.add(row);
  index.commit();
  for (const _ of index.tidy());
  expect(index.state().segments.some((segment) => segment.size > 1500)).toBe(true);
  for (const row of rows.filter(({ id }) => id % 7 === 0)) index.remove(row.id);
  index.commit();
  const left = documents.filter(({ id }) => id % 7 !== 0);
  expect(index.size).toBe(left.length);

  const filters = fc.sample(filterOf, { seed: SEED, numRuns: FILTERS }).map((filter): ListingFilter => ({ ...filter, status: 'open' }));
  const lifted = filters.map((filter): ListingFilter => ({ ...filter, workplace: undefined }));
  const matching = [...filters, ...lifted].map((): MatchDocument[] => []);
  createSavedSearchMatcher([...filters, ...lifted]).match(left, { now: NOW, perEuro: PER_EURO }, (filterAt, documentAt) => {
    matching[filterAt]?.push(left[documentAt]!);
  });
  let found = 0;
  filters.forEach((filter, at) => {
    const sort = at % 2 === 0 ? 'newest' : 'oldest';
    const sign = sort === 'newest' ? 1 : -1;
    const expected = matching[at]!.toSorted((a, b) => sign * (Date.parse(b.postedAt) - Date.parse(a.postedAt) || b.id - a.id));
    const perEuro = (filter.currency ?? 'EUR') === 'EUR' ? 1 : (PER_EURO.get(filter.currency ?? '') ?? null);
    const page = index.query({ filter, sort, limit: 300, after: null, now: NOW, perEuro });
    expect({ filter, total: page?.total, ids: page?.ids, withPay: page?.withPay }).toEqual({
      filter,
      total: expected.length,
      ids: expected.slice(0, 300).map(({ id }) => id),
      withPay: expected.filter(({ salary }) => salary !== null).length,
    });
    const counts = index.facets({ filter, now: NOW, perEuro }, ['workplace']).workplace ?? [];
    const workplaces = matching[FILTERS + at]!.map(({ workplace }) => workplace ?? 'unknown');
    for (const { value, count } of counts) expect(count).toBe(workplaces.filter((workplace) => workplace === value).length);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(workplaces.length);
    if (expected.length > left.length / 100 && expected.length < left.length * 0.9) found += 1;
  });
  expect(found).toBeGreaterThan(FILTERS / 3);
});

test('relevance puts title and employer above description, fresh above old, and its pages follow one another', () => {
  const row = (id: number, title: string, company: string, body: string, daysOld: number): IndexRow => {
    const fields = [title, company, body];
    const placed: { term: string; position: number }[] = [];
    let position = 0;
    let lastOfHead = 0;
    fields.forEach((field, at) => {
      for (const term of field.split(' ').filter((word) => word !== '')) placed.push({ term, position: (position += 1) });
      if (at === 0) lastOfHead = position;
      position += 10;
    });
    return {
      id,
      postedAt: NOW.getTime() - daysOld * 86_400_000,
      backend: 1,
      levels: 2,
      title: null,
      specialisation: null,
      industry: null,
      workplace: null,
      payStated: false,
      counted: true,
      currency: null,
      eurLow: null,
      eurHigh: null,
      payMiddle: null,
      company: 1,
      languages: [],
      skills: [],
      places: [],
      sources: [],
      label: title,
      terms: termVectorOf(placed, lastOfHead),
    };
  };
  const index = createListingIndex('ranked');
  const filler = 'we build things with care and much joy';
  index.add(row(1, 'engineer', 'acme', `kafka kafka kafka kafka kafka kafka ${filler}`, 1));
  index.add(row(2, 'kafka engineer', 'acme', filler, 1));
  index.add(row(3, 'engineer', 'kafka works', filler, 1));
  index.add(row(4, 'kafka engineer', 'acme', filler, 300));
  index.add(row(5, 'engineer', 'acme', filler, 1));
  index.add(row(6, 'kafka engineer', 'kafka works', `kafka ${filler}`, 1));
  for (let id = 100; id < 700; id += 1) index.add(row(id, 'developer', 'acme', `java ${filler}`, id % 50));
  index.commit();
  const ask = (q: string, limit: number, after: Parameters<typeof index.query>[0]['after'] = null) =>
    index.query({ filter: { q } as ListingFilter, sort: 'relevance', limit, after, now: NOW, perEuro: 1 });
  expect(ask('kafka', 10)?.ids).toEqual([6, 2, 3, 1, 4]);

  const seen: number[] = [];
  let after: Parameters<typeof index.query>[0]['after'] = null;
  do {
    const page = ask('java', 90, after);
    seen.push(...(page?.ids ?? []));
    after = page?.next ?? null;
  } while (after !== null);
  expect(new Set(seen).size).toBe(600);
  expect(seen).toHaveLength(600);

  // A page of a version that has gone is told as such, unless its ranking is still kept.
  const first = ask('java', 10);
  index.add(row(7, 'java java', 'acme', filler, 0));
  index.commit();
  expect(ask('java', 10, first?.next)?.ids).toEqual(seen.slice(10, 20));
  expect(ask('build', 10, first?.next)).toBeNull();
});
