import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const lines = readFileSync('docs/reliability.md', 'utf8').split('\n');
const rows = lines.flatMap((line) => {
  const [, number, , , proof] = /^\| (\d+) \|([^|]*)\|([^|]*)\|(.*)\|$/.exec(line) ?? [];
  return number === undefined || proof === undefined
    ? []
    : [{ number: Number(number), proofs: [...proof.matchAll(/`(tests\/[^`]+)` › ([^·]+)/g)] }];
});

it('has every row of the fault table that reading answers for', () => {
  const wanted = [...Array.from({ length: 30 }, (_, at) => at + 1), 34, 53, 55, 56, 57];
  expect(rows.map((row) => row.number)).toEqual(wanted);
  for (const { number, proofs } of rows) expect([number, proofs.length > 0]).toEqual([number, true]);
});

it('names only tests that exist, and every test of a row is named', () => {
  const named = new Set<string>();
  for (const { number, proofs } of rows) {
    for (const [, file = '', name = ''] of proofs) {
      const title = name.trim();
      const source = readFileSync(file, 'utf8');
      // The name stands there as a string, whole: as a test's own or as a row's of a table of tests.
      expect([number, title, [`'${title}'`, `"${title}"`, `\`${title}\``].some((quoted) => source.includes(quoted))]).toEqual([
        number,
        title,
        true,
      ]);
      named.add(`${file} ${title}`);
    }
  }
  for (const file of ['answers', 'lists', 'rows', 'processes'].map((part) => `tests/faults/${part}.test.ts`)) {
    for (const [, title = ''] of readFileSync(file, 'utf8').matchAll(/'(row \d+: [^']+)'/g)) expect(named).toContain(`${file} ${title}`);
  }
});
