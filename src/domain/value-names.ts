import { INDUSTRY_NAMES, type Industry } from './industry.js';
import { LEVEL_FACTS } from './level.js';
import { SKILLS } from './skill.js';
import { SPECIALISATION_NAMES, type Specialisation } from './specialisation.js';

/** What the values of facts and filters are called, on pages, in mails and feeds alike. A value without a name is shown as it is. */
const SKILL_NAMES: ReadonlyMap<string, string> = new Map(SKILLS.map((skill) => [skill.slug, skill.name]));
const LEVEL_NAMES: ReadonlyMap<string, string> = new Map([
  ...LEVEL_FACTS.map((facts): [string, string] => [facts.level, facts.name]),
  ['manager', 'Engineering manager'],
  ['unspecified', 'All levels'],
  ['unmarked', 'No level named'],
]);
const WORKPLACE_NAMES: ReadonlyMap<string, string> = new Map([
  ['onsite', 'On site'],
  ['hybrid', 'Hybrid'],
  ['remote', 'Remote'],
  ['unknown', 'Not stated'],
]);
const knownNames = new Map<string, string>();
const countryNames = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'code' });

export const skillName = (slug: string): string => SKILL_NAMES.get(slug) ?? slug;
export const workplaceName = (workplace: string): string => WORKPLACE_NAMES.get(workplace) ?? workplace;
/** «Senior level». */
export const levelName = (level: string): string => LEVEL_NAMES.get(level) ?? level;
/** «Senior», for lines where the word «level» goes without saying. */
export const levelWord = (level: string): string => levelName(level).replace(/ level$/, '');
/** `null`: not one of ours (`unknown`). */
export const industryName = (value: string): string | null =>
  (INDUSTRY_NAMES as Partial<Record<string, string>>)[value as Industry] ?? null;
/** `null`: not one of ours (`none`). */
export const specialisationName = (value: string): string | null =>
  (SPECIALISATION_NAMES as Partial<Record<string, string>>)[value as Specialisation] ?? null;

/** A country's English name; the code itself where there is none. */
export function countryName(code: string): string {
  if (code === 'unknown') return 'Not stated';
  const known = knownNames.get(code);
  if (known !== undefined) return known;
  try {
    const name = countryNames.of(code) ?? code;
    // Two letters: at most 676 of them.
    if (/^[A-Z]{2}$/.test(code)) knownNames.set(code, name);
    return name;
  } catch {
    return code;
  }
}

/** Codes that name no country a person lives in. */
const NO_HOME: ReadonlySet<string> = new Set(['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UN', 'XA', 'XB', 'ZZ']);

/** Every country by its English name, A–Z. */
export const COUNTRIES: readonly { readonly code: string; readonly name: string }[] = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
  .split('')
  .flatMap((first, _index, letters) => letters.map((second) => `${first}${second}`))
  .filter((code) => !NO_HOME.has(code) && new Intl.Locale(`und-${code}`).region === code)
  .map((code) => ({ code, name: countryName(code) }))
  .filter(({ code, name }) => name !== code)
  .sort((a, b) => a.name.localeCompare(b.name, 'en'));

const WITH_ARTICLE: ReadonlySet<string> = new Set(['US', 'GB', 'NL', 'PH', 'AE', 'DO', 'CD', 'BS', 'GM', 'MV', 'SC']);

/** «Germany», «the United States», as in a sentence. */
export const theCountry = (code: string): string => `${WITH_ARTICLE.has(code) ? 'the ' : ''}${countryName(code)}`;
/** «in Germany», «in the United States». */
export const inCountry = (code: string): string => `in ${theCountry(code)}`;
