import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { INDUSTRIES } from '#src/domain/industry';
import { sourceOf, SOURCES } from './index.js';
import type { Source } from './source.js';

const Entry = z.strictObject({
  slug: z.string().min(1),
  company: z.string().min(1).max(200),
  industry: z.enum(INDUSTRIES).optional(),
  /** Where the company is at home, ISO 3166-1 alpha-2. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  /** Read before all others on a fresh start. */
  first: z.literal(true).optional(),
});

/** A board that a fresh installation knows of. */
export interface CatalogueBoard {
  readonly source: string;
  readonly slug: string;
  /** `null`: a feed of many employers. */
  readonly company: string | null;
  readonly industry: z.output<typeof Entry>['industry'] | null;
  readonly country: string | null;
  readonly first: boolean;
}

export const CATALOGUE_PLATFORMS = ['ashby', 'greenhouse', 'lever'] as const;

/** Boards of sources without companies, where they are not called like the source. A generic feed has none before a person names one. */
const FEED_SLUGS: Readonly<Record<string, readonly string[]>> = {
  'hacker-news': ['who-is-hiring'],
  adzuna: ['gb', 'us', 'de'],
  devitjobs: ['devitjobs.fr', 'devitjobs.nl', 'devitjobs.uk', 'germantechjobs.de', 'swissdevjobs.ch'],
  feed: [],
};
/** The boards that a source without companies is read by. */
export const feedSlugsOf = (source: Pick<Source, 'id'>): readonly string[] => FEED_SLUGS[source.id] ?? [source.id];

/**
 * Every board that is read by default: feeds first, then the boards marked first, then the rest by platform and slug.
 * Reads `boards/*.json`. @throws Error naming the file and the entry that is wrong.
 */
export function readCatalogue(): readonly CatalogueBoard[] {
  const feeds = SOURCES.filter((source) => source.default === 'on' && !source.platform).flatMap((source) =>
    feedSlugsOf(source).map((slug): CatalogueBoard => ({
      source: source.id,
      slug,
      company: null,
      industry: null,
      country: null,
      first: true,
    })),
  );
  const boards = CATALOGUE_PLATFORMS.flatMap((platform) => readPlatform(platform));
  return [...feeds, ...boards.filter((board) => board.first), ...boards.filter((board) => !board.first)];
}

function readPlatform(platform: (typeof CATALOGUE_PLATFORMS)[number]): CatalogueBoard[] {
  const file = new URL(`./boards/${platform}.json`, import.meta.url);
  const read = z.array(Entry).safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`scrapers/boards/${platform}.json: ${z.prettifyError(read.error).slice(0, 500)}`);
  const source = sourceOf(platform);
  return read.data.map(({ slug, company, industry, country, first }) => {
    if (source?.slugPattern.test(slug) !== true) throw new Error(`scrapers/boards/${platform}.json: «${slug}» is no name of a board`);
    return { source: platform, slug, company, industry: industry ?? null, country: country ?? null, first: first === true };
  });
}
