import { createHash } from 'node:crypto';
import type { SavedSearch } from '../domain/saved-search.js';
import { CONSENT } from './consent.js';
import type { Digest, DigestListing } from './digest.js';
import { filterWords, fullFilterWords } from './search-words.js';
import { digestHtml, letterHtml, type LetterContent } from './mail-page.js';
import { manageToken, signedToken, type SigningKeys } from './tokens.js';

/** A mail, ready for any channel. Nothing in it holds a line end but the bodies. */
export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** `<…>`; the same for the same message, so that a receiver can tell a repetition. */
  readonly messageId: string;
  /** Names and values without line ends. */
  readonly headers: Readonly<Record<string, string>>;
}

export interface MailSettings {
  readonly signing: SigningKeys;
  /** Address of the site, without a slash at its end. */
  readonly baseUrl: string;
}

/**
 * One plain address: printable ASCII, one `@`, a dotted domain, no quotes, comments, lists or line ends. Stricter than the RFC on purpose.
 */
export function isPlainAddress(address: string): boolean {
  if (address.length > 254) return false;
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const labels = address.slice(at + 1).split('.');
  return (
    at > 0 &&
    local.length <= 64 &&
    /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(local) &&
    labels.length >= 2 &&
    labels.every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/.test(label))
  );
}

export const unsubscribeUrl = ({ signing, baseUrl }: MailSettings, searchId: string): string =>
  `${baseUrl}/alerts/unsubscribe/${signedToken(signing, 'unsubscribe', searchId)}`;
export const manageUrl = ({ signing, baseUrl }: MailSettings, target: string): string =>
  `${baseUrl}/alerts/manage/${manageToken(signing, target)}`;

/** `deliveryId.proof@host`, where the proof names the saved search: what a bounce report sends back tells whose mail it was. */
export const digestMessageId = ({ signing, baseUrl }: MailSettings, deliveryId: string, searchId: string): string =>
  `<${idPart(deliveryId)}.${signedToken(signing, 'bounce', searchId)}@${hostOf(baseUrl)}>`;

const idPart = (id: string): string => id.replace(/[^A-Za-z0-9-]/g, '').slice(0, 60);
const hostOf = (baseUrl: string): string => new URL(baseUrl).hostname.replace(/[^A-Za-z0-9.-]/g, '');

/** The token inside a digest's Message-ID, with or without its brackets; `null`: none of ours. */
export const bounceTokenOf = (messageId: string): string | null =>
  /^<?[A-Za-z0-9-]{1,60}\.([0-9a-f]{8}\.[A-Za-z0-9_-]{1,100}\.[A-Za-z0-9_-]{43})@/.exec(messageId.slice(0, 400))?.[1] ?? null;

/** A digest as a mail, with one-click unsubscription (RFC 8058). */
export function digestMail(settings: MailSettings, deliveryId: string, search: SavedSearch, digest: Digest): Mail {
  const links = { unsubscribe: unsubscribeUrl(settings, search.id), manage: manageUrl(settings, search.target) };
  return {
    to: search.target,
    subject: digest.subject,
    text: digestText(digest, links),
    html: digestHtml(digest, links),
    messageId: digestMessageId(settings, deliveryId, search.id),
    headers: {
      ...unsubscribeHeaders(links.unsubscribe),
      'Auto-Submitted': 'auto-generated',
      Precedence: 'bulk',
    },
  };
}

const unsubscribeHeaders = (url: string) => ({ 'List-Unsubscribe': `<${url}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });

function digestText(digest: Digest, links: { readonly unsubscribe: string; readonly manage: string }): string {
  return [
    `${digest.count} new ${digest.count === 1 ? 'listing' : 'listings'} for your search: ${digest.searchWords}`,
    '',
    ...digest.listings.flatMap((listing) => [...listingText(listing), '']),
    ...digest.notes.flatMap((note) => [note, '']),
    `See the search: ${digest.searchUrl}`,
    '',
    '-- ',
    'You get this because you saved this search.',
    `Change, pause or erase your alerts: ${links.manage}`,
    `Unsubscribe: ${links.unsubscribe}`,
    '',
  ].join('\n');
}

const listingText = (listing: DigestListing): string[] => [
  listing.title,
  `  ${listing.company} · ${listing.place}`,
  `  ${listing.level} · ${listing.pay}`,
  `  Matches ${listing.why}. First seen ${listing.firstSeen}${listing.occasion === null ? '' : `; ${listing.occasion}`}${listing.isClosed ? '; closed since' : ''}.`,
  `  ${listing.url}`,
];

export const cadenceWords = (search: Pick<SavedSearch, 'cadence' | 'hour' | 'weekday' | 'timeZone'>): string => {
  if (search.cadence === 'instant') return 'as they come, at most one mail in 15 minutes';
  const hour = `${String(search.hour).padStart(2, '0')}:00 (${search.timeZone})`;
  return search.cadence === 'daily' ? `every day at ${hour}` : `every ${WEEKDAYS[search.weekday - 1] ?? 'week'} at ${hour}`;
};
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * The one mail that an address gets before its owner agrees: our words, the search from values that we allow, and no word that a
 * stranger typed.
 */
export function confirmationMail(settings: MailSettings, search: SavedSearch, confirmToken: string, existing: number): Mail {
  const confirm = `${settings.baseUrl}/alerts/confirm/${confirmToken}`;
  const manage = manageUrl(settings, search.target);
  const letter: LetterContent = {
    title: 'Confirm your job alert',
    paragraphs: [
      `Somebody, probably you, asked us to send new listings to this address: ${filterWords(search.filter)}; ${cadenceWords(search)}.`,
      ...(existing > 0
        ? [`This address already has ${existing} confirmed ${existing === 1 ? 'alert' : 'alerts'}; this one is beside them.`]
        : []),
    ],
    button: { words: 'Look at it and confirm', href: confirm },
    after: [
      `By confirming you agree to this: «${CONSENT.sentence}»`,
      'If it was not you, do nothing: nothing more is sent, and the request is erased after 48 hours.',
    ],
    footer: [{ words: 'Your alerts', href: manage }],
  };
  // The same request's mail has the same id: from the token, which nobody can turn back.
  const id = createHash('sha256').update(`backboard:confirmation\0${confirmToken}`).digest('hex').slice(0, 32);
  return letterMail(search.target, letter, `<confirm.${id}@${hostOf(settings.baseUrl)}>`);
}

/** One notice to a reader whose search has gone blind: nothing it could hear of was read for a week. */
export function blindMail(settings: MailSettings, search: SavedSearch, since: string | null): Mail {
  const letter: LetterContent = {
    title: 'Your job alert is blind for now',
    paragraphs: [
      `None of the sources that could hold listings for your search ${since === null ? 'has been read yet' : `has been read since ${since}`}. The search: ${fullFilterWords(search.filter)}.`,
      'Silence from us does not mean that there is nothing new. You need not do anything: alerts go on by themselves once the sources answer.',
    ],
    button: { words: 'See the state of the sources', href: `${settings.baseUrl}/sources` },
    after: [],
    footer: [
      { words: 'Your alerts', href: manageUrl(settings, search.target) },
      { words: 'Unsubscribe', href: unsubscribeUrl(settings, search.id) },
    ],
  };
  const mail = letterMail(search.target, letter, `<blind-${idPart(search.id)}-${idPart(since ?? 'never')}@${hostOf(settings.baseUrl)}>`);
  return { ...mail, headers: { ...mail.headers, ...unsubscribeHeaders(unsubscribeUrl(settings, search.id)) } };
}

/** A letter of ours as a mail. */
function letterMail(to: string, letter: LetterContent, messageId: string): Mail {
  const text = [
    letter.title,
    '',
    ...letter.paragraphs.flatMap((words) => [words, '']),
    ...(letter.button === null ? [] : [`${letter.button.words}:`, letter.button.href, '']),
    ...letter.after.flatMap((words) => [words, '']),
    '-- ',
    ...letter.footer.map(({ words, href }) => `${words}: ${href}`),
    '',
  ].join('\n');
  return { to, subject: letter.title, text, html: letterHtml(letter), messageId, headers: { 'Auto-Submitted': 'auto-generated' } };
}
