import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { normaliseLines } from '#src/cli/normalise';
import { laddersFor } from '#src/cli/normalise-lines';
import type { OperatorLadders } from '#src/normalise/override';

async function* chunksOf(text: string, size: number): AsyncGenerator<string> {
  for (let index = 0; index < text.length; index += size) yield text.slice(index, index + size);
}

async function answersTo(lines: readonly string[], ladders?: OperatorLadders): Promise<Record<string, unknown>[]> {
  let written = '';
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  await normaliseLines(chunksOf(lines.join('\n'), 7), output, ladders);
  return written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
}

it('answers each line in order, a broken one with its error', async () => {
  const lines = [
    '{"title":"Senior Go Engineer","location":"Berlin, Germany","salary":"€80k - €100k","workplace":"hybrid"}',
    '{broken',
    '{"company":"no title"}',
    '{"title":"Java Developer","salary":{"min":50000,"max":60000,"currency":"EUR","period":"year"},"tags":["Kafka"]}',
  ];
  const answers = await answersTo(lines);
  expect(answers).toHaveLength(4);
  expect(answers[0]).toMatchObject({
    isBackend: 'yes',
    level: 'senior',
    languages: ['go'],
    workplace: 'hybrid',
    locations: [{ city: 'Berlin', country: 'DE' }],
  });
  expect(answers[0]?.['salaries']).toMatchObject([{ min: 80_000, max: 100_000, currency: 'EUR' }]);
  expect(answers[1]).toHaveProperty('error');
  expect(answers[2]).toHaveProperty('error');
  expect(answers[3]).toMatchObject({
    isBackend: 'yes',
    level: 'mid',
    skills: ['kafka'],
    salaries: [{ annualMin: 50_000, annualMax: 60_000, origin: 'field' }],
  });
});

it('reads values of unusual kinds as it reads the usual ones', async () => {
  const usual = { title: 'Go Engineer', location: ['Berlin'], tags: ['Kafka'], company: '42', salary: '60000' };
  const unusual = [{ location: ['Berlin', 7] }, { tags: ['Kafka', null] }, { company: 42 }, { salary: 60_000 }];
  const [first, ...others] = await answersTo(
    [usual, ...unusual.map((value) => ({ ...usual, ...value }))].map((line) => JSON.stringify(line)),
  );
  expect(others).toEqual(unusual.map(() => first));
  expect((await answersTo(['{"title":"Go Engineer","company":1e999}']))[0]).toHaveProperty('error');
});

it('reads employers’ levels from the named file, else from the data folder, else none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'backboard-levels-'));
  writeFileSync(join(folder, 'employer-levels.csv'), 'Acme, L5, entry\n');
  writeFileSync(join(folder, 'other.csv'), 'Acme, L5, director\n');
  const line = '{"title":"Backend Engineer, L5","company":"Acme"}';
  const levelBy = async (file: string | undefined, dataDir: string | undefined): Promise<unknown> =>
    (await answersTo([line], laddersFor(file, dataDir)))[0]?.['level'];
  expect(await levelBy(undefined, folder)).toBe('entry');
  expect(await levelBy(join(folder, 'other.csv'), folder)).toBe('director');
  expect(await levelBy(undefined, undefined)).toBe('mid');
  expect(await levelBy(undefined, join(folder, 'nowhere'))).toBe('mid');
  expect(() => laddersFor(join(folder, 'missing.csv'), undefined)).toThrow('is not there');
});
