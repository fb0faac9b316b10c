import { LEAD_IN_WORDS, PROSE_MODIFIERS, ROLE_MODIFIERS, ROLE_NOUNS } from './tables/hiring-words.js';

export const MAX_ROLES = 10;

/** One of these words, whole, in any case. */
export const anyOf = (words: readonly string[], plural = false) =>
  new RegExp(`(?<![\\p{L}\\p{N}])(?:${words.join('|')})${plural ? 's?' : ''}(?![\\p{L}\\p{N}])`, 'iu');
export const ROLE = anyOf(ROLE_NOUNS, true);
export const ADDRESS = /(?:https?:\/\/|www\.)[^\s|<>()[\]]{1,400}/gi;

/** What stands before a role in prose and is no part of it. */
const LEAD_IN = new RegExp(`^(?:(?:${LEAD_IN_WORDS.join('|')})\\s{1,3}){1,8}(?=\\S)`, 'i');
const TRAILER = /[\s,]{0,5}(?:and|&|\+)\s{1,3}(?:more|others?|many more|non-engineering roles)\W{0,5}$/i;
export const tidyRole = (role: string) => tidy(role.replace(TRAILER, '').replace(LEAD_IN, ''));

const EDGE = /[\s\-–—•:;,*=~_<]/;
const START = /[\s\-–—•:;,.*>=~#_]/;

/** One line without the dashes, bullets and commas at its ends. Ends are walked, not matched: a run of them must stay cheap. */
export function tidy(piece: string): string {
  let from = 0;
  let to = piece.length;
  while (from < to && START.test(piece.charAt(from))) from += 1;
  while (to > from && EDGE.test(piece.charAt(to - 1))) to -= 1;
  return piece.slice(from, to).replaceAll(/\s{1,200}/g, ' ');
}

const ROLE_CODE = /^(?:[A-Z]{2,4}s?|vp \w{2,20})$/i;
const MODIFIER = new RegExp(`^(?:${ROLE_MODIFIERS.join('|')})$`, 'i');

/** Roles named in one piece: `Senior Backend Engineer, DevOps and Data Scientists` gives three; `Frontend/Backend Engineer` stays one. */
export function rolesIn(piece: string): string[] {
  const bare = tidyRole(piece.replaceAll(/\([^()]{0,200}\)/g, ' ').replaceAll(ADDRESS, ' '));
  const parts = bare.split(/\s{0,3}[,;+]\s{0,3}|\s{1,3}(?:and|&|or|\/)\s{1,3}/i, 24).map(tidy);
  const named = parts.filter((part) => part !== '');
  if (named.length > 1 && named.every((part) => part.length <= 80 && (ROLE.test(part) || MODIFIER.test(part) || ROLE_CODE.test(part)))) {
    const last = named.at(-1) ?? '';
    const noun = /\s(engineers?|developers?|programmers?|architects?|devs?|designers?|scientists?)$/i.exec(last)?.[1];
    const whole = named
      .map(tidyRole)
      .map((part) =>
        noun !== undefined && !/(?:er|or|ect|ist|dev|ops|sre|cto|dba|lead|intern|analyst|admin|head)s?\b/i.test(part)
          ? `${part} ${noun}`
          : part,
      );
    return [...new Set(whole)].slice(0, MAX_ROLES);
  }
  return [bare.slice(0, 160)].filter((role) => role !== '');
}

/** Roles listed under the head, one a line: `- Senior Backend Engineer ($150k)`. */
export function listedRoles(lines: readonly string[]): string[] {
  const roles = new Set<string>();
  for (const line of lines) {
    const listed = /^\s{0,8}(?:[-–—*•·>+#]|\d{1,2}[.)])\s{0,8}(\S[^\n]{2,160})$/.exec(line)?.[1];
    if (listed === undefined) continue;
    const [first = ''] = tidy(listed.replaceAll(ADDRESS, ' ').replaceAll(/\([^()]{0,200}\)/g, ' ')).split(
      /\s{1,3}[|–—-]{1,2}\s{1,3}|[:|]\s/,
      1,
    );
    if (first.length <= 80 && first.split(' ').length <= 9 && ROLE.test(first) && !/[.!?]$/.test(first) && /^[\p{Lu}\d]/u.test(first))
      roles.add(tidy(first));
    if (roles.size >= MAX_ROLES) break;
  }
  return [...roles];
}

const PROSE_NOUN =
  /^(?:[Ee]ngineer|[Dd]eveloper|[Pp]rogrammer|[Aa]rchitect|[Ss]cientist|[Dd]esigner|[Hh]acker|[Aa]nalyst|[Aa]dministrator)s?[.,;:!)]?$/;
const PROSE_MODIFIER = new RegExp(`^(?:${PROSE_MODIFIERS.join('|')})$`);
const CAPITAL = /^[A-Z][A-Za-z.+#/-]{1,24}$/;

/** «We are hiring a Senior Backend Engineer in Berlin»: the first role inside sentences, with up to five words before its noun. */
export function roleInProse(body: string): string | null {
  const words = body.split(/\s{1,20}/, 300);
  for (const [at, word] of words.entries()) {
    if (!PROSE_NOUN.test(word)) continue;
    let from = at;
    while (from > 0 && at - from < 5 && (CAPITAL.test(words[from - 1] ?? '') || PROSE_MODIFIER.test(words[from - 1] ?? ''))) from -= 1;
    if (from < at)
      return words
        .slice(from, at + 1)
        .join(' ')
        .replace(/[.,;:!)]$/, '');
  }
  return null;
}
