import { dayWords } from './day-words.js';
import { countryName, industryName, levelName, skillName, specialisationName, workplaceName } from './value-names.js';

/** A value of a filter in words; values that have no table are shown as they are. */
export function valueWords(key: string, value: string, sourceNames: Readonly<Record<string, string>> = {}): string {
  if (key === 'level') return levelName(value);
  if (key === 'language' || key === 'skill') return skillName(value);
  if (key === 'workplace') return workplaceName(value);
  if (key === 'country') return countryName(value);
  if (key === 'livingIn') return `open to residents of ${countryName(value)}`;
  if (key === 'source') return sourceNames[value] ?? value;
  if (key === 'pay') return value === 'stated' ? 'Pay stated' : 'Pay not stated';
  if (key === 'industry') return industryName(value) ?? (value === 'unknown' ? 'Not stated' : value);
  if (key === 'specialisation') return specialisationName(value) ?? (value === 'none' ? 'Plain backend' : value);
  if (key === 'status') return value === 'any' ? 'Open and closed' : value === 'closed' ? 'Closed' : 'Open';
  if (key === 'backend') return value === 'maybe' ? 'Perhaps backend' : 'Backend';
  if (key === 'postedAfter' || key === 'age') return ageWords(value);
  return value === 'unknown' ? 'Not stated' : value;
}

function ageWords(value: string): string {
  const days = /^(\d{1,4})d$/.exec(value)?.[1];
  if (days === undefined) return /^\d{4}-\d{2}-\d{2}$/.test(value) ? `since ${dayWords(`${value}T00:00:00Z`)}` : value;
  return days === '1' ? 'last 24 hours' : `last ${days} days`;
}
