import { MACRO_REGIONS } from './tables/location-names.js';
import { foldPlace } from './location-fold.js';
import { countryNamed, regionsNamed } from './location-gazetteer.js';

/** Codes of the countries, subdivisions and wider regions that a list names, in order: `US`, `US-CA`, `EMEA`. */
export function namesIn(list: string): string[] {
  const names: string[] = [];
  const take = (piece: string): boolean => {
    const folded = foldPlace(piece)
      .replace(/^(?:the|in|within|from|anywhere in|anywhere)\s/, '')
      .replace(/^the\s/, '')
      .replace(/\s(?:only|based|timezones?|time zones?|candidates|residents)$/, '');
    if (folded === '') return true;
    const macro = MACRO_REGIONS[folded];
    const written = piece
      .trim()
      .replace(/^(?:the|in|within|from)\s/i, '')
      .replace(/\s(?:only|based|candidates|residents)$/i, '');
    const country = macro === undefined ? countryNamed(folded, written) : null;
    const regions = regionsNamed(folded, written);
    const state = regions.find((region) => region.country === 'US') ?? regions[0];
    const code = macro ?? country ?? (state === undefined ? null : `${state.country}-${state.code}`);
    if (code === null) return false;
    if (!names.includes(code)) names.push(code);
    return true;
  };
  for (const piece of list
    .split(/[,;/|()•&+\n]|\s[-–—]\s|(?<!\p{L})(?:and|or|und|oder|et|ou|y|o|e|i|lub|as well as|plus)(?!\p{L})/iu)
    .slice(0, 80)) {
    if (take(piece)) continue;
    // «US-Remote», «Remote Germany», «USA timezones»
    for (const word of piece.split(/[\s\-–—:]+/).slice(0, 10))
      if (/^(?:[A-Z]{2,4}|\p{Lu}\p{L}{3,})$/u.test(word.replace(/[.]/g, ''))) take(word);
  }
  return names;
}
