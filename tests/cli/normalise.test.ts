import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import { normaliseLines } from '#src/cli/normalise';

async function* chunksOf(text: string, size: number): AsyncGenerator<string> {
  for (let index = 0; index < text.length; index += size) yield text.slice(index, index + size);
}

it('answers each line in order, a broken one with its error', async () => {
  let written = '';
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written += chunk.toString();
      done();
    },
  });
  const lines = [
    '{"title":"Senior Go Engineer","location":"Berlin, Germany","salary":"€80k - €100k","workplace":"hybrid"}',
    '{broken',
    '{"company":"no title"}',
    '{"title":"Java Developer","salary":{"min":50000,"max":60000,"currency":"EUR","period":"year"},"tags":["Kafka"]}',
  ];
  await normaliseLines(chunksOf(lines.join('\n'), 7), output);
  const answers = written
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
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
