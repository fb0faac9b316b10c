import { describe, expect, it } from 'vitest';
import { filterOfQuery } from '#src/normalise/query';

const read = (line: string) => {
  const { chips, rest } = filterOfQuery(line);
  return `${chips.map((chip) => `${chip.key}=${chip.value}`).join(' ')} | ${rest}`;
};

describe('a typed line', () => {
  it.each([
    ['senior go remote germany 90k', 'level=senior language=go workplace=remote country=DE salaryMin=90000 | '],
    ['java developer berlin', 'language=java city=Berlin | '],
    ['"event sourcing" kafka -php', 'skill=kafka language=not:php | "event sourcing"'],
    ['node.js €80,000 hybrid', 'skill=node-js salaryMin=80000 workplace=hybrid | '],
    ['c# .net uk', 'language=csharp skill=dotnet country=GB | '],
    ['payments startup', ' | payments startup'],
    ['backend', ' | backend'],
    ['', ' | '],
  ])('%s', (line, expected) => {
    expect(read(line)).toBe(expected);
  });
  it('keeps the currency typed beside an amount', () => {
    expect(filterOfQuery('rust 200k usd').filter).toMatchObject({ salaryMin: 200_000, currency: 'USD' });
  });
});
