import { createHash } from 'node:crypto';
import { SKILLS } from '#src/domain/skill';
import { documentTerms, type PlacedTerm } from '#src/text/search-terms';
import { termVectorOf } from '#src/text/term-vector';
import type { Tx } from '../transaction.js';
import type { StoredCard } from './listing-projection.js';

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

/** The same vector in PostgreSQL's binary form, made from the words themselves. */
export function vectorBytesOf(card: StoredCard, descriptionText: string | null): Uint8Array {
  const lastOfHead = documentTerms(headOf(card)).at(-1)?.position ?? 0;
  return termVectorOf(termsOfListing(card, descriptionText), lastOfHead);
}

/** The terms that a listing is found by, as its vector holds them. */
export const termsOfListing = (card: StoredCard, descriptionText: string | null): PlacedTerm[] =>
  documentTerms([...headOf(card), ...bodyOf(card, descriptionText)]);

interface ListingSource {
  readonly id: number;
  readonly open: boolean;
  readonly card: StoredCard;
  readonly face_posting_id: number;
  readonly content_hash: Buffer;
  readonly known_hash: Buffer | null;
  readonly known_open: boolean | null;
}

/** What a vector is made from, in short: where it is the same, only the open mark may change. */
const sourceHashOf = ({ face_posting_id: face, content_hash: hash, card }: ListingSource): Buffer =>
  createHash('sha1')
    .update(JSON.stringify([face, hash.toString('hex'), ...headOf(card), card.company, card.locations.map((place) => place.raw)]))
    .digest();

/** Brings the side table of text vectors up to date with some listings. */
export async function writeListingTexts(tx: Tx, ids: readonly number[]): Promise<void> {
  const sources = await tx<ListingSource[]>`
    select l.id, l.open, c.card, c.face_posting_id, p.content_hash, t.source_hash as known_hash, t.open as known_open
    from listing l join listing_card c on c.listing_id = l.id join posting p on p.id = c.face_posting_id left join listing_text t on t.listing_id = l.id
    where l.id = any (${[...ids]}::int[]) order by l.id`;
  const hashed = sources.map((source) => ({ source, hash: sourceHashOf(source) }));
  const turned = hashed.filter(({ source, hash }) => source.known_hash?.equals(hash) === true && source.known_open !== source.open);
  if (turned.length > 0) {
    await tx`
      update listing_text t set open = given.open
      from unnest(${turned.map(({ source }) => source.id)}::int[], ${turned.map(({ source }) => String(source.open))}::text[]::boolean[]) given(id, open)
      where t.listing_id = given.id`;
  }
  const stale = hashed.filter(({ source, hash }) => source.known_hash?.equals(hash) !== true);
  if (stale.length === 0) return;
  const texts = new Map(
    (
      await tx<{ posting_id: number; description_text: string | null }[]>`
        select posting_id, description_text from posting_text where posting_id = any (${stale.map(({ source }) => source.face_posting_id)}::int[])`
    ).map((row) => [row.posting_id, row.description_text]),
  );
  await tx`
    insert into listing_text (listing_id, open, source_hash, terms)
    select id, open, decode(source_hash, 'hex'), terms::tsvector
    from unnest(${stale.map(({ source }) => source.id)}::int[], ${stale.map(({ source }) => String(source.open))}::text[]::boolean[],
      ${stale.map(({ hash }) => hash.toString('hex'))}::text[],
      ${stale.map(({ source }) => textVectorOf(source.card, texts.get(source.face_posting_id) ?? null))}::text[]) given(id, open, source_hash, terms)
    on conflict (listing_id) do update set open = excluded.open, source_hash = excluded.source_hash, terms = excluded.terms`;
}
