import { SANITISER_VERSION, safeHtmlOf } from '#src/normalise/safe-html';
import type { Store } from '#src/store';

const BATCH = 100;

/** Makes the HTML that pages may show; until then they show the description's text. */
export function createSanitiseDescriptions({ store }: { readonly store: Pick<Store, 'descriptionsToSanitise' | 'saveSanitised'> }) {
  return async (signal: AbortSignal): Promise<number> => {
    let done = 0;
    while (!signal.aborted) {
      const rows = await store.descriptionsToSanitise(SANITISER_VERSION, BATCH);
      if (rows.length === 0) break;
      await store.saveSanitised(
        SANITISER_VERSION,
        rows.map(({ postingId, description }) => ({ postingId, html: safeHtmlOf(description) })),
      );
      done += rows.length;
      // Cleaning is work of one core: requests in the same process get their turn between batches.
      await new Promise((next) => setImmediate(next));
    }
    return done;
  };
}
