/** A listing as the listing index takes it in: codes as the database keeps them, and the terms of its texts. */
export interface IndexRow {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly postedAt: number;
  /** 1: backend work; 2: maybe. */
  readonly backend: number;
  /** Bit n: the level with code n lies in the stated range. */
  readonly levels: number;
  /** Codes are positions in the lists of `src/domain`; `null`: not stated. */
  readonly title: number | null;
  readonly specialisation: number | null;
  readonly industry: number | null;
  readonly workplace: number | null;
  readonly payStated: boolean;
  /** false: its source forbids counting; it is found, and stands in no total and no facet. */
  readonly counted: boolean;
  /** ISO 4217. */
  readonly currency: string | null;
  /** Yearly euro. */
  readonly eurLow: number | null;
  readonly eurHigh: number | null;
  /** Middle of the yearly range in its own currency; `null`: none that statistics may use. */
  readonly payMiddle: number | null;
  readonly company: number;
  /** Codes of `SKILLS`. */
  readonly languages: readonly number[];
  readonly skills: readonly number[];
  readonly places: readonly number[];
  readonly sources: readonly number[];
  /** The title as written, for suggestions. */
  readonly label: string;
  /** A text vector in PostgreSQL's binary form (`tsvectorsend`); empty: no text. */
  readonly terms: Uint8Array;
}

export const PLACE_CODES = { country: 1, region: 2, city: 3, point: 4, hiring: 5 } as const;

/** What the numbers of a row stand for. */
export interface IndexNames {
  /** `kind` is one of `PLACE_CODES`. */
  readonly places: readonly { readonly id: number; readonly kind: number; readonly folded: string; readonly name: string }[];
  readonly companies: readonly { readonly id: number; readonly slug: string; readonly name: string }[];
  readonly sources: readonly { readonly id: number; readonly slug: string }[];
}
