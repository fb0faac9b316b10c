import type { FactorDimension, SalaryFactor } from '../domain/salary-factor.js';
import { INDUSTRY_NAMES } from '../domain/industry.js';
import { countryName, levelName, skillName, workplaceName } from '../domain/value-names.js';
import { valueWords } from '../domain/filter-value-words.js';
import { pluralWords } from './pay-words.js';

export const DIMENSION_WORDS: Record<FactorDimension, string> = {
  level: 'Level',
  language: 'Language',
  country: 'Country',
  region: 'Region',
  city: 'City',
  industry: 'Industry',
  specialisation: 'Specialisation',
  workplace: 'Workplace',
  tag: 'Asked for',
};

const TAG_WORDS: Readonly<Record<string, string>> = {
  'on-call': 'On-call duty',
  'high-scale': 'High-scale systems',
  certification: 'Certification',
  security: 'Security',
  'flexible-hours': 'Flexible hours',
  async: 'Asynchronous work',
};

function nameOf(dimension: FactorDimension, value: string): string {
  switch (dimension) {
    case 'level':
      return levelName(value);
    case 'language':
      return skillName(value);
    case 'country':
      return countryName(value);
    case 'industry':
      return value in INDUSTRY_NAMES ? INDUSTRY_NAMES[value as keyof typeof INDUSTRY_NAMES] : value;
    case 'workplace':
      return workplaceName(value);
    case 'tag':
      return TAG_WORDS[value] ?? value;
    case 'specialisation':
      return valueWords('specialisation', value);
    case 'region':
    case 'city':
      return value;
  }
}

export const factorName = ({ dimension, value }: SalaryFactor): string => nameOf(dimension, value);

/** «mid level», «others», «not asked for». */
export function againstWords({ dimension, against }: SalaryFactor): string {
  if (against === 'others') return dimension === 'language' ? 'other languages' : 'others';
  if (against === 'none') return dimension === 'language' ? 'not required' : 'not mentioned';
  return nameOf(dimension, against).toLowerCase();
}

/** A share as a difference: «+5.1 %», «−2.0 %». */
export function differenceWords(share: number): string {
  const percent = (Math.abs(share) * 100).toFixed(1);
  return `${share < 0 && percent !== '0.0' ? '−' : '+'}${percent} %`;
}

export const intervalWords = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  `${differenceWords(low)} to ${differenceWords(high)}`;

/** What a premium rests on: «504 listings against 1,864, 47 employers with both». */
export const restWords = (factor: SalaryFactor): string =>
  `${pluralWords(factor.n, 'listing')} against ${factor.nAgainst.toLocaleString('en-GB')}, ${pluralWords(factor.employers, 'employer')} ${factor.stage === 'between-employer' ? 'on the lesser side' : 'with both'}`;
