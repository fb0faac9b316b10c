/** One advert in its source's own words, uninterpreted: what an adapter's `parse` gives. Unknown is `null`. */
export interface RawPosting {
  /** Unique within (source, board). */
  readonly externalId: string;
  readonly title: string;
  /** The human page; http(s) only. */
  readonly url: string;
  readonly applyUrl: string | null;
  /** Employer's name as the source gives it; `null`: the board's configured company is meant. */
  readonly company: string | null;
  /** HTML or plain text, decoded once per the source's rule. */
  readonly description: string | null;
  /** Free-text places, one entry a place or a list that the normaliser splits. */
  readonly locations: readonly string[];
  /** Country of the job in the source's own field (a name or ISO code). */
  readonly country: string | null;
  /** The source's own word: `Remote`, `on-site`, `hybrid` … */
  readonly workplace: string | null;
  /** The source's own list of where a remote hire may live; `null`: no such field. An empty list means worldwide only where the source says so. */
  readonly remoteScope: readonly string[] | null;
  readonly employmentType: string | null;
  readonly seniority: string | null;
  readonly industry: string | null;
  readonly tags: readonly string[];
  readonly salaries: readonly RawSalary[];
  /** Pay as free text in a field of its own (`$90 - $150 /hour`). */
  readonly salaryText: string | null;
  /** ISO 8601 UTC. */
  readonly postedAt: string | null;
  readonly updatedAt: string | null;
  readonly expiresAt: string | null;
  /** How exact `postedAt` is; `observed`: the source gives none, first seen stands for it. */
  readonly dateQuality: 'exact' | 'day' | 'relative' | 'observed';
  /** ISO 639-1 where the source states it. */
  readonly language: string | null;
}

/** Pay from a structured field. Amounts in full units; `period` is the source's own word, mapped by the normaliser. */
export interface RawSalary {
  readonly min: number | null;
  readonly max: number | null;
  readonly currency: string | null;
  readonly period: string | null;
  readonly label: string | null;
  readonly kind: 'base' | 'ote' | 'total' | 'bonus' | 'equity' | 'stipend' | null;
  /** The field's own words, for the quote. */
  readonly quote: string;
}

/** A row that could not be read: counted, shown, never a lost page. */
export interface RowRejection {
  readonly externalId: string | null;
  readonly title: string | null;
  readonly reason: string;
}

/** All optional fields unknown: what an adapter starts from. */
export const EMPTY_RAW_POSTING = {
  applyUrl: null,
  company: null,
  description: null,
  locations: [],
  country: null,
  workplace: null,
  remoteScope: null,
  employmentType: null,
  seniority: null,
  industry: null,
  tags: [],
  salaries: [],
  salaryText: null,
  postedAt: null,
  updatedAt: null,
  expiresAt: null,
  dateQuality: 'exact',
  language: null,
} satisfies Omit<RawPosting, 'externalId' | 'title' | 'url'>;
