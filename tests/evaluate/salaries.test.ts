import { expect, it } from 'vitest';
import { readSalaryLabels, scoreSalaries } from './salary-scores.js';

it('reads the project’s own labelled pay texts', () => {
  const labels = readSalaryLabels(new URL('./salaries.tsv', import.meta.url).pathname);
  expect(labels.length).toBeGreaterThanOrEqual(200);
  expect(new Set(labels.map((label) => label.id)).size).toBe(labels.length);
  const scores = scoreSalaries(labels);
  expect(scores.presence_recall.pct).toBeGreaterThanOrEqual(95);
  expect(scores.first_range_exact.pct).toBeGreaterThanOrEqual(92);
  expect(scores.all_ranges_exact.pct).toBeGreaterThanOrEqual(88);
  expect(scores.false_positive_rate.pct).toBeLessThanOrEqual(1.5);
});

it('reads the fresh pay texts, and takes none of the traps', () => {
  const labels = readSalaryLabels(new URL('./salaries-first-sight.tsv', import.meta.url).pathname);
  expect(labels.filter((label) => label.expected === 'none').length).toBeGreaterThanOrEqual(200);
  const scores = scoreSalaries(labels);
  expect(scores.first_range_exact.pct).toBeGreaterThanOrEqual(97);
  expect(scores.misses.filter((miss) => miss.startsWith('false positive'))).toEqual([]);
});

it('counts as the label set’s scorer does', () => {
  const labels = [
    { id: 'a', origin: 'real', country: 'US', snippet: '', expected: 'USD 100-100 /hour', flags: '', firstSight: null },
    { id: 'b', origin: 'real', country: 'US', snippet: '', expected: 'none', flags: 'trap', firstSight: null },
    { id: 'c', origin: 'real', country: 'US', snippet: '', expected: 'USD 1-2 /year ; USD 3-4 /year', flags: 'multi', firstSight: null },
    { id: 'd', origin: 'real', country: 'US', snippet: '', expected: 'EUR 1-2 /year', flags: '', firstSight: null },
  ];
  const answers: Record<string, string> = { a: 'USD 100- /hour', b: 'USD 1- /year', c: 'USD 1-2 /year', d: 'none' };
  const scores = scoreSalaries(labels, (label) => answers[label.id] ?? 'none');
  expect(scores.first_range_exact).toMatchObject({ k: 2, n: 3, pct: 66.7, ci95: [20.8, 93.9] });
  expect(scores.all_ranges_exact).toMatchObject({ k: 1, n: 3 });
  expect(scores.presence_recall).toMatchObject({ k: 2, n: 3 });
  expect(scores.false_positive_rate).toMatchObject({ k: 1, n: 1 });
});
