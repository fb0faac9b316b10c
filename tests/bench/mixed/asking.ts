import { setTimeout as sleep } from 'node:timers/promises';
import { createRandom } from '#src/demo/random';
import type { FacetCounts } from '#src/store';
import { FACETS } from '#src/store';
import type { Probe } from './change-writer.js';

/** Each network is allowed 600 requests a minute: the load comes from many. */
const address = (n: number): string => `10.${(n >> 8) & 255}.${n & 255}.1`;

export interface KindFigures {
  readonly times: number[];
  readonly errors: string[];
}

export type Figures = Map<string, KindFigures>;

export function noteIn(figures: Figures, kind: string): KindFigures {
  const known = figures.get(kind) ?? { times: [], errors: [] };
  figures.set(kind, known);
  return known;
}

let requests = 0;

/** One request, read to its end; anything but 2xx is an error. */
export async function get(base: string, path: string): Promise<string> {
  requests += 1;
  const answer = await fetch(`${base}${path}`, { headers: { 'x-forwarded-for': address(requests) }, signal: AbortSignal.timeout(30_000) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${answer.status} ${path}: ${text.slice(0, 200)}`);
  return text;
}

/** The questions that visitors ask, with values drawn as often as they occur, and the pause before each. */
export function questionsOf(counts: FacetCounts, companies: readonly string[]) {
  const random = createRandom(23);
  const drawn = (facet: keyof FacetCounts) => {
    const values = (counts[facet] ?? []).filter(({ value, count }) => value !== 'unknown' && value !== 'none' && count > 0);
    const weighted = values.map(({ value, count }) => [value, count] as const);
    return () => encodeURIComponent(random.weighted(weighted));
  };
  const [level, language, skill, country, city] = [
    drawn('level'),
    drawn('language'),
    drawn('skill'),
    drawn('country'),
    drawn('city'),
  ] as const;
  const pay = () => 40_000 + Math.floor(random.next() * 60_000);
  return {
    'search, filters': {
      pauseMs: 20,
      path: () => `/api/v1/listings?level=${level()}&language=${language()}&country=${country()}&salaryMin=${pay()}`,
    },
    'search, words': { pauseMs: 20, path: () => `/api/v1/listings?q=${skill()}&sort=relevance&salaryMax=${pay() + 100_000}` },
    'search, words and filters': { pauseMs: 30, path: () => `/api/v1/listings?q=${skill()}&city=${city()}&language=${language()}` },
    facets: { pauseMs: 50, path: () => `/api/v1/listings?level=${level()}&salaryMin=${pay()}&limit=1&facets=${FACETS.join(',')}` },
    suggestions: { pauseMs: 50, path: () => `/api/v1/suggest?q=${skill().slice(0, 4)}` },
    companies: { pauseMs: 200, path: () => `/api/v1/companies?limit=20` },
    company: { pauseMs: 200, path: () => `/api/v1/companies/${random.pick(companies)}` },
    'CSV export': { pauseMs: 2_000, path: () => `/api/v1/listings.csv?language=${language()}&country=${country()}` },
    'page: home': { pauseMs: 200, path: () => '/' },
    'page: jobs': { pauseMs: 50, path: () => `/jobs?level=${level()}&language=${language()}&salaryMin=${pay()}` },
    'page: company': { pauseMs: 200, path: () => `/companies/${random.pick(companies)}` },
  };
}

/** Asks one kind again and again, each time after its pause. */
export async function askOnAndOn(
  base: string,
  { pauseMs, path }: { readonly pauseMs: number; readonly path: () => string },
  signal: AbortSignal,
  note: KindFigures,
): Promise<void> {
  while (!signal.aborted) {
    await sleep(pauseMs);
    const from = performance.now();
    try {
      await get(base, path());
      note.times.push(performance.now() - from);
    } catch (error) {
      note.errors.push(error instanceof Error ? error.message : String(error));
    }
  }
}

/** Asks for the newest probe's word until a search finds it; the time since its transaction ended. */
export async function waitForProbes(base: string, newest: () => Probe | null, signal: AbortSignal, note: KindFigures): Promise<void> {
  const LONGEST_MS = 30_000;
  let last: Probe | null = null;
  while (!signal.aborted) {
    const probe = newest();
    if (probe === null || probe === last) {
      await sleep(2);
      continue;
    }
    last = probe;
    try {
      for (;;) {
        const { total } = JSON.parse(await get(base, `/api/v1/listings?q=${probe.word}&limit=1`)) as { total: number };
        if (total > 0) break;
        if (performance.now() - probe.at > LONGEST_MS) throw new Error(`${probe.word} could not be found within ${LONGEST_MS} ms`);
        await sleep(10);
      }
      note.times.push(performance.now() - probe.at);
    } catch (error) {
      note.errors.push(error instanceof Error ? error.message : String(error));
    }
  }
}
