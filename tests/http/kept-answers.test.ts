import { expect, test } from 'vitest';
import { createKeptAnswers } from '#src/http/kept-answers';

test('a question is reckoned once in ten minutes, a failure is asked again, and the oldest goes', async () => {
  let now = 0;
  let made = 0;
  const kept = createKeptAnswers<number>({ now: () => new Date(now) }, 2);
  const make = () => Promise.resolve((made += 1));
  expect(await Promise.all([kept('a', make), kept('a', make)])).toEqual([1, 1]);
  now = 10 * 60_000 - 1;
  expect(await kept('a', make)).toBe(1);
  now += 1;
  expect(await kept('a', make)).toBe(2);

  await expect(kept('b', () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await kept('b', make)).toBe(3);
  expect(await kept('a', make)).toBe(2);
  await kept('c', make);
  expect(await kept('b', make)).toBe(3);
  expect(await kept('a', make)).toBe(5);
});
