import { createStore } from '#db/store/store';
import { blankRunEnd } from '#src/store/blank-run-end';
import type { Level } from '#src/domain/level';
import type { Store } from '#src/store';
import { freshDatabase, type TestDatabase } from '../support/database.js';
import { claimedBoard, linkEach, placeOf, postingWriteOf, salaryOf, saveAll } from '../support/posting-writes.js';
import { NOW } from './app-under-test.js';

export const COUNT = 60;
const LEVELS: readonly Level[] = ['senior', 'mid', 'entry'];
const DAY_MS = 86_400_000;

/**
 * Sixty listings of ten employers, first seen today: a third each senior, mid and entry; every second states pay, in EUR; Go and Rust
 * by turns. `Listing 7` was posted seven days before `NOW`, and so on.
 */
export async function seededBoard(): Promise<{ readonly database: TestDatabase; readonly store: Store }> {
  const database = await freshDatabase();
  const store = createStore(database);
  await store.addRates([
    { date: '2026-11-20', currency: 'USD', perEuro: 1.25 },
    { date: '2026-11-20', currency: 'GBP', perEuro: 0.8 },
  ]);
  const board = await claimedBoard(store, 'acme', { intervalMinutes: 100_000_000 }, NOW);
  const writes = Array.from({ length: COUNT }, (_, index) => {
    const level = LEVELS[index % 3] ?? 'mid';
    return postingWriteOf({
      id: `p${index}`,
      company: `Company ${index % 10}`,
      text: `Listing ${index} asks for event driven work with Kafka and "exactly once" pipelines.`,
      raw: { title: `Backend Engineer ${index}`, postedAt: new Date(NOW.getTime() - index * DAY_MS).toISOString() },
      derived: {
        level,
        levelMin: level,
        levelMax: level,
        languages: [index % 2 === 0 ? 'go' : 'rust'],
        skills: ['kafka'],
        industry: index % 4 === 0 ? 'fintech' : null,
        workplace: index % 3 === 0 ? 'remote' : 'onsite',
        locations: [placeOf('Berlin', 'DE', 'Berlin')],
        salaries: index % 2 === 0 ? [salaryOf(60_000 + index * 1000, 80_000 + index * 1000)] : [],
      },
    });
  });
  await saveAll(store, board, writes, NOW);
  await store.endRun(board.id, board.runId, 'test', NOW, {
    ...blankRunEnd('complete', null, new Date('2099-01-01T00:00:00Z')),
    counts: { seen: COUNT, added: COUNT, changed: 0, unchanged: 0, notBackend: 0, rejected: 0, withPay: COUNT / 2, closed: 0 },
  });
  await linkEach(store, NOW);
  return { database, store };
}
