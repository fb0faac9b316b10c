import type { ListingCard } from '../../domain/listing.js';
import { likeness } from '../../normalise/fingerprint.js';
import type { SimilarCandidate } from '../../store.js';
import type { PageDeps } from './pages-deps.js';

/** The newest so many of the same level and title are compared. */
const COMPARED = 300;
const SHOWN = 5;

/** Share of the technologies of either that both have, 0 to 1. */
function shared(a: readonly number[], b: readonly number[]): number {
  const other = new Set(b);
  const both = a.filter((code) => other.has(code)).length;
  const either = new Set([...a, ...b]).size;
  return either === 0 ? 0 : both / either;
}

/** How like two listings are: by the words of their descriptions in tenths, then by technologies and country. */
function likenessOf(own: SimilarCandidate, other: SimilarCandidate): readonly [number, number] {
  const text = own.minhash === null || other.minhash === null ? 0 : likeness(own.minhash, other.minhash);
  const sameCountry = own.firstCountry !== null && own.firstCountry === other.firstCountry ? 0.2 : 0;
  // Differences below a tenth are the signature's own noise.
  return [Math.round(text * 10), shared(own.skills, other.skills) + sameCountry];
}

/** The order of the ids: other employers first, then the nearest, then the newest. `own` is the first of the candidates. */
export function similarIds(candidates: readonly SimilarCandidate[], most: number): readonly number[] {
  const [own, ...others] = candidates;
  if (own === undefined) return [];
  return others
    .map((other) => ({ id: other.id, same: other.companyId === own.companyId ? 1 : 0, like: likenessOf(own, other) }))
    .toSorted((a, b) => a.same - b.same || b.like[0] - a.like[0] || b.like[1] - a.like[1])
    .slice(0, most)
    .map(({ id }) => id);
}

/** Listings of the same level and canonical title that are nearest to this one, other employers first. */
export async function similarListings(deps: Pick<PageDeps, 'store'>, id: number): Promise<readonly ListingCard[]> {
  return deps.store.cardsOf(similarIds(await deps.store.similarCandidates(id, COMPARED), SHOWN));
}
