import { describe, expect, it } from 'vitest';
import { workplaceOf, type WorkplaceInput, type WorkplaceReading } from '#src/normalise/workplace';

const read = (over: Partial<WorkplaceInput['raw']>, title = '', descriptionText: string | null = null): WorkplaceReading =>
  workplaceOf({ raw: { workplace: null, remoteScope: null, locations: [], ...over }, title, descriptionText, locations: [] });

describe('workplaceOf', () => {
  it.each([
    ['Remote', 'remote'],
    ['Hybrid', 'hybrid'],
    ['OnSite', 'onsite'],
    ['on-site', 'onsite'],
    ['Fully remote', 'remote'],
    ['unspecified', null],
  ] as const)('maps the field %s', (workplace, expected) => {
    expect(read({ workplace }).workplace).toBe(expected);
  });

  it('reads place, then title, then description', () => {
    expect(read({ locations: ['Berlin oder remote (m/w/d)'] }).workplace).toBe('remote');
    expect(read({}, 'Go Developer (hybrid, 2 days office)').workplace).toBe('hybrid');
    expect(read({}, 'Go Developer', 'You join us 3 days a week in our Leeds office. It is a hybrid role.').workplace).toBe('hybrid');
    expect(read({}, 'Go Developer', 'This is a fully remote position.').workplace).toBe('remote');
    expect(read({}, 'Go Developer', 'Unfortunately this is not a remote position.').workplace).toBe('onsite');
    expect(read({}, 'Go Developer', 'Praca zdalna lub w biurze.').workplace).toBe('remote');
    expect(read({}, 'Go Developer', 'We build APIs.').workplace).toBeNull();
  });

  it('quotes the description where it stands', () => {
    const text = 'About.\nThis is a fully remote position.';
    const [row] = read({}, '', text).evidence;
    expect(text.slice(row?.start ?? 0, row?.end ?? 0)).toBe(row?.quote);
  });
});

const scope = (words: string): WorkplaceReading['remoteScope'] => read({ locations: [words] }).remoteScope;

describe('remote scope', () => {
  it('is null where nothing is stated, which is not worldwide', () => {
    expect(scope('Remote')).toBeNull();
    expect(scope('London or Remote')).toBeNull();
    expect(scope('Dublin, Ireland; Remote')).toBeNull();
  });

  it.each([
    ['New York, San Francisco, Seattle, or Remote (US/Canada)', ['US', 'CA'], []],
    ['US-Remote', ['US'], []],
    ['Remote - EMEA', ['EMEA'], []],
    ['United Kingdom (Remote)', ['GB'], []],
    ['Remote, US (excluding California and New York)', ['US'], ['US-CA', 'US-NY']],
    ['Remote (Canada, excluding Quebec)', ['CA'], ['CA-10']],
  ])('%s', (words, include, exclude) => {
    expect(scope(words)).toMatchObject({ worldwide: false, include, exclude });
  });

  it('knows anywhere, time zones, the source’s own list and the description', () => {
    expect(scope('Remote (Worldwide)')).toMatchObject({ worldwide: true, include: [] });
    expect(scope('Remote (UTC-3 to UTC+3)')).toMatchObject({ utcFrom: -3, utcTo: 3 });
    expect(scope('Remote, CET ±2')).toMatchObject({ utcFrom: -1, utcTo: 3 });
    expect(read({ workplace: 'Remote', remoteScope: ['United States', 'Canada'] }).remoteScope).toMatchObject({ include: ['US', 'CA'] });
    const text = 'You must be based in Germany or Austria. We are unable to hire in Bavaria.';
    expect(read({ workplace: 'Remote' }, '', text).remoteScope).toMatchObject({ include: ['DE', 'AT'], exclude: ['DE-02'] });
    expect(read({ workplace: 'Hybrid' }, '', text).remoteScope).toBeNull();
  });

  it('answers hostile text in bounded time', () => {
    for (const text of [
      'must be located in '.repeat(50_000),
      'remote in '.repeat(100_000),
      'utc+'.repeat(200_000),
      'not '.repeat(200_000),
      '('.repeat(500_000),
    ]) {
      const start = process.cpuUsage();
      workplaceOf({ raw: { workplace: text, remoteScope: [text], locations: [text] }, title: text, descriptionText: text, locations: [] });
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
    }
  });
});
