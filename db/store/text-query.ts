import type { TextQuery } from '#src/text/search-terms';

const quoted = (term: string, weight: '' | 'A' | '*' | '*A'): string =>
  `'${term.replaceAll('\\', '\\\\').replaceAll("'", "''")}'${weight === '' ? '' : `:${weight}`}`;

const phraseOf = (terms: readonly string[], weight: '' | 'A'): string =>
  terms.length === 1 ? quoted(terms[0] ?? '', weight) : `(${terms.map((term) => quoted(term, weight)).join(' <-> ')})`;

/**
 * A query of our own terms as PostgreSQL writes one; no parser of its own reads people's words.
 * @param weight `A`: only in title and skills; ``: anywhere
 * @returns `null`: signs alone, which ask for nothing
 */
export function tsqueryOf({ all, none, prefixes }: TextQuery, weight: 'A' | '' = ''): string | null {
  const parts = [
    ...all.map((terms) => phraseOf(terms, weight)),
    ...prefixes.map(({ start, stem }) => `(${quoted(start, `*${weight}`)} | ${quoted(stem, weight)})`),
    ...none.map((terms) => `!${phraseOf(terms, weight)}`),
  ];
  return parts.length === 0 ? null : parts.join(' & ');
}
