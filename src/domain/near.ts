/** A point on the map with the name it was asked by. */
export interface Near {
  readonly name: string;
  readonly latitude: number;
  readonly longitude: number;
}

export const DEFAULT_KM = 50;
export const MOST_KM = 1_000;

const WRITTEN = /^([^@\u0000-\u001f\u007f]{1,80})@(-?\d{1,2}(?:\.\d{1,4})?),(-?\d{1,3}(?:\.\d{1,4})?)$/;

/** Reads `Berlin@52.52,13.41`. @returns `null` for anything else, or a point off the map */
export function nearOf(text: string): Near | null {
  const match = WRITTEN.exec(text);
  if (match === null) return null;
  const [, name = '', latitude, longitude] = match;
  const near = { name: name.trim(), latitude: Number(latitude), longitude: Number(longitude) };
  return Math.abs(near.latitude) <= 90 && Math.abs(near.longitude) <= 180 ? near : null;
}

export const nearText = ({ name, latitude, longitude }: Near): string => `${name}@${latitude},${longitude}`;

/** A place's point as it is stored and compared, to two decimals (about a kilometre); `null`: no coordinates. */
export const pointKeyOf = (place: { readonly latitude: number | null; readonly longitude: number | null }): string | null =>
  place.latitude === null || place.longitude === null ? null : `${place.latitude.toFixed(2)},${place.longitude.toFixed(2)}`;

const EARTH_KM = 6_371;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Great-circle distance in kilometres from a point to a stored one (haversine). */
export function kmBetween(near: Near, pointKey: string): number {
  const [latitude = 0, longitude = 0] = pointKey.split(',').map(Number);
  const up = radians(latitude - near.latitude);
  const across = radians(longitude - near.longitude);
  const chord = Math.sin(up / 2) ** 2 + Math.cos(radians(near.latitude)) * Math.cos(radians(latitude)) * Math.sin(across / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}
