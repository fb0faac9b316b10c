/** A place as read from a posting. Unknown parts are `null`; `raw` keeps the source's own words. */
export interface Location {
  readonly city: string | null;
  /** First-level division, as a name (`California`, `Bavaria`). */
  readonly region: string | null;
  /** ISO 3166-1 alpha-2, upper case. */
  readonly country: string | null;
  readonly raw: string;
  /** Degrees, from the gazetteer; `null` when no city was recognised. */
  readonly latitude: number | null;
  readonly longitude: number | null;
}

export const WORKPLACES = ['onsite', 'hybrid', 'remote'] as const;
export type Workplace = (typeof WORKPLACES)[number];

/**
 * Where a remote hire may live. `null`: not stated, which is not worldwide. `worldwide` true: stated as anywhere.
 * `include`/`exclude` hold ISO countries, `US-CA`-style subdivisions or region names (`EMEA`, `EU`, `LATAM`, `APAC`).
 */
export interface RemoteScope {
  readonly worldwide: boolean;
  readonly include: readonly string[];
  readonly exclude: readonly string[];
  /** Offsets from UTC in hours, inclusive; `null` when no window is stated. */
  readonly utcFrom: number | null;
  readonly utcTo: number | null;
}
