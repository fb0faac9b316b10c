import type { Location } from '#src/domain/location';
import { foldOf } from '#src/text/fold';
import { storableText, type Db } from '../transaction.js';

/** Order is stored: append only; codes start at 1. */
export const PLACE_KINDS = ['country', 'region', 'city'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
export const placeKindCode = (kind: PlaceKind): number => PLACE_KINDS.indexOf(kind) + 1;

/** The name under which a listing that states no place of a kind is found. */
export const UNKNOWN_PLACE = 'unknown';

/** A country keeps its code; names of regions and cities meet without regard to case and accents. */
export const placeKeyOf = (kind: PlaceKind, name: string): string => (kind === 'country' ? name : foldOf(storableText(name)));

export interface PlaceRef {
  readonly kind: PlaceKind;
  readonly name: string;
}

/** All places of a listing by kind, with the unstated ones. */
export function placesOf(locations: readonly Location[]): PlaceRef[] {
  return PLACE_KINDS.flatMap((kind) => {
    const names = locations.flatMap((place) => place[kind] ?? []);
    return names.length === 0 ? [{ kind, name: UNKNOWN_PLACE }] : names.map((name) => ({ kind, name }));
  });
}

const idKey = (kind: PlaceKind, name: string): string => `${placeKindCode(kind)} ${placeKeyOf(kind, name)}`;

export interface PlaceIds {
  of(place: PlaceRef): number | null;
}

/** Ids of places; `add`: unknown ones get a row. */
export async function placeIdsOf(db: Db, places: readonly PlaceRef[], add: boolean): Promise<PlaceIds> {
  const wanted = new Map(places.map((place) => [idKey(place.kind, place.name), place]));
  const list = [...wanted.values()].sort((a, b) => (idKey(a.kind, a.name) < idKey(b.kind, b.name) ? -1 : 1));
  const kinds = list.map((place) => placeKindCode(place.kind));
  const folded = list.map((place) => placeKeyOf(place.kind, place.name));
  const read = async () =>
    new Map(
      (
        await db<{ id: number; kind: number; folded: string }[]>`
          select p.id, p.kind, p.folded from place p join unnest(${kinds}::smallint[], ${folded}::text[]) given(kind, folded) using (kind, folded)`
      ).map((row) => [`${row.kind} ${row.folded}`, row.id]),
    );
  let known = await read();
  if (add && known.size < wanted.size) {
    await db`
      insert into place (kind, folded, name)
      select * from unnest(${kinds}::smallint[], ${folded}::text[], ${list.map((place) => storableText(place.name))}::text[])
      on conflict do nothing`;
    known = await read();
  }
  return { of: (place) => known.get(idKey(place.kind, place.name)) ?? null };
}
