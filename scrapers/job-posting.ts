import { load } from 'cheerio';
import type { RawSalary } from '#src/domain/raw-posting';
import { decodeEntities } from './html.js';
import { boundOf, lineOf, salaryOf, type RawFields } from './raw-posting.js';

/** schema.org `JobPosting` in a page: reading what publishers really write. */
type Node = Record<string, unknown>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined || value === null ? [] : [value]);
const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? value : isNode(value) ? lineOf(value['name'] ?? value['value'], 300) : null;
const isPosting = (node: Node): boolean =>
  listOf(node['@type']).some((type) => typeof type === 'string' && /(?:^|\/)JobPosting$/.test(type));

const MAX_BLOCKS = 40;
const MAX_DEPTH = 8;

/** Every JobPosting below a value: objects, lists, `@graph`, ItemList. */
function postingsIn(value: unknown, depth = 0): Node[] {
  if (depth > MAX_DEPTH) return [];
  if (Array.isArray(value)) return value.slice(0, 500).flatMap((entry) => postingsIn(entry, depth + 1));
  if (!isNode(value)) return [];
  if (isPosting(value)) return [value];
  return ['@graph', 'itemListElement', 'item', 'mainEntity', 'mainEntityOfPage', 'hasPart'].flatMap((key) =>
    postingsIn(value[key], depth + 1),
  );
}

/** Line breaks and tabs inside strings are not JSON, and common: they become spaces. */
function parseLoosely(text: string): unknown {
  const body = text
    .trim()
    .replace(/^<!--|-->$/g, '')
    .replace(/;\s{0,9}$/, '');
  try {
    return JSON.parse(body);
  } catch {
    try {
      return JSON.parse(body.replaceAll(/[\u0000-\u001f]+/g, ' '));
    } catch {
      return null;
    }
  }
}

/** JobPosting objects of an HTML page; a block that is broken is skipped. */
export function jobPostingsOf(html: string): Node[] {
  const $ = load(html);
  const blocks = $('script')
    .toArray()
    .filter((element) => /ld\+json/i.test($(element).attr('type') ?? ''))
    .slice(0, MAX_BLOCKS);
  const values = blocks.map((element) => parseLoosely($(element).text()));
  const postings = values.flatMap((value) => postingsIn(value));
  const named = namedNodes(values);
  return postings.map((posting) => withReferences(posting, named));
}

/** Nodes that others may point at by `@id`: one `@graph` often holds the employer beside the posting. */
function namedNodes(values: readonly unknown[]): ReadonlyMap<string, Node> {
  const named = new Map<string, Node>();
  for (const value of values.flatMap(listOf).slice(0, 500)) {
    if (!isNode(value)) continue;
    for (const node of [value, ...listOf(value['@graph']).slice(0, 500)]) {
      if (isNode(node) && typeof node['@id'] === 'string' && Object.keys(node).length > 1) named.set(node['@id'], node);
    }
  }
  return named;
}

const REFERRING = ['hiringOrganization', 'jobLocation', 'baseSalary'] as const;

/** A posting with its bare `@id` references followed; one that leads nowhere is left out: an address is no employer's name. */
function withReferences(posting: Node, named: ReadonlyMap<string, Node>): Node {
  const follow = (value: unknown): unknown => {
    if (!isNode(value) || typeof value['@id'] !== 'string') return value;
    return Object.keys(value).every((key) => key.startsWith('@')) ? (named.get(value['@id']) ?? null) : value;
  };
  const followed = REFERRING.flatMap((key) => {
    const value = posting[key];
    return value === undefined ? [] : [[key, Array.isArray(value) ? value.slice(0, 100).map(follow) : follow(value)] as const];
  });
  return { ...posting, ...Object.fromEntries(followed) };
}

const slugOf = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '');

/** The posting that a single-job page is about, where «similar jobs» stand beside it: by address, then by the page's own title, then the first. */
export function mainPosting(postings: readonly Node[], address: string, pageTitle: string): Node | null {
  if (postings.length <= 1) return postings[0] ?? null;
  const path = new URL(address).pathname.replace(/\/$/, '');
  const title = slugOf(pageTitle);
  return (
    postings.find(
      (posting) =>
        typeof posting['url'] === 'string' &&
        URL.canParse(posting['url'], address) &&
        new URL(posting['url'], address).pathname.replace(/\/$/, '') === path,
    ) ??
    postings.find(
      (posting) => typeof posting['title'] === 'string' && slugOf(posting['title']) !== '' && title.includes(slugOf(posting['title'])),
    ) ??
    postings[0] ??
    null
  );
}

function addressesOf(posting: Node): Node[] {
  return listOf(posting['jobLocation']).flatMap((place) =>
    isNode(place) ? listOf(place['address'] ?? place).filter(isNode) : typeof place === 'string' ? [{ addressLocality: place }] : [],
  );
}

function placesOf(posting: Node): { locations: string[]; country: string | null } {
  const addresses = addressesOf(posting);
  const locations = addresses.map((address) =>
    [
      ...new Set(
        [address['addressLocality'], address['addressRegion'], address['addressCountry']]
          .map(textOf)
          .filter((part) => part !== null && part !== ''),
      ),
    ].join(', '),
  );
  const countries = new Set(
    addresses.flatMap((address) => listOf(address['addressCountry']).map(textOf)).filter((country) => country !== null),
  );
  return { locations, country: countries.size === 1 ? ([...countries][0] ?? null) : null };
}

/** Stated pay only; `estimatedSalary` is the site's own guess and is never read. */
export function salariesOf(posting: Node): RawSalary[] {
  return listOf(posting['baseSalary']).flatMap((base) => {
    const sibling = posting['salaryCurrency'];
    if (typeof base === 'number' || typeof base === 'string')
      return salaryOf({ ...rangeOf(base), currency: sibling, period: null, kind: 'base', quote: typeof base === 'string' ? base : null });
    if (!isNode(base)) return [];
    const [first] = listOf(base['value']);
    const value = isNode(first) ? first : { value: first };
    const single = value['value'] ?? base['amount'];
    const range = typeof single === 'string' || typeof single === 'number' ? rangeOf(single) : { min: null, max: null };
    const [low, high] = [value['minValue'] ?? base['minValue'], value['maxValue'] ?? base['maxValue']];
    const isStated = low !== undefined || high !== undefined;
    // «from 60,000» alone states no ceiling.
    const min = isStated ? numberOf(low) : range.min;
    const max = isStated ? numberOf(high) : range.max;
    return salaryOf({
      min,
      max,
      currency: base['currency'] ?? value['currency'] ?? sibling,
      period: value['unitText'] ?? base['unitText'] ?? null,
      kind: 'base',
    });
  });
}

/** `"85,000"`, `"85.000"`, `"85 000.00"` as numbers; `null` for anything that is not one figure. */
function numberOf(value: unknown): number | null {
  if (typeof value === 'number') return boundOf(value);
  const text = typeof value === 'string' ? value.trim().replace(/^[^\d]{1,4}/, '') : '';
  if (!/^\d[\d.,'\s]{0,15}$/.test(text)) return null;
  // One or two digits after the last mark are cents; three are thousands.
  const cents = /[.,](\d{1,2})$/.exec(text);
  const whole = (cents === null ? text : text.slice(0, cents.index)).replaceAll(/[.,'\s]/g, '');
  return boundOf(Number(cents === null ? whole : `${whole}.${cents[1] ?? '0'}`));
}

function rangeOf(value: string | number): { min: number | null; max: number | null } {
  const [low, high] = String(value).split(/\s{0,3}[-–—]\s{0,3}/, 3);
  return { min: numberOf(low), max: numberOf(high ?? low) };
}

const identifierOf = (posting: Node): string | null => {
  const { identifier } = posting;
  const value = isNode(identifier) ? identifier['value'] : identifier;
  return typeof value === 'string' || typeof value === 'number' ? lineOf(value, 200) : null;
};

/**
 * A JobPosting's fields. `validThrough` in the past is kept: it is the source's own expiry.
 * @param address the page's own, for postings that name none and for relative ones.
 */
export function jobPostingFields(posting: Node, address: string): RawFields {
  const own = typeof posting['url'] === 'string' && URL.canParse(posting['url'], address) ? new URL(posting['url'], address).href : address;
  const company = textOf(posting['hiringOrganization']);
  const { locations, country } = placesOf(posting);
  const applicants = listOf(posting['applicantLocationRequirements'])
    .map(textOf)
    .filter((place): place is string => place !== null && place !== '');
  const isRemote = listOf(posting['jobLocationType']).some((type) => typeof type === 'string' && /telecommute/i.test(type));
  const description = typeof posting['description'] === 'string' ? posting['description'] : null;
  const title = decodeEntities(lineOf(posting['title'] ?? posting['name'], 600) ?? '');
  return {
    externalId: identifierOf(posting) ?? new URL(own).pathname,
    // «Role | Company | Site»
    title: title.includes(' | ') ? (title.split(' | ', 1)[0] ?? title) : title,
    url: own,
    company: company === null ? null : decodeEntities(company),
    description:
      description !== null && description.includes('&lt;') && !/<[a-z/]/i.test(description) ? decodeEntities(description) : description,
    locations,
    country,
    workplace: isRemote ? 'remote' : null,
    remoteScope: isRemote && applicants.length > 0 ? applicants : null,
    employmentType: listOf(posting['employmentType'])
      .filter((type) => typeof type === 'string')
      .join(', '),
    industry: textOf(posting['industry']),
    salaries: salariesOf(posting),
    postedAt: posting['datePosted'],
    expiresAt: posting['validThrough'],
    dateQuality: typeof posting['datePosted'] === 'string' && posting['datePosted'].length <= 10 ? 'day' : 'exact',
  };
}
