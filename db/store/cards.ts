import type { ListingCard } from '#src/domain/listing';
import type { Db } from '../transaction.js';
import type { StoredCard } from './listing-projection.js';

/** Cards of listings by id, with when each was last seen at a source. Ids without a listing are left out. */
export async function cardsById(db: Db, ids: readonly number[]): Promise<Map<number, ListingCard>> {
  if (ids.length === 0) return new Map();
  const rows = await db<{ listing_id: number; card: StoredCard; confirmed_at: Date | null }[]>`
    select c.listing_id, c.card,
      (select max(coalesce(r.confirmed_at, p.closed_at, p.first_seen_at)) from posting p left join source_row r on r.id = p.row_id
        where p.listing_id = c.listing_id) as confirmed_at
    from listing_card c where c.listing_id = any (${[...ids]}::int[])`;
  return new Map(
    rows.map(({ listing_id, card, confirmed_at }) => [
      listing_id,
      { ...card, lastConfirmedAt: confirmed_at?.toISOString() ?? card.firstSeenAt },
    ]),
  );
}

/** The cards of the ids, in their order. */
export async function cardsInOrder(db: Db, ids: readonly number[]): Promise<ListingCard[]> {
  const cards = await cardsById(db, ids);
  return ids.flatMap((id) => cards.get(id) ?? []);
}
