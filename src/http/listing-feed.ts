import { fullFilterWords } from '../alerts/search-words.js';
import { levelWords, oneLine, payWords, placeWords } from '../alerts/listing-words.js';
import type { ListingCard } from '../domain/listing.js';
import type { ListingFilter } from '../domain/listing-filter.js';

export const FEED_FORMATS = ['atom', 'rss', 'json'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];

export const FEED_TYPES: Record<FeedFormat, string> = {
  atom: 'application/atom+xml; charset=utf-8',
  rss: 'application/rss+xml; charset=utf-8',
  json: 'application/feed+json; charset=utf-8',
};

export interface Feed {
  readonly filter: ListingFilter;
  readonly cards: readonly ListingCard[];
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly selfUrl: string;
  /** The same search for people. */
  readonly pageUrl: string;
  /** Canonical query of the filter: the feed's identity beside the host. */
  readonly query: string;
  /** When nothing is listed: the feed's own date. */
  readonly now: Date;
  readonly demo: boolean;
}

/** Permanent, never reused, and the same whatever host serves it. */
export const itemId = (card: Pick<ListingCard, 'id'>): string => `tag:backboard,2026:listing/${card.id}`;

/** What XML 1.0 cannot carry goes; what it reads as markup is escaped. */
export const xmlText = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** The newest first-seen time among the cards, or `null` for an empty feed. */
export function newestOf(cards: readonly ListingCard[]): Date | null {
  let newest: number | null = null;
  for (const card of cards) newest = Math.max(newest ?? 0, Date.parse(card.firstSeenAt));
  return newest === null ? null : new Date(newest);
}

interface Item {
  readonly id: string;
  readonly title: string;
  readonly url: string;
  readonly company: string;
  readonly facts: string;
  readonly tags: readonly string[];
  readonly published: Date;
  readonly updated: Date;
}

/** Facts only: a source's description is its own, and stands on its page. */
function itemOf(card: ListingCard, baseUrl: string): Item {
  const company = oneLine(card.company);
  return {
    id: itemId(card),
    title: `${oneLine(card.title)} · ${company}`,
    url: `${baseUrl}/jobs/${card.id}/${encodeURIComponent(card.slug)}`,
    company,
    facts: [levelWords(card), placeWords(card), payWords(card.salary), card.languages.slice(0, 6).join(', ')]
      .map((part) => oneLine(part))
      .filter((part) => part !== '')
      .join(' · '),
    tags: [card.level, ...card.languages, ...(card.workplace === null ? [] : [card.workplace])],
    published: new Date(card.postedAt),
    updated: new Date(card.firstSeenAt),
  };
}

const titleOf = (feed: Feed): string => `Backboard: ${oneLine(fullFilterWords(feed.filter))}${feed.demo ? ' (invented listings)' : ''}`;

function atom(feed: Feed, items: readonly Item[], updated: Date): string {
  const entries = items.map(
    (item) => `  <entry>
    <id>${item.id}</id>
    <title>${xmlText(item.title)}</title>
    <link rel="alternate" type="text/html" href="${xmlText(item.url)}"/>
    <published>${item.published.toISOString()}</published>
    <updated>${item.updated.toISOString()}</updated>
    <author><name>${xmlText(item.company)}</name></author>
${item.tags.map((tag) => `    <category term="${xmlText(tag)}"/>\n`).join('')}    <summary type="text">${xmlText(item.facts)}</summary>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
  <id>tag:backboard,2026:search/${xmlText(feed.query)}</id>
  <title>${xmlText(titleOf(feed))}</title>
  <updated>${updated.toISOString()}</updated>
  <link rel="self" type="application/atom+xml" href="${xmlText(feed.selfUrl)}"/>
  <link rel="alternate" type="text/html" href="${xmlText(feed.pageUrl)}"/>
  <generator uri="${xmlText(feed.baseUrl)}">Backboard</generator>
  <author><name>Backboard</name></author>
${entries.join('')}</feed>
`;
}

function rss(feed: Feed, items: readonly Item[], updated: Date): string {
  const entries = items.map(
    (item) => `    <item>
      <guid isPermaLink="false">${item.id}</guid>
      <title>${xmlText(item.title)}</title>
      <link>${xmlText(item.url)}</link>
      <pubDate>${item.published.toUTCString()}</pubDate>
${item.tags.map((tag) => `      <category>${xmlText(tag)}</category>\n`).join('')}      <description>${xmlText(xmlText(item.facts))}</description>
    </item>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
  <channel>
    <title>${xmlText(titleOf(feed))}</title>
    <link>${xmlText(feed.pageUrl)}</link>
    <description>${xmlText('New listings of this search, newest first')}</description>
    <language>en</language>
    <lastBuildDate>${updated.toUTCString()}</lastBuildDate>
    <atom:link rel="self" type="application/rss+xml" href="${xmlText(feed.selfUrl)}"/>
${entries.join('')}  </channel>
</rss>
`;
}

function json(feed: Feed, items: readonly Item[]): string {
  const clean = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD');
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: clean(titleOf(feed)),
    home_page_url: feed.pageUrl,
    feed_url: feed.selfUrl,
    language: 'en',
    items: items.map((item) => ({
      id: item.id,
      url: item.url,
      title: clean(item.title),
      content_text: clean(item.facts),
      date_published: item.published.toISOString(),
      date_modified: item.updated.toISOString(),
      authors: [{ name: clean(item.company) }],
      tags: item.tags,
    })),
  })}\n`;
}

/** The feed of a search: Atom 1.0, RSS 2.0 or JSON Feed 1.1; times in UTC. */
export function renderFeed(feed: Feed, format: FeedFormat): string {
  const items = feed.cards.map((card) => itemOf(card, feed.baseUrl));
  const updated = newestOf(feed.cards) ?? feed.now;
  return format === 'atom' ? atom(feed, items, updated) : format === 'rss' ? rss(feed, items, updated) : json(feed, items);
}
