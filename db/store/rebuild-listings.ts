import type postgres from 'postgres';
import { CHANGE_CAUSES, type ChangeCause } from '#src/domain/run';
import type { Derived } from '#src/domain/posting';
import { knownCodeOf } from '../codes.js';
import { copyRows } from '../copy-rows.js';
import { jsonOf, type Tx } from '../transaction.js';
import { euroRatesOf } from './euro-rates.js';
import { CARD_COLUMNS, isoOf, LISTING_COLUMNS, listingRowOf, type ChangedListing } from './listing-row.js';
import { projectionOf, type FacedPosting, type Projection } from './listing-projection.js';
import { placeIdsOf, placesOf, type PlaceIds } from './place-ids.js';

const AT_ONCE = 500;
/** Who follows the change log listens here to be woken; nothing is told but that there is something to read. */
export const CHANGES_CHANNEL = 'backboard_changes';

interface StoredListing {
  id: number;
  content_hash: Buffer;
  open: boolean;
  closed_at: Date | null;
  currency: string | null;
  annual_high: number | null;
}

/**
 * Makes the rows of listings anew from their postings, writes those that differ and says so in the change log. A listing without a
 * posting is left as it is. Rows are locked in the order of their ids, and postings read after that.
 * @param hint the cause where it is neither closing, reopening, founding nor a rise in pay
 */
export async function rebuildListings(tx: Tx, listingIds: readonly number[], now: Date, hint: ChangeCause): Promise<void> {
  const ids = [...new Set(listingIds)].sort((a, b) => a - b);
  for (let from = 0; from < ids.length; from += AT_ONCE) await rebuildSome(tx, ids.slice(from, from + AT_ONCE), now, hint);
}

async function rebuildSome(tx: Tx, ids: readonly number[], now: Date, hint: ChangeCause): Promise<void> {
  const stored = new Map(
    (
      await tx<StoredListing[]>`
        select id, content_hash, open, closed_at, currency, annual_high from listing where id = any (${[...ids]}::int[]) order by id for update`
    ).map((listing) => [listing.id, listing]),
  );
  const byListing = new Map<number, FacedPosting[]>();
  for (const posting of await readFacedPostings(tx, ids)) {
    const others = byListing.get(posting.listingId);
    if (others === undefined) byListing.set(posting.listingId, [posting]);
    else others.push(posting);
  }
  const rates = await euroRatesOf(
    tx,
    [...byListing.values()].flatMap((postings) => {
      const day = new Date(Math.min(...postings.map((posting) => posting.firstSeenAt.getTime())));
      return postings.flatMap((posting) => {
        const currency = posting.derived.salaries[0]?.currency;
        return currency === undefined || currency === null ? [] : [{ currency, day }];
      });
    }),
  );
  const changed = [...byListing]
    .map(([id, postings]) => ({ id, made: projectionOf(id, postings, rates, now) }))
    .filter(({ id, made }) => stored.get(id)?.content_hash.equals(made.hash) !== true);
  if (changed.length === 0) return;
  await writeListings(tx, changed, (id) => stored.has(id));
  const log = changed.map(({ id, made }) => {
    const before = stored.get(id);
    const cause = causeOf(before, made, hint);
    return { id, cause: knownCodeOf(CHANGE_CAUSES, cause), closedSince: cause === 'reopened' ? (before?.closed_at ?? null) : null };
  });
  await tx`
    insert into change_log (listing_id, cause, at, closed_since)
    select id, cause, ${now}, closed_since
    from unnest(${log.map((row) => row.id)}::int[], ${log.map((row) => row.cause)}::smallint[], ${log.map((row) => isoOf(row.closedSince))}::timestamptz[])
      given(id, cause, closed_since)`;
  await tx`select pg_notify(${CHANGES_CHANNEL}, '')`;
}

function causeOf(before: StoredListing | undefined, made: Projection, hint: ChangeCause): ChangeCause {
  if (before === undefined) return CHANGE_CAUSES[made.face.cause] ?? 'new';
  if (before.open && !made.open) return 'closed';
  if (!before.open && made.open) return 'reopened';
  const rose =
    before.annual_high !== null && made.annualHigh !== null && before.currency === made.currency && made.annualHigh > before.annual_high;
  // What a rule reads anew, or another posting brings in, is no rise that an employer granted.
  return rose && hint === 'edited' ? 'pay-rose' : hint;
}

async function readFacedPostings(tx: Tx, ids: readonly number[]): Promise<FacedPosting[]> {
  const rows = await tx<
    {
      id: number;
      listing_id: number;
      source: string;
      source_id: number;
      in_statistics: boolean;
      own_board: boolean;
      company_id: number;
      company: string;
      company_slug: string;
      title: string;
      url: string;
      derived: Derived;
      content_hash: Buffer;
      cause: number;
      posted_at: Date | null;
      first_seen_at: Date;
      closed_at: Date | null;
    }[]
  >`
    select p.id, p.listing_id, s.slug as source, s.id as source_id, s.in_statistics, ${ownBoard(tx)} as own_board, p.company_id, c.name as company, c.slug as company_slug,
      d.raw ->> 'title' as title, d.raw ->> 'url' as url, d.derived, p.content_hash, p.cause, p.posted_at, p.first_seen_at, p.closed_at
    from posting p
      join board b on b.id = p.board_id
      join source s on s.id = b.source_id
      join company c on c.id = p.company_id
      join posting_detail d on d.posting_id = p.id
      join posting_link l on l.posting_id = p.id
    where p.listing_id = any (${[...ids]}::int[])`;
  return rows.map((row) => ({
    id: row.id,
    listingId: row.listing_id,
    source: row.source,
    sourceId: row.source_id,
    inStatistics: row.in_statistics,
    ownBoard: row.own_board,
    companyId: row.company_id,
    company: row.company,
    companySlug: row.company_slug,
    title: row.title,
    url: row.url,
    derived: row.derived,
    contentHash: row.content_hash,
    cause: row.cause,
    postedAt: row.posted_at,
    firstSeenAt: row.first_seen_at,
    closedAt: row.closed_at,
  }));
}

/** Whether a board is the employer's own: it has a company, or its postings bear the board's own requisition numbers. */
export const ownBoard = (tx: Tx | postgres.Sql) =>
  tx`(b.company is not null or coalesce(starts_with(l.ats_key, s.slug || ':' || lower(b.slug) || ':'), false))`;

/** New listings go in by COPY; those that were there are written over. */
async function writeListings(tx: Tx, changed: readonly ChangedListing[], isStored: (id: number) => boolean): Promise<void> {
  const placeIds = await placeIdsOf(
    tx,
    changed.flatMap(({ made }) => placesOf(made.card)),
    true,
  );
  const fresh = changed.filter(({ id }) => !isStored(id));
  await copyRows(
    tx,
    'listing',
    LISTING_COLUMNS,
    fresh.map(({ id, made }) => listingRowOf(id, made, placeIds)),
  );
  await copyRows(tx, 'listing_card', CARD_COLUMNS, fresh);
  const known = changed.filter(({ id }) => isStored(id));
  if (known.length > 0) await overwriteListings(tx, known, placeIds);
}

async function overwriteListings(tx: Tx, changed: readonly ChangedListing[], placeIds: PlaceIds): Promise<void> {
  const rows = changed.map(({ id, made }) => listingRowOf(id, made, placeIds));
  await tx`
    insert into listing overriding system value select * from json_populate_recordset(null::listing, ${jsonOf(tx, rows)}::json)
    on conflict (id) do update set
      posted_at = excluded.posted_at, first_seen_at = excluded.first_seen_at, closed_at = excluded.closed_at, open = excluded.open,
      backend = excluded.backend, company_id = excluded.company_id, title = excluded.title, level = excluded.level, levels = excluded.levels,
      level_basis = excluded.level_basis, specialisation = excluded.specialisation, industry = excluded.industry, workplace = excluded.workplace,
      tags = excluded.tags, face_source = excluded.face_source, pay_stated = excluded.pay_stated, pay_usable = excluded.pay_usable,
      currency = excluded.currency, annual_low = excluded.annual_low, annual_high = excluded.annual_high, eur_low = excluded.eur_low,
      eur_high = excluded.eur_high, first_country = excluded.first_country, first_region = excluded.first_region, first_city = excluded.first_city,
      languages = excluded.languages, required_languages = excluded.required_languages, skills = excluded.skills, places = excluded.places,
      sources = excluded.sources, counted = excluded.counted, content_hash = excluded.content_hash`;
  const cards = changed.map(({ id, made }) => ({ listing_id: id, face_posting_id: made.face.id, slug: made.card.slug, card: made.card }));
  await tx`
    insert into listing_card (listing_id, face_posting_id, slug, card)
    select listing_id, face_posting_id, slug, card
    from json_to_recordset(${jsonOf(tx, cards)}::json) as given(listing_id int, face_posting_id int, slug text, card jsonb)
    on conflict (listing_id) do update set face_posting_id = excluded.face_posting_id, slug = excluded.slug, card = excluded.card`;
}
