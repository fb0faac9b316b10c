import { ADDRESS, anyOf, listedRoles, MAX_ROLES, ROLE, roleInProse, rolesIn, tidy, tidyRole } from './hiring-roles.js';
import { plainOf } from './html.js';
import { EMPLOYMENT_WORDS, NOISE_WORDS, VAGUE_ROLES, WORKPLACE_WORDS } from './tables/hiring-words.js';

/** What the first line of a «Who is hiring?» post says, in its own words. */
export interface HiringPost {
  readonly company: string | null;
  /** At least one. */
  readonly roles: readonly string[];
  readonly places: readonly string[];
  readonly workplace: string | null;
  /** `REMOTE (EU)` → `['EU']`; `null`: the line restricts nothing, or says nothing of remote work. */
  readonly remoteScope: readonly string[] | null;
  readonly employmentType: string | null;
  /** Pieces of the line that speak of money. */
  readonly salaryText: string | null;
}

const MAX_HEAD = 600;
const MAX_BODY = 6_000;

const VAGUE = anyOf(VAGUE_ROLES);
const EMPLOYMENT = anyOf(EMPLOYMENT_WORDS);
const WORKPLACE = anyOf(WORKPLACE_WORDS);
const NOISE = anyOf(NOISE_WORDS);
const MONEY =
  /(?:[$€£¥₹]|\b(?:USD|EUR|GBP|CHF|CAD|AUD|SEK|NOK|DKK|PLN|INR|SGD|MXN)\b)\s{0,2}\d|\d\s{0,2}[kK]\b|\d\s{0,2}(?:[€£]|USD\b|EUR\b|GBP\b|CHF\b|CAD\b|AUD\b|SEK\b|NOK\b|DKK\b|PLN\b|INR\b)|\bsalary\b|\d{2,3},\d{3}/;
const BARE_DOMAIN = /^(?:[a-z0-9-]{1,60}\.){1,3}[a-z]{2,12}\/?$/i;

/** Cuts a head line into its pieces: at pipes, else at bullets or spaced dashes when they give three or more, else at commas of a short line. */
function piecesOf(head: string): string[] {
  for (const [cut, least] of [
    [/\s{0,5}\|{1,3}\s{0,5}/, 2],
    [/\s{0,5}[•·]\s{0,5}/, 3],
    [/\s{1,5}[–—-]{1,3}\s{1,5}/, 3],
    [/\s{1,5}\/{1,2}\s{1,5}/, 3],
    [/\s{1,5}[–—-]{1,3}\s{1,5}/, 2],
    [/[;:]\s{1,5}/, 3],
    [/\.\s{1,5}/, 2],
  ] as const) {
    const pieces = head
      .split(cut, 20)
      .map(tidy)
      .filter((piece) => piece !== '');
    if (pieces.length >= least) return pieces;
  }
  return [tidy(head)].filter((piece) => piece !== '');
}

/** What stands before the first figure of pay. */
function withoutMoney(words: string): string {
  const at = words.search(/[$€£]\s{0,2}\d|\d{2,3}[kK]|\d{2,3},\d{3}/);
  return at < 0 ? words : words.slice(0, at);
}

/** «Tiny Co is hiring a Senior Python Developer in Lisbon»: company, role, place. */
const SENTENCE =
  /^([^.!?|]{2,60}?)\s{1,3}(?:is|are)\s{1,3}(?:currently\s{1,3}|now\s{1,3})?(?:hiring|looking for|seeking|looking to hire)\s{1,3}(?:for\s{1,3})?([^.!?|]{3,80}?)(?:\s{1,3}(?:in|at)\s{1,3}(\p{Lu}[^.!]{2,60}))?[.!]?$/u;

function remoteScopeIn(pieces: readonly string[]): string[] | null {
  const line = pieces.join(' | ');
  const scoped =
    /\bremote\b[^|()[\]]{0,30}[([]([^()[\]]{2,120})[)\]]/i.exec(line)?.[1] ??
    /\bremote\s{1,3}(?:in|within|from|across|anywhere in)\s{1,3}(?:the\s{1,3})?([^|()[\],;]{2,60})/i.exec(line)?.[1] ??
    /\bremote\s{0,3}[-–—:,]\s{0,3}([^|()[\];]{2,60})/i.exec(line)?.[1] ??
    /\bremote\s{1,3}(US|USA|UK|EU|EMEA|Europe|Canada|LATAM|APAC|worldwide|anywhere|global(?:ly)?)\b/i.exec(line)?.[1] ??
    /\b(US|USA|UK|EU|EMEA|Europe|Canada)[- ]{1,3}remote\b/i.exec(line)?.[1];
  if (scoped === undefined) return null;
  const named = tidy(
    scoped.replaceAll(/\b(?:only|based|residents?|preferred|must be|citizens?|in|the|timezones?|time zones?|ok|possible)\b/gi, ' '),
  );
  const scopes = named
    .split(/\s{0,3}(?:[,/;+&]|\bor\b|\band\b)\s{0,3}/i, 12)
    .map(tidy)
    .filter((scope) => scope !== '' && !EMPLOYMENT.test(scope) && !WORKPLACE.test(scope) && !MONEY.test(scope));
  return scopes.length === 0 ? null : scopes;
}

/**
 * Reads a post of a monthly hiring thread by its first line.
 * @param html as Hacker News gives it: `<p>` between paragraphs, entities, links. @returns `null` when the line names no role: «unparsed».
 */
export function readHiringPost(html: string): HiringPost | null {
  const lines = plainOf(html.slice(0, MAX_BODY))
    .split('\n')
    .map((line) => line.replaceAll(/[ \t\r]{1,200}/g, ' '));
  const start = lines.findIndex((line) => tidy(line) !== '');
  if (start < 0) return null;
  const head = (lines[start] ?? '').trim().slice(0, MAX_HEAD);
  const hasPipes = head.includes('|');
  const pieces = piecesOf(head);
  const isShort = (piece: string) => piece.length <= (hasPipes ? 160 : 90);
  const sentence = SENTENCE.exec(pieces[0] ?? '');
  if (sentence !== null)
    pieces.splice(0, 1, sentence[1] ?? '', tidyRole(sentence[2] ?? ''), ...(sentence[3] === undefined ? [] : [tidy(sentence[3])]));
  const unclassified: string[] = [];
  const roles: string[] = [];
  const money: string[] = [];
  const workplaces: string[] = [];
  let employment: string | null = null;
  let vague = false;
  for (const [index, piece] of pieces.entries()) {
    const bare = tidy(piece.replaceAll(ADDRESS, ' ').replaceAll(/\(\s{0,3}\)|<\s{0,3}>|\[\s{0,3}\]/g, ' '));
    if (bare === '' || (BARE_DOMAIN.test(bare) && index > 0)) continue;
    const isMoney = MONEY.test(bare);
    if (isMoney) money.push(bare);
    const worksAt = WORKPLACE.test(bare);
    if (worksAt) workplaces.push(bare);
    if (EMPLOYMENT.test(bare)) employment ??= bare;
    const withoutWords = tidy(
      bare
        .replace(new RegExp(WORKPLACE, 'giu'), ' ')
        .replace(new RegExp(EMPLOYMENT, 'giu'), ' ')
        .replaceAll(/\([^()]{0,200}\)/g, ' '),
    );
    const isRole =
      ROLE.test(withoutWords) &&
      isShort(piece) &&
      !(
        index === 0 &&
        pieces.length > 1 &&
        !/(?:engineer|developer|architect|devops|designer|scientist|hiring|seeking)s?\b/i.test(withoutWords)
      );
    if (isRole) roles.push(...rolesIn(worksAt || isMoney ? tidy(withoutMoney(withoutWords)) : bare));
    else if (index > 0 && VAGUE.test(bare) && bare.length <= 80) vague = true;
    else if (!isMoney && withoutWords !== '' && !(index > 0 && NOISE.test(bare)) && bare.length <= 120) {
      if (worksAt || EMPLOYMENT.test(bare)) {
        // «Berlin or REMOTE»: what is left is a place
        const left = tidy(
          withoutWords
            .replaceAll(
              /\b(?:or|and|only|ok|possible|friendly|preferred|first|partial|optional|team|us|eu|in|interns?|visa|preferably|options?)\b/gi,
              ' ',
            )
            .replaceAll(/[/+&,]/g, ' '),
        );
        if (left !== '' && /^\p{Lu}/u.test(left)) unclassified.push(left);
      } else unclassified.push(bare);
    }
  }
  const [first = null, ...others] = unclassified;
  const found = new Set(roles.map((role) => role.slice(0, 200)).filter((role) => role !== ''));
  if (found.size === 0 || (found.size === 1 && vague)) for (const role of listedRoles(lines.slice(start + 1, start + 60))) found.add(role);
  if (found.size === 0) {
    const body = lines
      .slice(start, start + 12)
      .join(' ')
      .slice(0, 1_200);
    const prose = roleInProse(body);
    if (prose !== null) found.add(tidyRole(prose.replaceAll(/\s{1,9}/g, ' ')));
    else if (hasPipes && vague) found.add(pieces.find((piece, index) => index > 0 && VAGUE.test(piece)) ?? 'Multiple roles');
  }
  if (found.size === 0) return null;
  const company =
    first === null ? null : tidy(first.replaceAll(/\s{0,3}\([^()]{0,200}\)/g, ' ').split(/\s(?:is|are) (?:hiring|looking)\b/i, 1)[0] ?? '');
  const workplace = workplaces.length === 0 ? null : workplaces.join(' | ').slice(0, 100);
  return {
    company: company === null || company === '' || company.length > 100 ? null : company,
    roles: [...found].slice(0, MAX_ROLES),
    places: others.filter((piece) => piece.length <= 80).slice(0, 5),
    workplace,
    remoteScope: workplace === null || !/\bremote/i.test(workplace) ? null : remoteScopeIn(pieces),
    employmentType: employment === null ? null : (EMPLOYMENT.exec(employment)?.[0] ?? null),
    salaryText: money.length === 0 ? null : money.join(' | ').slice(0, 400),
  };
}
