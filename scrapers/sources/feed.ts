import { z } from 'zod';
import { decodeEntities } from '../html.js';
import { FEED, idIn, markupSource, must, text } from '../lift.js';
import { feedItems } from '../markup.js';

/** The board is the feed's own address without `https://`: `larajobs.com/feed`. */
const SLUG = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,5}[a-z]{2,24}(?:\/[A-Za-z0-9._~%!$&'()*+,;=:@?/-]{0,500})?$/;

const Item = z.object({
  title: must,
  link: text,
  id: text,
  guid: text,
  description: text,
  summary: text,
  content: text,
  'content:encoded': text,
  pubDate: text,
  published: text,
  updated: text,
  expires_at: text,
  region: text,
  country: text,
  'job:location': text,
  'job:company': text,
  'dc:creator': text,
  'dc:date': text,
  author: text,
  category: text,
  type: text,
});

/** How a feed puts the employer into its titles; named by who adds the board (`memo.titles`). */
const TITLE_FORMS: Readonly<Record<string, (title: string) => readonly [role: string, company: string] | null>> = {
  'role, company': (title) => cutAt(title, title.lastIndexOf(', '), 2),
  'role at company': (title) => cutAt(title, title.lastIndexOf(' at '), 4),
  'company: role': (title) => {
    const found = cutAt(title, title.indexOf(': '), 2);
    return found === null ? null : [found[1], found[0]];
  },
};
export const FEED_TITLE_FORMS = Object.keys(TITLE_FORMS);

function cutAt(title: string, at: number, length: number): readonly [string, string] | null {
  return at <= 0 ? null : [title.slice(0, at), title.slice(at + length)];
}

export const feed = markupSource({
  ...FEED,
  id: 'feed',
  name: 'RSS or Atom feed',
  homepage: 'https://www.rssboard.org/rss-specification',
  terms: 'https://www.rssboard.org/rss-specification',
  default: 'opt-in',
  hosts: [],
  minIntervalMinutes: 120,
  slugPattern: SLUG,
  recognise: () => null,
  firstPage: ({ slug }) => ({
    url: `https://${slug}`,
    accept: 'application/rss+xml, application/atom+xml, application/xml;q=0.9',
    ifUnchanged: { next: null },
  }),
  rowsOf: (page) => ({ rows: feedItems(page), statedTotal: null, next: null }),
  idOf: idIn('guid', 'id', 'link'),
  row: Item,
  read(item, board) {
    const title = decodeEntities(item.title);
    const named = TITLE_FORMS[board.memo['titles'] ?? '']?.(title) ?? null;
    const link = item.link ?? item.guid ?? item.id;
    return {
      externalId: item.guid ?? item.id ?? item.link,
      title: named?.[0] ?? title,
      url: link,
      company: named?.[1] ?? item['job:company'] ?? item['dc:creator'] ?? item.author ?? null,
      description: item['content:encoded'] ?? item.content ?? item.description ?? item.summary ?? null,
      locations: [item['job:location'] ?? item.region ?? item.country ?? ''],
      employmentType: item.type ?? null,
      tags: item.category ? [item.category] : [],
      postedAt: item.pubDate ?? item.published ?? item['dc:date'] ?? item.updated,
      expiresAt: item.expires_at,
    };
  },
});
