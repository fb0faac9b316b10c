import type { CanonicalTitle } from './title.js';
import type { CloseReason } from './run.js';
import type { EmploymentType, Evidence, IsBackend, PostingTag } from './posting.js';
import type { Industry } from './industry.js';
import type { Level, LevelBasis } from './level.js';
import type { Location, RemoteScope, Workplace } from './location.js';
import type { Salary } from './salary.js';
import type { Specialisation } from './specialisation.js';

/** One opening as people see it in a list. */
export interface ListingCard {
  /** For ever: a merged listing's id answers with the older one's address. */
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly company: string;
  readonly companySlug: string;
  readonly canonicalTitle: CanonicalTitle | null;
  readonly level: Level;
  readonly levelMin: Level;
  readonly levelMax: Level;
  readonly levelBasis: LevelBasis;
  readonly specialisation: Specialisation | null;
  readonly isBackend: IsBackend;
  readonly languages: readonly string[];
  readonly skills: readonly string[];
  readonly industry: Industry | null;
  readonly workplace: Workplace | null;
  readonly locations: readonly Location[];
  readonly remoteScope: RemoteScope | null;
  /** The primary range; `null`: pay is not stated. */
  readonly salary: Salary | null;
  readonly status: 'open' | 'closed';
  /** ISO 8601 UTC; the source's date, else first seen. */
  readonly postedAt: string;
  readonly firstSeenAt: string;
  readonly lastConfirmedAt: string;
  readonly closedAt: string | null;
  readonly sources: readonly string[];
  /** The address at the face's source. */
  readonly url: string;
}

/** One posting behind a listing. */
export interface ListingPosting {
  readonly id: number;
  readonly source: string;
  readonly board: string;
  readonly externalId: string;
  readonly title: string;
  readonly url: string;
  readonly applyUrl: string | null;
  readonly isFace: boolean;
  readonly firstSeenAt: string;
  readonly lastConfirmedAt: string;
  /** The source's own date after which it no longer stands; `null`: it names none. */
  readonly expiresAt: string | null;
  readonly closedAt: string | null;
  readonly closeReason: CloseReason | null;
  readonly reopened: number;
  /** Why it was joined to the listing; `null` for the posting that founded it. */
  readonly joinedBecause: string | null;
}

/** One recorded change of a posting. */
export interface PostingChange {
  readonly at: string;
  readonly postingId: number;
  readonly field: 'title' | 'pay' | 'location' | 'description' | 'closed' | 'reopened' | 'seen';
  readonly before: string | null;
  readonly after: string | null;
}

export interface Listing extends ListingCard {
  readonly employmentType: EmploymentType | null;
  readonly tags: readonly PostingTag[];
  readonly yearsMin: number | null;
  readonly salaries: readonly Salary[];
  readonly descriptionText: string | null;
  /** Sanitised; `null` until the job has made it. */
  readonly descriptionHtml: string | null;
  readonly evidence: readonly Evidence[];
  readonly rulesVersion: string;
  readonly postings: readonly ListingPosting[];
  readonly history: readonly PostingChange[];
}
