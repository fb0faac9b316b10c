import { LEGAL_FORMS } from './tables/legal-forms.js';

/** Lower-case words of a name or title: accents folded, punctuation dropped, `+ # .` kept inside words (`c++`, `c#`, `.net`). */
export function cleanWordsOf(text: string): string[] {
  return text
    .slice(0, 300)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}+#.]+/u)
    .map((word) => word.replace(/^\.(?!net)|\.$/g, ''))
    .filter((word) => word !== '');
}

/**
 * The identity of an employer across sources: its name without legal form, batch marks and punctuation.
 * @returns at most 100 characters; '' when nothing is left (the caller keeps the posting unlinked)
 */
export function companyKeyOf(name: string): string {
  const words = cleanWordsOf(name.replace(/\((?:yc|techstars)[^()]{0,20}\)/gi, ' ')).flatMap((word) =>
    word.split('.').filter((part) => part !== ''),
  );
  while (words.length > 1 && LEGAL_FORMS.has(words.at(-1) as string)) words.pop();
  return words.join('').slice(0, 100);
}
