import { expect, test } from 'vitest';
import { inventPostings } from '#src/demo/invent-postings';

const until = new Date('2026-11-23T00:00:00Z');
const invention = { seed: 1, postings: 2_000, companies: 60, days: 365, until };

test('the same invention gives the same postings, another seed others', () => {
  const [a, b, c] = [invention, invention, { ...invention, seed: 2 }].map((each) => JSON.stringify([...inventPostings(each)]));
  expect(a).toBe(b);
  expect(a).not.toBe(c);
});

test('a year of history, some of it open, some with pay; every employer says that it is invented', () => {
  const postings = [...inventPostings(invention)];
  const open = postings.filter(({ closedAt }) => closedAt === null).length;
  const paid = postings.filter(({ raw }) => raw.salaries.length > 0 || raw.description?.includes('salary range') === true).length;
  expect(open).toBeGreaterThan(100);
  expect(open).toBeLessThan(1_000);
  expect(paid / postings.length).toBeGreaterThan(0.4);
  expect(
    postings.every(({ company, raw }) => company.name.includes('(invented)') && raw.description?.includes('invented employer') === true),
  ).toBe(true);
  expect(postings.every(({ firstSeenAt, closedAt }) => firstSeenAt <= until && (closedAt === null || closedAt > firstSeenAt))).toBe(true);
  expect(new Set(postings.map(({ raw }) => raw.externalId)).size).toBe(postings.length);
});
