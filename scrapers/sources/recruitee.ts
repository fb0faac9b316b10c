import { z } from 'zod';
import { anything, flag, id, idIn, jsonSource, LABEL, must, PLATFORM, tenantOf, text, texts, wholeBoard } from '../lift.js';
import { salaryOf } from '../raw-posting.js';

const DOMAIN = 'recruitee.com';

const Offer = z.object({
  id,
  slug: must,
  title: must,
  description: text,
  requirements: text,
  company_name: text,
  department: text,
  city: text,
  country: text,
  country_code: text,
  location: text,
  locations: z
    .array(z.object({ name: text, city: text, country: text }).nullable().catch(null))
    .nullish()
    .catch(null),
  remote: flag,
  hybrid: flag,
  on_site: flag,
  employment_type_code: text,
  experience_code: text,
  tags: texts,
  status: text,
  published_at: anything,
  created_at: anything,
  close_at: anything,
  salary: z.object({ min: anything, max: anything, period: text, currency: text }).nullish().catch(null),
});
type Offer = z.output<typeof Offer>;

/** The stated place, unless it is a word for «remote» in some language; then city and country. */
function placesOf(offer: Offer): string[] {
  const named = (offer.locations ?? []).map((place) => [place?.city ?? place?.name, place?.country].filter(Boolean).join(', '));
  if (named.some((place) => place !== '')) return named;
  const city = [offer.city, offer.country].filter(Boolean).join(', ');
  return [offer.location && offer.city && offer.location.includes(offer.city) ? offer.location : city];
}

export const recruitee = jsonSource({
  ...PLATFORM,
  id: 'recruitee',
  name: 'Recruitee',
  homepage: 'https://recruitee.com',
  terms: 'https://docs.recruitee.com/reference/intro-to-careers-site-api',
  default: 'opt-in',
  hosts: [`*.${DOMAIN}`],
  canaries: ['date'],
  slugPattern: LABEL,
  recognise(url) {
    const slug = tenantOf(url, DOMAIN);
    return slug === null ? null : { slug, externalId: null };
  },
  firstPage: ({ slug }) => wholeBoard(`https://${slug}.${DOMAIN}/api/offers/`),
  page: z.object({ offers: z.array(anything) }),
  rowsOf: ({ offers }) => ({ rows: offers, statedTotal: null, next: null }),
  idOf: idIn('id'),
  row: Offer,
  read(offer, board) {
    if (typeof offer.status === 'string' && offer.status !== 'published') return { skip: 'not published' };
    return {
      externalId: offer.id,
      title: offer.title,
      // Vanity domains are often dead; this address is the platform's own.
      url: `https://${board.slug}.${DOMAIN}/o/${encodeURIComponent(offer.slug)}`,
      company: offer.company_name ?? null,
      description: [offer.description ?? '', offer.requirements ?? ''].join('\n').trim(),
      locations: placesOf(offer),
      country: offer.country_code ?? offer.country ?? null,
      workplace: offer.hybrid === true ? 'hybrid' : offer.remote === true ? 'remote' : offer.on_site === true ? 'onsite' : null,
      employmentType: offer.employment_type_code?.replaceAll('_', ' ') ?? null,
      seniority: offer.experience_code ?? null,
      tags: [...(offer.department ? [offer.department] : []), ...(offer.tags ?? [])],
      salaries: offer.salary ? salaryOf({ ...offer.salary, kind: 'base' }) : [],
      postedAt: offer.published_at ?? offer.created_at,
      expiresAt: offer.close_at,
    };
  },
});
