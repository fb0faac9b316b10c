import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SOURCES } from '#scrapers/index';
import { readBoard } from '#scrapers/read-board';
import type { FetchPage } from '#scrapers/fetch-page';
import type { Source } from '#scrapers/source';
import { fetchFrom, readRecording, summaryOf, type Recording } from './recording.js';

/**
 * Every source is read from its recording. A source without one fails.
 * A new source: write `fixtures/<id>/recording.json`, run once with WRITE_EXPECTED=<id>, and read what was written.
 */
const FIXTURES = join(import.meta.dirname, 'fixtures');

const boardOf = (recording: Recording) => ({
  slug: recording.slug,
  company: recording.company ?? null,
  memo: recording.memo ?? {},
  ...(recording.key === undefined ? {} : { key: recording.key }),
});

const read = (source: Source, recording: Recording, fetchPage: FetchPage) =>
  readBoard({
    source,
    board: boardOf(recording),
    fetchPage,
    now: () => new Date(recording.now),
    titleVerdict: (title) => (recording.notBackend?.includes(title) === true ? 'no' : 'yes'),
  });

describe.each(SOURCES.map((source) => [source.id, source] as const))('%s', (id, source) => {
  const folder = join(FIXTURES, id);

  it('has a recording with an expected reading', () => {
    expect(existsSync(join(folder, 'recording.json')), `tests/scrapers/fixtures/${id}/recording.json`).toBe(true);
    expect(
      existsSync(join(folder, 'expected.json')) || process.env['WRITE_EXPECTED'] === id,
      `tests/scrapers/fixtures/${id}/expected.json`,
    ).toBe(true);
  });

  it('reads its recording as expected, asking for nothing that was not recorded', async () => {
    const recording = readRecording(folder);
    const { fetchPage, strangers } = fetchFrom(folder, recording);
    const summary = summaryOf(await read(source, recording, fetchPage));
    const file = join(folder, 'expected.json');
    if (process.env['WRITE_EXPECTED'] === id) writeFileSync(file, `${JSON.stringify(summary, null, 2)}\n`);
    expect(summary).toEqual(JSON.parse(readFileSync(file, 'utf8')));
    expect(strangers).toEqual([]);
  });

  it('asks only hosts that it declares, with an address that its slug cannot change', () => {
    const recording = readRecording(folder);
    const request = source.firstPage(boardOf(recording), new Date(recording.now));
    const { hostname } = new URL(request.url);
    const declared = source.hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));
    expect(declared || source.hosts.length === 0, hostname).toBe(true);
    for (const slug of [
      '../../etc/passwd',
      'a/b',
      'a?b',
      'a#b',
      '',
      ' ',
      '.',
      '..',
      'a\u0000b',
      'a\nb',
      '@evil.example',
      'x'.repeat(3000),
      'evil.example/#',
    ]) {
      expect(source.slugPattern.test(slug), JSON.stringify(slug)).toBe(false);
    }
  });

  it.each([
    '',
    '<<<not { json',
    '<!doctype html><title>Just a moment...</title>',
    'null',
    '42',
    '"text"',
    '{"unexpected":true}',
    '['.repeat(100_000),
    '{"jobs":"x","hits":1,"data":null}',
  ])('a page that is not what it promises fails in words: %#', async (text) => {
    const recording = readRecording(folder);
    const reading = await read(source, recording, async (request) => ({
      kind: 'page',
      page: { request, status: 200, text },
      body: new TextEncoder().encode(text),
      validators: null,
    }));
    expect(reading.outcome).toBe('failed');
    expect(reading.reason).toMatch(/\w{3}/);
    expect(reading.rows).toEqual([]);
  });

  it('a board that is not there is gone', async () => {
    const reading = await read(source, readRecording(folder), async () => ({ kind: 'gone', status: 404, reason: 'answered 404' }));
    expect([reading.outcome, reading.rows.length]).toEqual(['gone', 0]);
  });

  it('hostile rows are one rejection or one skip each, and never throw', () => {
    const board = boardOf(readRecording(folder));
    for (const row of HOSTILE_ROWS) {
      const answer = source.parse(row, board);
      expect(['reject', 'skip', 'postings']).toContain(answer.kind);
      if (answer.kind === 'postings')
        for (const posting of answer.postings)
          expect(posting.title.length * posting.externalId.length * posting.url.length).toBeGreaterThan(0);
      expect(() => source.idOf(row)).not.toThrow();
      expect(() => source.detailOf?.(row, board)).not.toThrow();
    }
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });
});

const deep = (): unknown => {
  let value: unknown = 'end';
  for (let depth = 0; depth < 5_000; depth += 1) value = [value];
  return value;
};

const HOSTILE_ROWS: readonly unknown[] = [
  null,
  undefined,
  0,
  '',
  'text',
  [],
  {},
  deep(),
  JSON.parse('{"__proto__":{"polluted":1},"id":1,"title":"x"}'),
  { id: {}, title: {}, text: [], position: 1, url: 'javascript:alert(1)', jobUrl: 'file:///etc/passwd', hostedUrl: 'x', absolute_url: 1 },
  {
    id: 'x',
    title: 'x'.repeat(1_000_000),
    text: 'x'.repeat(1_000_000),
    position: '',
    url: 'https://example.com',
    jobUrl: 'https://example.com',
    hostedUrl: 'https://example.com',
  },
  { id: Number.NaN, title: '\uFFFD\uFFFD', text: '\uFFFD', url: 'https://example.com/' },
  { id: 'y', title: { toString: null }, slug: [], uuid: {}, shortcode: {}, guid: [] },
];
