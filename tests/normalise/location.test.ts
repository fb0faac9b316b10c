import { describe, expect, it } from 'vitest';
import { countryOf, locationsOf } from '#src/normalise/location';

const places = (words: string, country: string | null = null): string =>
  locationsOf({ locations: [words], country }, '')
    .locations.map((place) => [place.city ?? '', place.region ?? '', place.country ?? ''].join('/'))
    .join(' ; ');

describe('locationsOf', () => {
  it.each([
    [
      'New York, San Francisco, Seattle, or Remote (US/Canada)',
      'New York City/New York/US ; San Francisco/California/US ; Seattle/Washington/US ; //CA',
    ],
    ['US-Remote', '//US'],
    ['Remote US', '//US'],
    ['NYC-Privy', 'New York City/New York/US'],
    ['N/A', ''],
    ['Remote', ''],
    ['Remote - EMEA', ''],
    ['North America', ''],
    ['Berlin oder remote (m/w/d)', 'Berlin/Berlin/DE'],
    ['Cambridge', 'Cambridge/England/GB'],
    ['Cambridge, MA', 'Cambridge/Massachusetts/US'],
    ['London, ON', 'London/Ontario/CA'],
    ['Portland', 'Portland/Oregon/US'],
    ['Portland, ME', 'Portland/Maine/US'],
    ['Vancouver, CA', 'Vancouver/British Columbia/CA'],
    ['San Francisco, CA', 'San Francisco/California/US'],
    ['Berlin, DE', 'Berlin/Berlin/DE'],
    ['Bangalore, IN', 'Bengaluru/Karnataka/IN'],
    ['USA, WA, Redmond', 'Redmond/Washington/US'],
    ['Tbilisi, Georgia', 'Tbilisi//GE'],
    ['Atlanta, Georgia', 'Atlanta/Georgia/US'],
    ['München', 'Munich/Bavaria/DE'],
    ['Kraków / Warszawa', 'Kraków/Lesser Poland/PL ; Warsaw/Masovia/PL'],
    ['東京都', '/Tokyo/JP'],
    ['Aix-en-Provence', "Aix-en-Provence/Provence-Alpes-Côte d'Azur/FR"],
    ['Remote, US (excluding California and New York)', '//US'],
    ['Ledgewood NJ', '/New Jersey/US'],
    ['Deutschland', '//DE'],
  ])('%s', (words, expected) => {
    expect(places(words)).toBe(expected);
  });

  it('lets the source’s country decide between namesakes', () => {
    expect(places('Cambridge', 'USA')).toBe('Cambridge/Massachusetts/US');
    expect(places('Birmingham', 'United States')).toBe('Birmingham/Alabama/US');
  });

  it('takes the country field where no place is named, and the title where no field is', () => {
    expect(locationsOf({ locations: ['N/A'], country: 'Deutschland' }, '').locations).toMatchObject([{ city: null, country: 'DE' }]);
    expect(locationsOf({ locations: [], country: null }, 'Backend Engineer (Berlin)').locations).toMatchObject([
      { city: 'Berlin', country: 'DE' },
    ]);
    expect(locationsOf({ locations: [], country: null }, 'Backend Engineer, Reading Experience').locations).toEqual([]);
  });

  it('keeps the source’s words and quotes its evidence', () => {
    const { locations, evidence } = locationsOf({ locations: ['Lisbon or Porto'], country: null }, '');
    expect(locations.map((place) => place.raw)).toEqual(['Lisbon or Porto', 'Lisbon or Porto']);
    expect(evidence.map((row) => row.quote)).toEqual(['Lisbon', 'Porto']);
    expect(locations[0]?.latitude).toBeCloseTo(38.7, 0);
  });

  it('reads countries in many languages and codes', () => {
    for (const [word, code] of [
      ['USA', 'US'],
      ['Vereinigte Staaten', 'US'],
      ['gb', 'GB'],
      ['Pologne', 'PL'],
      ['日本', 'JP'],
      ['Чехия', 'CZ'],
      ['Holland', 'NL'],
      ['Nowhere', null],
    ] as const) {
      expect(countryOf(word), word).toBe(code);
    }
  });

  it('answers hostile strings in bounded time', () => {
    for (const words of [
      'San Francisco, '.repeat(50_000),
      '('.repeat(200_000),
      '\u202e\u200b'.repeat(50_000),
      '💰'.repeat(50_000),
      ' '.repeat(1_000_000),
      'a-'.repeat(200_000),
    ]) {
      const start = process.cpuUsage();
      locationsOf({ locations: Array.from({ length: 20 }, () => words), country: words }, words);
      expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
    }
  });
});
