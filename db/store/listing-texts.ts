import { createHash } from 'node:crypto';
import { SKILLS } from '#src/domain/skill';
import { documentTerms, type PlacedTerm } from '#src/text/search-terms';
import type { Tx } from '../transaction.js';
import type { Projection, StoredCard } from './listing-projection.js';

const SKILL_NAMES = new Map(SKILLS.map((skill) => [skill.slug, skill.name]));

/** Words of a listing that stay when its description goes: title, then skills; they bear the weight A. */
const headOf = (card: StoredCard): string[] => [
  card.title,
  [...card.languages, ...card.skills].map((slug) => SKILL_NAMES.get(slug) ?? slug).join(', '),
];

const bodyOf = (card: StoredCard, descriptionText: string | null): (string | null)[] => [
  card.company,
  card.locations.map((place) => place.raw).join('; '),
  descriptionText,
];

const quoted = (term: string): string => `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;

/** A text vector as PostgreSQL writes one, made from our own terms: its parser would break C++ and .NET. */
export function vectorOf(terms: readonly PlacedTerm[], lastOfHead: number): string {
  const places = new Map<string, string[]>();
  for (const { term, position } of terms) {
    const place = position <= lastOfHead ? `${position}A` : String(position);
    const known = places.get(term);
    if (known === undefined) places.set(term, [place]);
    else known.push(place);
  }
  return [...places].map(([term, at]) => `${quoted(term)}:${at.join(',')}`).join(' ');
}

export function textVectorOf(card: StoredCard, descriptionText: string | null): string {
  const head = headOf(card);
  const lastOfHead = documentTerms(head).at(-1)?.position ?? 0;
  return vectorOf(documentTerms([...head, ...bodyOf(card, descriptionText)]), lastOfHead);
}

/** What a vector is made from, in short: where it is the same, only the open mark may change. */
const sourceHashOf = ({ face, card }: Projection): Buffer =>
  createHash('sha1')
    .update(
      JSON.stringify([face.id, face.contentHash.toString('hex'), ...headOf(card), card.company, card.locations.map((place) => place.raw)]),
    )
    .digest();

/** Fills the side table of text vectors for listings that were written just now. */
export async function writeListingTexts(tx: Tx, changed: readonly { readonly id: number; readonly made: Projection }[]): Promise<void> {
  const stored = new Map(
    (
      await tx<{ listing_id: number; source_hash: Buffer; open: boolean }[]>`
        select listing_id, source_hash, open from listing_text where listing_id = any (${changed.map(({ id }) => id)}::int[])`
    ).map((row) => [row.listing_id, row]),
  );
  const hashed = changed.map((item) => ({ ...item, hash: sourceHashOf(item.made), known: stored.get(item.id) }));
  const turned = hashed.filter(({ hash, known, made }) => known?.source_hash.equals(hash) === true && known.open !== made.open);
  if (turned.length > 0) {
    await tx`
      update listing_text t set open = given.open
      from unnest(${turned.map(({ id }) => id)}::int[], ${turned.map(({ made }) => String(made.open))}::text[]::boolean[]) given(id, open) where t.listing_id = given.id`;
  }
  const stale = hashed.filter(({ hash, known }) => known?.source_hash.equals(hash) !== true);
  if (stale.length === 0) return;
  const texts = new Map(
    (
      await tx<{ posting_id: number; description_text: string | null }[]>`
        select posting_id, description_text from posting_text where posting_id = any (${stale.map(({ made }) => made.face.id)}::int[])`
    ).map((row) => [row.posting_id, row.description_text]),
  );
  await tx`
    insert into listing_text (listing_id, open, source_hash, terms)
    select id, open, decode(source_hash, 'hex'), terms::tsvector
    from unnest(${stale.map(({ id }) => id)}::int[], ${stale.map(({ made }) => String(made.open))}::text[]::boolean[], ${stale.map(({ hash }) => hash.toString('hex'))}::text[],
      ${stale.map(({ made }) => textVectorOf(made.card, texts.get(made.face.id) ?? null))}::text[]) given(id, open, source_hash, terms)
    on conflict (listing_id) do update set open = excluded.open, source_hash = excluded.source_hash, terms = excluded.terms`;
}
