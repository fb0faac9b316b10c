import { hiringCountriesOf, type HiringTerms } from '#src/domain/hiring-area';
import { kmBetween, pointKeyOf, type Near } from '#src/domain/near';
import { foldOf } from '#src/text/fold';
import { storableText, type Db } from '../transaction.js';

/** Order is stored: append only; codes start at 1. `point`: coordinates of a city; `hiring`: a country whose residents may be hired. */
export const PLACE_KINDS = ['country', 'region', 'city', 'point', 'hiring'] as const;
/** Kinds that a listing names itself, and a filter by their own key. */
export const NAMED_KINDS = ['country', 'region', 'city'] as const;
export type PlaceKind = (typeof PLACE_KINDS)[number];
export const placeKindCode = (kind: PlaceKind): number => PLACE_KINDS.indexOf(kind) + 1;

/** The name under which a listing that states no place of a kind is found. */
export const UNKNOWN_PLACE = 'unknown';

/** A country keeps its code; names of regions and cities meet without regard to case and accents. */
export const placeKeyOf = (kind: PlaceKind, name: string): string =>
  kind === 'region' || kind === 'city' ? foldOf(storableText(name)) : name;

export interface PlaceRef {
  readonly kind: PlaceKind;
  readonly name: string;
}

/** All places of a listing by kind, with the unstated ones; its points, and the countries that it hires in. */
export function placesOf(listing: HiringTerms): PlaceRef[] {
  const { locations } = listing;
  const named = NAMED_KINDS.flatMap((kind): PlaceRef[] => {
    const names = locations.flatMap((place) => place[kind] ?? []);
    return names.length === 0 ? [{ kind, name: UNKNOWN_PLACE }] : names.map((name) => ({ kind, name }));
  });
  const points = locations.flatMap((place): PlaceRef[] => {
    const name = pointKeyOf(place);
    return name === null ? [] : [{ kind: 'point', name }];
  });
  return [...named, ...points, ...hiringCountriesOf(listing).map((name): PlaceRef => ({ kind: 'hiring', name }))];
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

/** Ids of the stored points within so many kilometres. A board has some thousand points: they are all looked at. */
export async function pointIdsNear(db: Db, near: Near, km: number): Promise<readonly number[]> {
  const points = await db<{ id: number; folded: string }[]>`select id, folded from place where kind = ${placeKindCode('point')}`;
  return points.filter(({ folded }) => kmBetween(near, folded) <= km).map(({ id }) => id);
}
