import { createStore } from '#db/store/store';
import { createRefreshInsights } from '#jobs/refresh-insights';
import { INDUSTRIES } from '#src/domain/industry';
import type { Level } from '#src/domain/level';
import { POSTING_TAGS } from '#src/domain/posting';
import type { Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { randomOf } from '../support/invented-listings.js';
import { claimedBoard, linkEach, placeOf, postingWriteOf, salaryOf, saveAll } from '../support/posting-writes.js';
import { NOW } from './app-under-test.js';

export const EMPLOYERS = 40;
export const LISTINGS = 900;
const LEVELS = ['entry', 'mid', 'senior'] as const satisfies readonly Level[];
const PAY = { entry: 50_000, mid: 68_000, senior: 90_000 } as const;
const PLACES = [
  placeOf('Berlin', 'DE', 'Berlin'),
  placeOf('Munich', 'DE', 'Bavaria'),
  placeOf('Potsdam', 'DE', 'Brandenburg'),
  placeOf('Warsaw', 'PL', 'Mazovia'),
  placeOf('London', 'GB', 'England'),
  placeOf(null, 'FR'),
] as const;
const CURRENCY: Readonly<Record<string, readonly [string, number]>> = { DE: ['EUR', 1], PL: ['PLN', 4], GB: ['GBP', 0.8], FR: ['EUR', 1] };
const LANGUAGES = ['go', 'java', 'rust', 'python'] as const;
/** The first month in which a listing was seen, and how many follow. */
const MONTHS = 10;

/**
 * Invented listings of forty employers over ten months, with few in some places, languages and industries: Go and Berlin pay more by
 * a known amount, every third states no pay. What was learnt of them is stored as the daily refresh would.
 */
export async function seededPay(): Promise<{ readonly database: TestDatabase; readonly store: Store }> {
  const database = await freshDatabase();
  const store = createStore(database);
  await store.addRates([
    { date: '2025-12-01', currency: 'PLN', perEuro: 4 },
    { date: '2025-12-01', currency: 'GBP', perEuro: 0.8 },
    { date: '2025-12-01', currency: 'USD', perEuro: 1.25 },
  ]);
  const random = randomOf(7);
  const board = await claimedBoard(store, 'acme', { intervalMinutes: 100_000_000 }, NOW);
  const employers = Array.from({ length: EMPLOYERS }, (_, index) => ({
    name: `Company ${index}`,
    pays: Math.exp((random.next() + random.next() - 1) * 0.2),
    industry: INDUSTRIES[index % 3] ?? null,
  }));
  for (let month = 0; month < MONTHS; month++) {
    const at = new Date(NOW);
    at.setUTCMonth(at.getUTCMonth() - (MONTHS - 1 - month), 5);
    const writes = Array.from({ length: LISTINGS / MONTHS }, (_, index) => {
      // A few employers have most of the listings.
      const employer = employers[Math.floor(random.next() ** 1.6 * EMPLOYERS)];
      if (employer === undefined) throw new Error('no employer');
      const level = random.pick(LEVELS);
      const place = PLACES[Math.floor(random.next() ** 2 * PLACES.length)] ?? PLACES[0];
      const [currency, perEuro] = CURRENCY[place.country ?? ''] ?? ['EUR', 1];
      const languages = random.chance(0.15) ? [] : [LANGUAGES[Math.floor(random.next() ** 2 * LANGUAGES.length)] ?? 'go'];
      const factor = (languages[0] === 'go' ? 1.06 : 1) * (place.city === 'Berlin' ? 1.1 : 1) * (1 + 0.004 * month);
      const middle = PAY[level] * employer.pays * factor * Math.exp((random.next() - 0.5) * 0.1) * perEuro;
      return postingWriteOf({
        id: `p${month}-${index}`,
        company: employer.name,
        raw: { title: `Backend Engineer ${month}-${index}`, postedAt: at.toISOString() },
        derived: {
          level,
          levelMin: level,
          levelMax: level,
          levelBasis: level === 'mid' && random.chance(0.3) ? 'default' : 'title',
          languages,
          skillUses: languages.map((slug) => ({ slug, required: true })),
          industry: employer.industry,
          workplace: random.pick(['onsite', 'remote', null]),
          specialisation: random.chance(0.08) ? 'devops' : null,
          tags: random.chance(0.2) ? [random.pick(POSTING_TAGS)] : [],
          locations: [place],
          salaries: random.chance(0.66) ? [salaryOf(Math.round(middle * 0.9), Math.round(middle * 1.1), currency)] : [],
        },
      });
    });
    await saveAll(store, board, writes, at);
    await linkEach(store, at);
  }
  await createRefreshInsights({ store, now: () => NOW, log: { info: () => undefined } }).refresh();
  return { database, store };
}
