import { z } from 'zod';
import { anything, flag, idIn, jsonSource, LABEL, must, PLATFORM, tenantOf, text, wholeBoard } from '../lift.js';

const DOMAIN = 'breezy.hr';

const Place = z.object({
  name: text,
  city: text,
  state: z.unknown().optional(),
  country: z.object({ id: text, name: text }).nullish().catch(null),
  is_remote: flag,
  remote_details: z.object({ value: text }).nullish().catch(null),
});
const Position = z.object({
  id: must,
  friendly_id: text,
  name: must,
  url: must,
  published_date: anything,
  type: z.object({ id: text, name: text }).nullish().catch(null),
  department: text,
  company: z.object({ name: text }).nullish().catch(null),
  location: Place.nullish().catch(null),
  locations: z.array(Place.nullable().catch(null)).nullish().catch(null),
  salary: text,
  description: text,
});

export const breezy = jsonSource({
  ...PLATFORM,
  id: 'breezy',
  name: 'Breezy HR',
  homepage: 'https://breezy.hr',
  terms: 'https://breezy.hr/terms-of-service',
  default: 'opt-in',
  hosts: [`*.${DOMAIN}`],
  canaries: ['date'],
  slugPattern: LABEL,
  recognise(url) {
    const slug = tenantOf(url, DOMAIN);
    return slug === null ? null : { slug, externalId: /^\/p\/([0-9a-f]{12})\b/.exec(url.pathname)?.[1] ?? null };
  },
  firstPage: ({ slug }) => wholeBoard(`https://${slug}.${DOMAIN}/json?verbose=true`),
  page: z.array(anything),
  rowsOf: (rows) => ({ rows, statedTotal: null, next: null }),
  idOf: idIn('id'),
  row: Position,
  read(position) {
    const places = [position.location, ...(position.locations ?? [])].filter((place) => place !== null && place !== undefined);
    const isRemote = places.some((place) => place.is_remote === true);
    return {
      externalId: position.id,
      title: position.name,
      url: position.url,
      company: position.company?.name ?? null,
      description: position.description ?? null,
      locations: places.map((place) => place.name ?? [place.city, place.country?.name].filter(Boolean).join(', ')),
      country: position.location?.country?.id ?? null,
      workplace: isRemote ? (places.find((place) => place.remote_details?.value)?.remote_details?.value ?? 'remote') : null,
      employmentType: position.type?.id ?? position.type?.name ?? null,
      tags: position.department ? [position.department] : [],
      salaryText: position.salary ?? null,
      postedAt: position.published_date,
    };
  },
});
