import type postgres from 'postgres';
import type { SavedSearchStore } from '#src/store';
import { DELIVERY_STATES, knownCodeOf } from '../codes.js';
import { inTransaction } from '../transaction.js';

const [PENDING, BEGUN, DEAD] = (['pending', 'sending', 'dead'] as const).map((state) => knownCodeOf(DELIVERY_STATES, state)) as [
  number,
  number,
  number,
];
const WHY = 'told by another copy of this site, before a restore';

/** After a restore: what the lost database had sent is closed, not sent again. */
export function createSentElsewhere(sql: postgres.Sql): Pick<SavedSearchStore, 'closeSentElsewhere'> {
  return {
    closeSentElsewhere: (until, now) =>
      inTransaction(sql, async (tx) => {
        const opened = await tx<{ n: number }[]>`
          update delivery d set state = ${DEAD}, ended_at = ${now}, lease_owner = null, lease_until = null, error = ${WHY}
          where d.state in (${PENDING}, ${BEGUN}) and d.opened_at <= ${until} returning d.listings as n`;
        // Found anew after the restore, so matched anew: only the listing's own date tells that its readers have heard of it.
        const waiting = await tx`
          with told as materialized (
            select a.id, a.saved_search_id
            from alert a left join listing_moved m on m.id = a.listing_id left join listing l on l.id = coalesce(m.to_id, a.listing_id)
            where a.delivery_id is null and (a.at <= ${until} or l.posted_at <= ${until})
          ), made as (
            insert into delivery (saved_search_id, state, due_at, opened_at, ended_at, listings, error)
            select saved_search_id, ${DEAD}, ${now}, ${now}, ${now}, count(*)::int, ${WHY} from told group by 1
            returning id, saved_search_id
          )
          update alert a set delivery_id = made.id from told join made on made.saved_search_id = told.saved_search_id
          where a.id = told.id returning a.id`;
        return opened.reduce((sum, { n }) => sum + n, 0) + waiting.length;
      }),
  };
}
