import { createHash } from 'node:crypto';
import type { Derived } from '#src/domain/posting';
import type { Location } from '#src/domain/location';
import { EMPTY_RAW_POSTING, type RawPosting } from '#src/domain/raw-posting';
import type { Salary } from '#src/domain/salary';
import type { NewBoard, PostingWrite, SaveBatch, Store } from '#src/store';

export const placeOf = (city: string | null, country: string | null, region: string | null = null): Location => ({
  city,
  region,
  country,
  raw: [city, region, country].filter((part) => part !== null).join(', '),
  latitude: null,
  longitude: null,
});

export const salaryOf = (min: number, max: number, currency = 'EUR', more: Partial<Salary> = {}): Salary => ({
  min,
  max,
  currency,
  period: 'year',
  annualMin: min,
  annualMax: max,
  bound: 'range',
  kind: 'base',
  tax: 'gross',
  contract: 'employee',
  label: null,
  origin: 'field',
  flags: [],
  quote: `${min}–${max} ${currency}`,
  ...more,
});

const PLAIN: Derived = {
  isBackend: 'yes',
  isBackendConfidence: 1,
  level: 'mid',
  levelMin: 'mid',
  levelMax: 'mid',
  levelBasis: 'title',
  levelConfidence: 1,
  rung: null,
  track: 'ic',
  canonicalTitle: 'Backend Developer',
  specialisation: null,
  languages: [],
  skills: [],
  skillUses: [],
  tags: [],
  employmentType: 'full-time',
  workplace: null,
  locations: [],
  remoteScope: null,
  industry: null,
  salaries: [],
  yearsMin: null,
  evidence: [],
  rulesVersion: '1',
};

export interface PostingFacts {
  readonly id: string;
  readonly rowId?: string;
  readonly company?: string;
  readonly atsKey?: string | null;
  readonly text?: string | null;
  readonly raw?: Partial<RawPosting>;
  readonly derived?: Partial<Derived>;
}

/** A posting as the pipeline hands it over; its hash follows from its facts. */
export function postingWriteOf(facts: PostingFacts): PostingWrite {
  const company = facts.company ?? 'Acme';
  const raw: RawPosting = {
    ...EMPTY_RAW_POSTING,
    externalId: facts.id,
    title: 'Backend Developer',
    url: `https://jobs.example/${facts.id}`,
    description: facts.text ?? null,
    ...facts.raw,
  };
  const companyKey = company.toLowerCase().replace(/[^a-z0-9]/g, '');
  return {
    externalId: facts.id,
    rowId: facts.rowId ?? facts.id,
    rowHash: createHash('sha1').update(JSON.stringify(facts)).digest('hex'),
    raw,
    derived: { ...PLAIN, ...facts.derived },
    text: { description: facts.text ?? null, descriptionText: facts.text ?? null },
    company,
    companyKey,
    atsKey: facts.atsKey ?? null,
    roleKey: raw.title.toLowerCase(),
    minhash: null,
  };
}

export const newBoardOf = (slug: string, more: Partial<NewBoard> = {}): NewBoard => ({
  source: 'ashby',
  slug,
  company: 'Acme',
  industry: null,
  country: null,
  intervalMinutes: 60,
  dueAt: new Date('2026-01-01T00:00:00Z'),
  origin: 'catalogue',
  ...more,
});

/** Adds a board and claims it. */
export async function claimedBoard(store: Store, slug: string, more: Partial<NewBoard> = {}, now = new Date('2026-01-01T00:00:00Z')) {
  await store.addBoards([newBoardOf(slug, more)]);
  for (;;) {
    const board = await store.claimBoard(now, 'test', 600_000, []);
    if (board === null) throw new Error(`${slug} is not due`);
    if (board.slug === slug) return board;
  }
}

/** Saves postings of a board as one run's batch. */
export const saveAll = (
  store: Store,
  board: { readonly id: number; readonly runId: number },
  writes: readonly PostingWrite[],
  now: Date,
  more: Partial<SaveBatch> = {},
) => store.savePostings({ boardId: board.id, runId: board.runId, now, cause: 'new', writes, notBackend: [], rejections: [], ...more });

/** Every unlinked posting founds a listing of its own, and can be found by its words. */
export async function linkEach(store: Store, now: Date): Promise<void> {
  for (;;) {
    const postings = await store.unlinkedPostings(500);
    if (postings.length === 0) {
      await store.indexTexts();
      return;
    }
    await store.applyLinks(
      postings.map((posting) => ({ postingId: posting.postingId, listingId: null, because: null })),
      now,
    );
  }
}
