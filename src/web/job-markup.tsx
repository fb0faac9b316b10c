import type { Listing } from '../domain/listing.js';
import type { EmploymentType } from '../domain/posting.js';
import type { Period, SalaryFlag } from '../domain/salary.js';

const EMPLOYMENT: Partial<Record<EmploymentType, string>> = {
  'full-time': 'FULL_TIME',
  'part-time': 'PART_TIME',
  contract: 'CONTRACTOR',
  temporary: 'TEMPORARY',
  internship: 'INTERN',
};
const UNITS: Partial<Record<Period, string>> = { year: 'YEAR', month: 'MONTH', week: 'WEEK', day: 'DAY', hour: 'HOUR' };

/** What was read into a figure: such pay is not what the employer wrote. */
const INFERRED: ReadonlySet<SalaryFlag> = new Set(['implied-currency', 'implied-period', 'implied-thousands', 'typo', 'implausible']);

/** Pay as the employer states it, never an estimate; `undefined` where it is none or cannot be said in these terms. */
function baseSalary(listing: Listing) {
  const { salary } = listing;
  if (salary === null || salary.kind !== 'base' || salary.currency === null || salary.period === null) return undefined;
  if (salary.flags.some((flag) => INFERRED.has(flag))) return undefined;
  const unitText = UNITS[salary.period];
  if (unitText === undefined || (salary.min === null && salary.max === null)) return undefined;
  const value = {
    '@type': 'QuantitativeValue',
    unitText,
    ...(salary.min !== null && salary.min === salary.max ? { value: salary.min } : {}),
    ...(salary.min !== null && salary.min !== salary.max ? { minValue: salary.min } : {}),
    ...(salary.max !== null && salary.min !== salary.max ? { maxValue: salary.max } : {}),
  };
  return { '@type': 'MonetaryAmount', currency: salary.currency, value };
}

const countryOf = (code: string) => ({ '@type': 'Country', name: code });

/**
 * schema.org's JobPosting of an open listing, for search engines; everything in it stands on the page too.
 * @returns `null` where what it must have is not known (a place, or the countries of remote work, or the description), and past its own date
 */
export function jobMarkup(listing: Listing, now: string): object | null {
  const description = listing.descriptionHtml ?? listing.descriptionText;
  if (listing.status !== 'open' || description === null) return null;
  const expiresAt = listing.postings.find((posting) => posting.isFace)?.expiresAt ?? null;
  if (expiresAt !== null && expiresAt <= now) return null;
  const places = listing.locations.filter((place) => place.country !== null);
  const remote = listing.workplace === 'remote';
  const reach =
    listing.remoteScope?.worldwide === true ? [] : (listing.remoteScope?.include.filter((code) => /^[A-Z]{2}$/.test(code)) ?? []);
  const open = reach.length > 0 ? reach : [...new Set(places.flatMap((place) => place.country ?? []))];
  if (remote ? open.length === 0 : places.length === 0) return null;
  const employmentType = listing.employmentType === null ? undefined : EMPLOYMENT[listing.employmentType];
  return {
    '@context': 'https://schema.org/',
    '@type': 'JobPosting',
    title: listing.title,
    description,
    datePosted: listing.postedAt.slice(0, 10),
    ...(expiresAt === null ? {} : { validThrough: expiresAt }),
    hiringOrganization: { '@type': 'Organization', name: listing.company },
    identifier: { '@type': 'PropertyValue', name: listing.company, value: String(listing.id) },
    directApply: false,
    ...(employmentType === undefined ? {} : { employmentType }),
    ...(remote
      ? { jobLocationType: 'TELECOMMUTE', applicantLocationRequirements: open.map(countryOf) }
      : {
          jobLocation: places.map((place) => ({
            '@type': 'Place',
            address: {
              '@type': 'PostalAddress',
              addressCountry: place.country,
              ...(place.region === null ? {} : { addressRegion: place.region }),
              ...(place.city === null ? {} : { addressLocality: place.city }),
            },
          })),
        }),
    baseSalary: baseSalary(listing),
  };
}

/** A data block that no text can leave: `<` is written as its escape. The page's policy runs no script in it either way. */
export function JobMarkup({ listing, now }: { readonly listing: Listing; readonly now: string }) {
  const markup = jobMarkup(listing, now);
  if (markup === null) return null;
  return <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: JSON.stringify(markup).replaceAll('<', '\\u003c') }} />;
}
