import type { IndexRow } from '../domain/index-row.js';
import { PLACE_CODES } from '../domain/index-row.js';

/** What a listing has values of; order is that of a snapshot: append only, and raise the snapshot's version. */
export const DIMENSIONS = [
  'level',
  'title',
  'specialisation',
  'industry',
  'workplace',
  'pay',
  'backend',
  'language',
  'skill',
  'country',
  'region',
  'city',
  'source',
  'currency',
  'company',
  'point',
  'hiring',
  'uncounted',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Exactly one value a listing. */
export const SINGLE: ReadonlySet<Dimension> = new Set([
  'title',
  'specialisation',
  'industry',
  'workplace',
  'pay',
  'backend',
  'company',
] as const);

const ROOM = 2 ** 27;
/** The code of what is not stated. */
export const UNSTATED = ROOM - 1;

/** A value as one number, ordered by dimension, then code. */
export const keyOf = (dimension: Dimension, code: number): number => DIMENSIONS.indexOf(dimension) * ROOM + code;
export const dimensionStart = (dimension: number): number => dimension * ROOM;
export const codeOfKey = (key: number): number => key % ROOM;

/** Of the listings that stand in no total and no facet; others have no such value. */
export const UNCOUNTED = keyOf('uncounted', 1);

/** The code of a currency; `null`: no code of ISO 4217's shape, which no filter asks for. */
export function currencyCode(currency: string): number | null {
  if (!/^[A-Z]{3}$/.test(currency)) return null;
  return (currency.charCodeAt(0) - 65) * 676 + (currency.charCodeAt(1) - 65) * 26 + currency.charCodeAt(2) - 65;
}

const OF_KIND: Readonly<Record<number, Dimension>> = {
  [PLACE_CODES.country]: 'country',
  [PLACE_CODES.region]: 'region',
  [PLACE_CODES.city]: 'city',
  [PLACE_CODES.point]: 'point',
  [PLACE_CODES.hiring]: 'hiring',
};

/** All values of a listing, ascending. @throws for a place that nobody has named */
export function valuesOf(row: IndexRow, kindOfPlace: (id: number) => number | undefined): number[] {
  const values: number[] = [];
  for (let level = 0; level < 16; level += 1) if ((row.levels & (1 << level)) !== 0) values.push(keyOf('level', level));
  values.push(
    keyOf('title', row.title ?? UNSTATED),
    keyOf('specialisation', row.specialisation ?? UNSTATED),
    keyOf('industry', row.industry ?? UNSTATED),
    keyOf('workplace', row.workplace ?? UNSTATED),
    keyOf('pay', Number(row.payStated)),
    keyOf('backend', row.backend),
    keyOf('company', row.company),
  );
  for (const code of new Set(row.languages)) values.push(keyOf('language', code));
  for (const code of new Set(row.skills)) values.push(keyOf('skill', code));
  for (const id of new Set(row.sources)) values.push(keyOf('source', id));
  for (const id of new Set(row.places)) {
    const dimension = OF_KIND[kindOfPlace(id) ?? 0];
    if (dimension === undefined) throw new Error(`place ${id} has no name`);
    values.push(keyOf(dimension, id));
  }
  if (!row.counted) values.push(UNCOUNTED);
  const currency = row.currency === null ? null : currencyCode(row.currency);
  if (currency !== null) values.push(keyOf('currency', currency));
  return values.sort((a, b) => a - b);
}
