import type { ListingCard } from '../domain/listing.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import { PUBLICATION } from '../domain/salary-factor.js';
import type { FilterContext } from '../search/compile-filter.js';
import type { ListingStore, PageFactStore, Store } from '../store.js';
import type { IndexClient } from './index-client.js';

/** Cards kept ready, and for how long: when a listing was last confirmed changes without a line in the log. */
const MOST_CARDS = 20_000;
const CARD_MS = 10 * 60_000;

const isOpenOnly = ({ status }: ListingFilter): boolean => status === undefined || status === 'open';
/** Newer than every rate. */
const NEWEST = new Date('9999-12-31T00:00:00Z');

/** Cards by id, asked of the database once; a listing's card goes when it changes. */
function createCardCache(store: Pick<Store, 'cardsOf'>, now: () => Date) {
  const kept = new Map<number, { readonly card: ListingCard; readonly until: number }>();
  /** Rises with every change: a card that was asked for before one is not kept after it. */
  let changes = 0;
  return {
    forget(ids: readonly number[]) {
      changes += 1;
      for (const id of ids) kept.delete(id);
    },
    async of(ids: readonly number[]): Promise<readonly ListingCard[]> {
      const at = now().getTime();
      const missing = ids.filter((id) => (kept.get(id)?.until ?? -Infinity) <= at);
      const before = changes;
      const read = new Map((missing.length === 0 ? [] : await store.cardsOf(missing)).map((card) => [card.id, card]));
      const cards = ids.flatMap((id) => read.get(id) ?? kept.get(id)?.card ?? []);
      if (before === changes) {
        for (const [id, card] of read) {
          kept.delete(id);
          kept.set(id, { card, until: at + CARD_MS });
        }
        for (const oldest of kept.keys()) {
          if (kept.size <= MOST_CARDS) break;
          kept.delete(oldest);
        }
      }
      return cards;
    },
  };
}

/**
 * The store with the listing index before it: searches of open listings, counts and facets are the index's while it is ready and current,
 * and the database's otherwise. Both answer the same; relevance is the index's alone.
 */
export function withListingIndex(store: Store, index: IndexClient, now: () => Date): Store {
  const cards = createCardCache(store, now);
  index.onChanged((ids) => cards.forget(ids));
  const isReady = () => index.state().phase === 'ready';

  async function contextOf(filter: ListingFilter, at: Date): Promise<FilterContext> {
    const hasAmount = filter.salaryMin !== undefined || filter.salaryMax !== undefined;
    const currency = filter.currency ?? 'EUR';
    return { now: at, perEuro: !hasAmount ? null : currency === 'EUR' ? 1 : await store.perEuroOf(currency, NEWEST) };
  }

  const searching: Pick<ListingStore, 'findListings' | 'rankListings' | 'suggest' | 'countListings' | 'facets' | 'dataVersion'> &
    Pick<PageFactStore, 'payAmounts'> = {
    async findListings(query) {
      if (!isReady() || !isOpenOnly(query.filter)) return store.findListings(query);
      const context = await contextOf(query.filter, query.now);
      const { filter, sort, limit, after } = query;
      const asked = await index.ask({
        kind: 'query',
        query: { ...context, filter, sort, limit, after: after?.sort === sort ? after : null },
      });
      const page = asked?.answer;
      if (page === undefined || page === null || page.next?.sort === 'relevance') return store.findListings(query);
      return { data: await cards.of(page.ids), total: page.total, withPay: page.withPay, next: page.next };
    },

    async rankListings({ filter, limit, after, now: at }) {
      if (!isReady() || !isOpenOnly(filter)) return null;
      const context = await contextOf(filter, at);
      const cursor = after === null ? null : ({ sort: 'relevance', ...after } as const);
      const asked = await index.ask({ kind: 'query', query: { ...context, filter, sort: 'relevance', limit, after: cursor } });
      if (asked === null) return null;
      const page = asked.answer;
      if (page === null) return 'gone';
      const next = page.next?.sort === 'relevance' ? { version: page.next.version, offset: page.next.offset } : null;
      return { data: await cards.of(page.ids), total: page.total, withPay: page.withPay, next };
    },

    async suggest(typed, most) {
      return (await index.ask({ kind: 'suggest', typed, most }))?.answer ?? null;
    },

    async countListings(filter, at) {
      if (!isReady() || !isOpenOnly(filter)) return store.countListings(filter, at);
      const context = await contextOf(filter, at);
      const asked = await index.ask({ kind: 'query', query: { ...context, filter, sort: 'newest', limit: 0, after: null } });
      return asked?.answer?.total ?? (await store.countListings(filter, at));
    },

    async facets(filter, facets, at) {
      if (!isReady() || !isOpenOnly(filter)) return store.facets(filter, facets, at);
      const asked = await index.ask({ kind: 'facets', query: { ...(await contextOf(filter, at)), filter }, facets });
      return asked?.answer ?? (await store.facets(filter, facets, at));
    },

    async payAmounts(filter, currency, perEuro, most, at) {
      if (!isReady() || !isOpenOnly(filter)) return store.payAmounts(filter, currency, perEuro, most, at);
      const asked = { currency, perEuroOfCurrency: perEuro, most, employers: PUBLICATION.median.employers };
      const answer = await index.ask({ kind: 'payAmounts', query: { ...(await contextOf(filter, at)), filter }, asked });
      return answer?.answer ?? (await store.payAmounts(filter, currency, perEuro, most, at));
    },

    /** Answers are kept by this: while the index answers, it is where the index stands, so that none of an older state is kept as newer. */
    async dataVersion() {
      const state = index.state();
      return state.phase === 'ready' ? `i${state.position}` : store.dataVersion();
    },
  };
  return { ...store, ...searching };
}
