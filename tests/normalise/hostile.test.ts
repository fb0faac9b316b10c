import { describe, expect, it } from 'vitest';
import { EMPTY_RAW_POSTING } from '#src/domain/raw-posting';
import { backendOfTitle } from '#src/normalise/backend';
import { normalisePosting } from '#src/normalise/posting';
import { filterOfQuery } from '#src/normalise/query';

const HOSTILE: readonly (readonly [string, string])[] = [
  ['empty', ''],
  ['blanks', ' '.repeat(1_000_000)],
  ['1 MB of one letter', 'a'.repeat(1_000_000)],
  ['1 MB of words', 'senior engineer '.repeat(62_500)],
  ['1 MB of rungs', 'lead staff of '.repeat(70_000)],
  ['emoji', '🚀🔥👩‍💻'.repeat(10_000)],
  ['right to left', '\u202e‏مهندس برمجيات‏\u202c '.repeat(5_000)],
  ['zero width', 'S\u200be\u200bn\u200bi\u200bo\u200br Backend\u200b Engineer'],
  ['lone surrogates and NUL', '\ud800 Backend \udfff Engineer \u0000'],
  ['deep entities', `&${'amp;'.repeat(200_000)}lt;b&gt;`],
  ['twice escaped', '&amp;lt;p&amp;gt;Backend Engineer&amp;lt;/p&amp;gt;'],
  ['mojibake', 'DÃ©veloppeur back-end â€“ GdaÅ\u0084sk'],
  ['open tags', '<div '.repeat(200_000)],
  ['open quotes', '<a title="'.repeat(90_000)],
  ['comments', '<!--'.repeat(250_000)],
  ['scripts', '<script>'.repeat(120_000)],
  ['amounts', '$1,000,'.repeat(10_000)],
  ['years', '5 years '.repeat(120_000)],
  ['Go', 'Go Go, '.repeat(140_000)],
  ['brackets', '('.repeat(500_000)],
  ['styled letters', '𝗦𝗲𝗻𝗶𝗼𝗿 '.repeat(40_000)],
  ['a label and no pay', 'Pension: we pay in up to £300 a month. '.repeat(20_000)],
  ['others earn', 'Our users make $55k-$70k a year, '.repeat(20_000)],
  ['kana', 'バックエンド'.repeat(50_000)],
];

describe('hostile text', () => {
  it.each(HOSTILE)('%s: an answer in bounded time', (_, text) => {
    const started = performance.now();
    const raw = {
      ...EMPTY_RAW_POSTING,
      externalId: '1',
      url: 'https://example.com/1',
      title: text,
      description: text,
      tags: [text],
      seniority: text,
      industry: text,
    };
    const { derived } = normalisePosting(raw, { company: text, companyIndustry: null });
    expect(['yes', 'maybe', 'no']).toContain(derived.isBackend);
    backendOfTitle(text);
    filterOfQuery(text);
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  it('reads through zero-width signs and escaped markup', () => {
    expect(backendOfTitle('S\u200be\u200bn\u200bi\u200bo\u200br Backend\u200b Engineer').verdict).toBe('yes');
    const raw = {
      ...EMPTY_RAW_POSTING,
      externalId: '1',
      url: 'https://example.com/1',
      title: 'x',
      description: '&amp;lt;p&amp;gt;Five &amp;amp; six&amp;lt;/p&amp;gt;',
    };
    expect(normalisePosting(raw, { company: null, companyIndustry: null }).descriptionText).toBe('Five & six');
  });

  it('takes at most three times as long for twice the text', () => {
    const line = 'We are looking for a senior engineer with 5+ years of experience in Go, Java and PostgreSQL, $100k - $120k a year.\n';
    const timeOf = (count: number): number => {
      const raw = {
        ...EMPTY_RAW_POSTING,
        externalId: '1',
        url: 'https://example.com/1',
        title: 'Engineer',
        description: line.repeat(count),
      };
      let best = Number.POSITIVE_INFINITY;
      for (let round = 0; round < 7; round++) {
        const started = process.cpuUsage();
        normalisePosting(raw, { company: null, companyIndustry: null });
        const { user, system } = process.cpuUsage(started);
        best = Math.min(best, (user + system) / 1000);
      }
      return best;
    };
    timeOf(50);
    expect(timeOf(400)).toBeLessThan(3 * timeOf(200) + 5);
  });
});
