import type { Location, RemoteScope, Workplace } from './location.js';

/** Stands among hiring countries for «anywhere in the world». */
export const WORLDWIDE = 'worldwide';

const words = (codes: string): readonly string[] => codes.split(' ');
const EU = words('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK');
const EUROPE = [...EU, ...words('AD AL BA BY CH FO GB GG GI IM IS JE LI MC MD ME MK NO RS SM UA VA')];
const MENA = words('AE BH DZ EG IL IQ JO KW LB LY MA OM PS QA SA TN TR YE');
const AFRICA = [
  ...words('AO BF BI BJ BW CD CF CG CI CM CV DJ DZ EG ER ET GA GH GM GN GQ GW KE KM LR LS LY MA MG ML MR MU MW MZ NA NE NG RW SC SD SL SN'),
  ...words('SO SS ST SZ TD TG TN TZ UG ZA ZM ZW'),
];
const LATAM = words('AR BO BR BZ CL CO CR CU DO EC GT GY HN HT JM MX NI PA PE PR PY SR SV TT UY VE');
const NORTH_AMERICA = words('CA US MX');
const ANZ = words('AU NZ');

/** Countries of the wider regions that a remote scope names. «EU» is read with the rest of the European Economic Area. */
const REGION_COUNTRIES: Readonly<Record<string, readonly string[]>> = {
  EU: [...EU, 'IS', 'LI', 'NO'],
  Europe: EUROPE,
  EMEA: [...EUROPE, ...MENA, ...AFRICA],
  CEE: words('AL BA BG BY CZ EE HR HU LT LV MD ME MK PL RO RS SI SK UA'),
  LATAM,
  APAC: [...words('BD BN CN HK ID IN JP KH KR LA LK MM MN MO MY NP PH PK SG TH TW VN'), ...ANZ],
  Americas: [...NORTH_AMERICA, ...LATAM],
  'North America': NORTH_AMERICA,
  Nordics: words('DK FI IS NO SE'),
  DACH: words('AT CH DE'),
  Benelux: words('BE LU NL'),
  Baltics: words('EE LT LV'),
  MENA,
  Africa: AFRICA,
  ANZ,
  Iberia: words('ES PT'),
};

/** A country stands for itself, a subdivision (`US-CA`) for its country, a wider region for its countries. */
const countriesOf = (name: string): readonly string[] => REGION_COUNTRIES[name] ?? (/^[A-Z]{2}(-|$)/.test(name) ? [name.slice(0, 2)] : []);

/** What of a listing says who may be hired. */
export interface HiringTerms {
  readonly workplace: Workplace | null;
  readonly locations: readonly Location[];
  readonly remoteScope: RemoteScope | null;
}

/**
 * Countries whose residents a listing is open to, as far as it says so: the remote scope's, less those it rules out, and the countries of
 * its places. `worldwide` stands for all; a worldwide scope with exceptions is every country that some region names, less those.
 * A remote listing that states neither is open to nobody as far as is known: unknown is not worldwide.
 */
export function hiringCountriesOf({ workplace, locations, remoteScope }: HiringTerms): readonly string[] {
  const excluded = new Set(remoteScope?.exclude.filter((name) => !name.includes('-')).flatMap(countriesOf) ?? []);
  const open = new Set<string>();
  for (const { country } of locations) if (country !== null) open.add(country);
  if (remoteScope !== null && workplace !== 'onsite') {
    if (remoteScope.include.length > 0) {
      // A scope narrower than the places («Remote, US only» of a London company) says where a hire may live.
      if (workplace === 'remote') open.clear();
      for (const country of remoteScope.include.flatMap(countriesOf)) open.add(country);
    }
    if (remoteScope.worldwide) {
      if (excluded.size === 0) open.add(WORLDWIDE);
      else for (const country of Object.values(REGION_COUNTRIES).flat()) open.add(country);
    }
  }
  return [...open].filter((country) => !excluded.has(country)).sort();
}

/** What a wish to live in these countries asks for: any of them, or anywhere. */
export const hiringValues = (countries: readonly string[]): readonly string[] => (countries.length === 0 ? [] : [...countries, WORLDWIDE]);
