import { expect, test } from 'vitest';
import { createSuggester, type SuggestedValue, type Suggester } from '#src/search/suggester';
import { randomOf } from '../support/invented-listings.js';

function made(values: readonly SuggestedValue[]): Suggester {
  const making = createSuggester(values);
  for (;;) {
    const step = making.next();
    if (step.done === true) return step.value;
  }
}
const title = (label: string, listings: number): SuggestedValue => ({ parameter: 'q', value: label, label, listings });

const few = made([
  title('Senior Backend Engineer', 90),
  title('Backend Engineer (Kotlin)', 40),
  title('Junior Java Developer', 30),
  title('Sênior .NET Developer', 20),
  title('C++ Engineer', 10),
  { parameter: 'language', value: 'kotlin', label: 'Kotlin', listings: 60 },
  { parameter: 'skill', value: 'kubernetes', label: 'Kubernetes', listings: 50 },
  { parameter: 'company', value: 'zymurgy-labs', label: 'Zymurgy Labs', listings: 3 },
]);
const labels = (typed: string) => few.suggest(typed, 5).data.map(({ label }) => label);

test('words are found as they are typed, in any order, accents and signs as everywhere', () => {
  expect(labels('back')).toEqual(['Backend Engineer (Kotlin)', 'Senior Backend Engineer']);
  expect(labels('engineer back')).toEqual(['Senior Backend Engineer', 'Backend Engineer (Kotlin)']);
  expect(labels('senior')).toEqual(['Senior Backend Engineer', 'Sênior .NET Developer']);
  expect(labels('c++')).toEqual(['C++ Engineer']);
  expect(labels('.net')).toEqual(['Sênior .NET Developer']);
  expect(labels('kotlin')).toEqual(['Kotlin', 'Backend Engineer (Kotlin)']);
  expect(few.suggest('zym', 5)).toMatchObject({ data: [{ parameter: 'company', value: 'zymurgy-labs' }], didYouMean: null });
});

test('slips are put right and said so', () => {
  expect(few.suggest('kuberentes', 5)).toMatchObject({ data: [{ label: 'Kubernetes' }], didYouMean: 'kubernetes' });
  expect(few.suggest('snior backnd', 5)).toMatchObject({ data: [{ label: 'Senior Backend Engineer' }], didYouMean: 'senior backend' });
  expect(labels('zimurgy')).toEqual(['Zymurgy Labs']);
  expect(few.suggest('', 5)).toEqual({ data: [], didYouMean: null });
  for (const hostile of ['\u0000', '%', '"', '(((', '\u202e', '🙂🙂', 'x'.repeat(100), '--- ---', 'ﷺ'.repeat(50)])
    expect(() => few.suggest(hostile, 5)).not.toThrow();
});

test('98 of 100 beginnings of what is there are answered with it, a slip in three of ten', () => {
  const random = randomOf(5);
  const parts = [
    ['Senior', 'Junior', 'Lead', 'Staff', 'Principal', ''],
    ['Backend', 'Platform', 'Java', 'Golang', 'Rust', 'Python', 'Payments', 'Infrastructure', 'Data'],
    ['Engineer', 'Developer', 'Architect', 'Programmer'],
    ['', '(remote)', '- Berlin', 'Search', 'Identity', 'Billing', 'Risk', 'Ledger'],
  ];
  const all = [
    ...new Set(
      Array.from({ length: 3000 }, () =>
        parts
          .map((part) => random.pick(part))
          .join(' ')
          .trim(),
      ),
    ),
  ];
  const syllables = ['ka', 'lo', 'mi', 'ner', 'to', 'vex', 'sol', 'ri', 'dan', 'qu'];
  const companies = Array.from({ length: 500 }, () => Array.from({ length: 3 }, () => random.pick(syllables)).join(''));
  const suggester = made([...all, ...companies].map((label, at) => title(label, 5000 - at)));
  let answered = 0;
  const tries = 1000;
  for (let i = 0; i < tries; i += 1) {
    const label = random.pick(random.chance(0.5) ? all : companies).toLowerCase();
    let typed = label.slice(0, 3 + random.below(8)).trim();
    if (random.chance(0.3) && typed.length > 4) {
      const at = 1 + random.below(typed.length - 2);
      typed = typed.slice(0, at) + typed.charAt(at + 1) + typed.charAt(at) + typed.slice(at + 2);
    }
    if (suggester.suggest(typed, 10).data.length > 0) answered += 1;
  }
  expect(answered / tries).toBeGreaterThanOrEqual(0.98);
});
