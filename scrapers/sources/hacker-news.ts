import { z } from 'zod';
import { linksOf } from '../html.js';
import { readHiringPost } from '../hiring-post.js';
import { anything, FEED, getJson, idIn, jsonSource, must, number, pageJson, text } from '../lift.js';
import type { PageRequest } from '../source.js';

const HOST = 'hn.algolia.com';
const THREAD_DAYS = 45;
const DAY_MS = 86_400_000;
/** Until this day of the month the thread before is read too. */
const PREVIOUS_UNTIL_DAY = 5;

const Search = z.object({
  hits: z.array(z.object({ objectID: must, title: text, created_at: must }).nullable().catch(null)),
  page: number,
  nbPages: number,
});
const Thread = z.object({ id: z.number().int(), created_at: must, children: z.array(anything) });

const Row = z.object({ id: z.number().int(), text, created_at: text, threadCreatedAt: must });
const Lead = z.object({ id: z.number().int(), text: must, threadId: z.number().int() });

const itemUrl = (id: number): string => `https://news.ycombinator.com/item?id=${id}`;

interface ThreadHit {
  readonly id: string;
  readonly createdAt: string;
}

const threadPage = (id: string, then: string[] = []): PageRequest => ({
  url: `https://${HOST}/api/v1/items/${id}`,
  accept: 'application/json',
  carry: then.join(','),
  // A thread that has not changed says nothing of the one before.
  ifUnchanged: { next: then[0] === undefined ? null : threadPage(then[0], then.slice(1)) },
});

/** Since when threads are the live board's: this month's, and in its first days the one before. */
const liveSince = (now: Date): Date =>
  new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - (now.getUTCDate() <= PREVIOUS_UNTIL_DAY ? 1 : 0), 1));

const searchPage = (more: string) => `https://${HOST}/api/v1/search_by_date?tags=story,author_whoishiring&${more}`;

/** «Who is hiring?» threads, newest first; the same account also asks who wants to be hired, and for freelancers. */
function threadsIn(search: z.output<typeof Search>): ThreadHit[] {
  return search.hits.flatMap((hit) =>
    hit !== null && /^ask hn: who is hiring\b/i.test(hit.title ?? '') && /^\d{1,12}$/.test(hit.objectID)
      ? [{ id: hit.objectID, createdAt: hit.created_at }]
      : [],
  );
}

export const hackerNews = jsonSource({
  ...FEED,
  version: 2,
  id: 'hacker-news',
  name: 'Hacker News «Who is hiring?»',
  homepage: 'https://news.ycombinator.com/submitted?id=whoishiring',
  terms: 'https://hn.algolia.com/api',
  attribution: 'via Hacker News',
  default: 'on',
  hosts: [HOST],
  minIntervalMinutes: 60,
  maxAgeDays: THREAD_DAYS,
  maxPages: 4,
  // One board; a single thread of the past can be read as `thread-8120070`.
  canaries: ['date'],
  slugPattern: /^(?:who-is-hiring|thread-\d{1,12})$/,
  recognise(url) {
    if (url.hostname !== 'news.ycombinator.com' || url.pathname !== '/item') return null;
    const item = url.searchParams.get('id') ?? '';
    return /^\d{1,12}$/.test(item) ? { slug: 'who-is-hiring', externalId: item } : null;
  },
  firstPage({ slug }, now) {
    if (slug.startsWith('thread-')) return threadPage(slug.slice('thread-'.length));
    const until = Math.floor(now.getTime() / 1000);
    const both = now.getUTCDate() <= PREVIOUS_UNTIL_DAY;
    // Twelve hits hold four months of the account's three threads; the bound is rounded so that the address stays the same all day.
    return getJson(searchPage(`hitsPerPage=12&numericFilters=created_at_i<=${until - (until % 86_400) + 86_400}`), {
      carry: both ? 'both' : 'newest',
    });
  },
  page: z.union([Search, Thread]),
  rowsOf(page, { request }) {
    if ('hits' in page) {
      const wanted = threadsIn(page).slice(0, request.carry === 'both' ? 2 : 1);
      const [newest, ...before] = wanted.map((thread) => thread.id);
      return { rows: [], statedTotal: null, next: newest === undefined ? null : threadPage(newest, before) };
    }
    const [next, ...then] = (request.carry ?? '').split(',').filter((thread) => thread !== '');
    const rows = page.children.map((comment) =>
      typeof comment === 'object' && comment !== null
        ? { ...withoutReplies(comment), threadId: page.id, threadCreatedAt: page.created_at }
        : comment,
    );
    return { rows, statedTotal: null, next: next === undefined ? null : threadPage(next, then) };
  },
  idOf: idIn('id'),
  leadOf(row) {
    const read = Lead.safeParse(row);
    if (!read.success) return null;
    const { id, text: html, threadId } = read.data;
    const links = linksOf(html);
    return links.length === 0
      ? null
      : { links, company: readHiringPost(html)?.company ?? null, threadUrl: itemUrl(threadId), postUrl: itemUrl(id) };
  },
  row: Row,
  read(comment) {
    const html = comment.text ?? '';
    if (html.trim() === '') return { skip: 'deleted' };
    const post = readHiringPost(html);
    if (post === null) return { skip: 'unparsed: no role in its first line' };
    const url = itemUrl(comment.id);
    const expiresAt = new Date(Date.parse(comment.threadCreatedAt) + THREAD_DAYS * DAY_MS);
    const shared = {
      url,
      applyUrl: linksOf(html).find((link) => !link.includes('news.ycombinator.com')) ?? null,
      company: post.company,
      description: html,
      locations: post.places,
      workplace: post.workplace,
      remoteScope: post.remoteScope,
      employmentType: post.employmentType,
      salaryText: post.salaryText,
      postedAt: comment.created_at ?? comment.threadCreatedAt,
      expiresAt: Number.isNaN(expiresAt.getTime()) ? null : expiresAt.toISOString(),
    };
    return post.roles.map((title, index) => ({
      ...shared,
      title,
      externalId: index === 0 ? String(comment.id) : `${comment.id}#${index + 1}`,
    }));
  },
  backfill: {
    isHistory: (slug) => slug.startsWith('thread-'),
    // Threads that the live board reads are not the past.
    first: (from, now) =>
      getJson(
        searchPage(
          `hitsPerPage=100&page=0&numericFilters=created_at_i>=${Math.floor(from.getTime() / 1000)},created_at_i<=${Math.floor(liveSince(now).getTime() / 1000) - 1}`,
        ),
      ),
    read(page) {
      const search = pageJson(page, Search);
      const at = search.page ?? 0;
      const isLast = at + 1 >= (search.nbPages ?? 0) || at >= 20;
      const next = isLast ? null : getJson(page.request.url.replace(`&page=${at}&`, `&page=${at + 1}&`));
      const until = Number(/created_at_i<=(\d{1,12})/.exec(page.request.url)?.[1] ?? Infinity) * 1000;
      const past = threadsIn(search).filter((thread) => !(Date.parse(thread.createdAt) > until));
      return { boards: past.map((thread) => `thread-${thread.id}`), next };
    },
  },
});

function withoutReplies(comment: object): Record<string, unknown> {
  // Only what is read: names are nobody's business, points and replies change hourly, and an unchanged post should hash the same.
  const { id, text: body, created_at: createdAt } = comment as Record<string, unknown>;
  return { id, text: body, created_at: createdAt };
}
