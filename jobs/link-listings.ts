import { sameOpening } from '#src/normalise/same-opening';
import type { LinkCandidate, LinkDecision, LinkQuestion, Store } from '#src/store';

const BATCH = 500;

export interface LinkListings {
  readonly store: Pick<Store, 'unlinkedPostings' | 'linkCandidates' | 'applyLinks'>;
  readonly now: () => Date;
}

function addTo<T>(groups: Map<string, T[]>, key: string, item: T): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [item]);
  else group.push(item);
}

/**
 * Decides for each posting the listing it belongs to. A posting that two listings could claim founds one of its own:
 * over-merging is worse than under-merging.
 */
export function decideLinks(fresh: readonly LinkCandidate[], known: readonly LinkCandidate[]): LinkDecision[] {
  const byEmployer = new Map<string, LinkCandidate[]>();
  const byRequisition = new Map<string, LinkCandidate[]>();
  const remember = (candidate: LinkCandidate) => {
    if (candidate.companyKey !== '') addTo(byEmployer, candidate.companyKey, candidate);
    if (candidate.atsKey !== null) addTo(byRequisition, candidate.atsKey, candidate);
  };
  for (const candidate of known) remember(candidate);
  const decisions: LinkDecision[] = [];
  for (const posting of fresh) {
    const near = new Set([...(byRequisition.get(posting.atsKey ?? '') ?? []), ...(byEmployer.get(posting.companyKey) ?? [])]);
    const reasons = new Map<number, string>();
    for (const other of near) {
      if (other.listingId === null || other.postingId === posting.postingId || reasons.has(other.listingId)) continue;
      const because = sameOpening(posting, other);
      if (because !== null) reasons.set(other.listingId, because);
    }
    const [only] = reasons;
    decisions.push(
      reasons.size === 1 && only !== undefined
        ? { postingId: posting.postingId, listingId: only[0], because: only[1] }
        : { postingId: posting.postingId, listingId: null, because: null },
    );
  }
  return decisions;
}

/** A requisition that is listed on its employer's own board: of that board only what has closed can be the same opening. */
const isOwnRequisition = ({ ownBoard, atsKey, closedAt }: LinkCandidate): boolean =>
  ownBoard && atsKey !== null && !atsKey.includes(':?:') && closedAt === null;

/** What to ask the store for: all that `sameOpening` could join to one of these, and as little else as can be told beforehand. */
function questionOf(unlinked: readonly LinkCandidate[]): LinkQuestion {
  const companies = new Set(unlinked.map((posting) => posting.companyKey));
  const foreign = new Set(unlinked.flatMap((posting) => (isOwnRequisition(posting) ? [] : posting.companyKey)));
  return {
    companyKeys: [...foreign],
    ownCompanyKeys: [...companies].filter((key) => !foreign.has(key)),
    roleKeys: [...new Set(unlinked.map((posting) => posting.roleKey))],
    atsKeys: [...new Set(unlinked.flatMap((posting) => posting.atsKey ?? []))],
  };
}

/**
 * Links what no listing holds yet, oldest first, in batches. Postings of one batch that belong together are decided one after the
 * other, since a founding listing has its id only then.
 * @returns how many postings were linked
 */
export function createLinkListings({ store, now }: LinkListings) {
  return async (): Promise<number> => {
    let linked = 0;
    for (;;) {
      const unlinked = await store.unlinkedPostings(BATCH);
      if (unlinked.length === 0) return linked;
      const known = await store.linkCandidates(questionOf(unlinked), now());
      // Postings that could be one opening with another of this batch wait for that one's listing id.
      const taken: LinkCandidate[] = [];
      const firstOf = new Map<string, LinkCandidate[]>();
      for (const posting of unlinked) {
        const groups = [`employer ${posting.companyKey}`, ...(posting.atsKey === null ? [] : [`requisition ${posting.atsKey}`])];
        if (groups.some((group) => firstOf.get(group)?.some((other) => sameOpening(posting, other) !== null) === true)) continue;
        for (const group of groups) addTo(firstOf, group, posting);
        taken.push(posting);
      }
      await store.applyLinks(decideLinks(taken, known), now());
      linked += taken.length;
    }
  };
}
