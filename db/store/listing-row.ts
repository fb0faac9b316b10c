import type { CopyColumn } from '../copy-rows.js';
import { jsonTextOf } from '../transaction.js';
import type { Projection } from './listing-projection.js';
import { placesOf, type PlaceIds } from './place-ids.js';

export const isoOf = (date: Date | null): string | null => date?.toISOString() ?? null;

export interface ChangedListing {
  readonly id: number;
  readonly made: Projection;
}

export function listingRowOf(id: number, made: Projection, placeIds: PlaceIds) {
  const { locations } = made.card;
  const first = locations[0];
  const firstId = (kind: 'country' | 'region' | 'city') => {
    const name = first?.[kind] ?? null;
    return name === null ? null : placeIds.of({ kind, name });
  };
  return {
    id,
    posted_at: isoOf(made.postedAt),
    first_seen_at: isoOf(made.firstSeenAt),
    closed_at: isoOf(made.closedAt),
    open: made.open,
    backend: made.backend,
    company_id: made.face.companyId,
    title: made.title,
    level: made.level,
    levels: made.levels,
    level_basis: made.levelBasis,
    specialisation: made.specialisation,
    industry: made.industry,
    workplace: made.workplace,
    tags: made.tags,
    face_source: made.face.sourceId,
    pay_stated: made.card.salary !== null,
    pay_usable: made.payUsable,
    currency: made.currency,
    annual_low: made.annualLow,
    annual_high: made.annualHigh,
    eur_low: made.eurLow,
    eur_high: made.eurHigh,
    first_country: firstId('country'),
    first_region: firstId('region'),
    first_city: firstId('city'),
    languages: made.languages,
    required_languages: made.requiredLanguages,
    skills: made.skills,
    places: [...new Set(placesOf(made.card).flatMap((place) => placeIds.of(place) ?? []))].sort((a, b) => a - b),
    sources: made.sources,
    counted: made.counted,
    content_hash: `\\x${made.hash.toString('hex')}`,
  };
}

type ListingRow = ReturnType<typeof listingRowOf>;

const dateOrNull = (iso: string | null): Date | null => (iso === null ? null : new Date(iso));

export const LISTING_COLUMNS: readonly CopyColumn<ListingRow>[] = [
  { name: 'id', type: 'int4', of: (row) => row.id },
  { name: 'posted_at', type: 'timestamptz', of: (row) => dateOrNull(row.posted_at) },
  { name: 'first_seen_at', type: 'timestamptz', of: (row) => dateOrNull(row.first_seen_at) },
  { name: 'closed_at', type: 'timestamptz', of: (row) => dateOrNull(row.closed_at) },
  { name: 'open', type: 'bool', of: (row) => row.open },
  { name: 'backend', type: 'int2', of: (row) => row.backend },
  { name: 'company_id', type: 'int4', of: (row) => row.company_id },
  { name: 'title', type: 'int2', of: (row) => row.title },
  { name: 'level', type: 'int2', of: (row) => row.level },
  { name: 'levels', type: 'int2', of: (row) => row.levels },
  { name: 'level_basis', type: 'int2', of: (row) => row.level_basis },
  { name: 'specialisation', type: 'int2', of: (row) => row.specialisation },
  { name: 'industry', type: 'int2', of: (row) => row.industry },
  { name: 'workplace', type: 'int2', of: (row) => row.workplace },
  { name: 'tags', type: 'int2', of: (row) => row.tags },
  { name: 'face_source', type: 'int2', of: (row) => row.face_source },
  { name: 'pay_stated', type: 'bool', of: (row) => row.pay_stated },
  { name: 'pay_usable', type: 'bool', of: (row) => row.pay_usable },
  { name: 'currency', type: 'text', of: (row) => row.currency },
  { name: 'annual_low', type: 'float8', of: (row) => row.annual_low },
  { name: 'annual_high', type: 'float8', of: (row) => row.annual_high },
  { name: 'eur_low', type: 'int4', of: (row) => row.eur_low },
  { name: 'eur_high', type: 'int4', of: (row) => row.eur_high },
  { name: 'first_country', type: 'int4', of: (row) => row.first_country },
  { name: 'first_region', type: 'int4', of: (row) => row.first_region },
  { name: 'first_city', type: 'int4', of: (row) => row.first_city },
  { name: 'languages', type: 'int4[]', of: (row) => row.languages },
  { name: 'required_languages', type: 'int4[]', of: (row) => row.required_languages },
  { name: 'skills', type: 'int4[]', of: (row) => row.skills },
  { name: 'places', type: 'int4[]', of: (row) => row.places },
  { name: 'sources', type: 'int4[]', of: (row) => row.sources },
  { name: 'counted', type: 'bool', of: (row) => row.counted },
  { name: 'content_hash', type: 'bytea', of: (row) => Buffer.from(row.content_hash.slice(2), 'hex') },
];

export const CARD_COLUMNS: readonly CopyColumn<ChangedListing>[] = [
  { name: 'listing_id', type: 'int4', of: ({ id }) => id },
  { name: 'face_posting_id', type: 'int4', of: ({ made }) => made.face.id },
  { name: 'slug', type: 'text', of: ({ made }) => made.card.slug },
  { name: 'card', type: 'jsonb', of: ({ made }) => jsonTextOf(made.card) },
];
