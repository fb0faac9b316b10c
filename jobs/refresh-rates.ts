import type { Door } from '#src/net/door';
import { rateRows, ratesOfEcbXml } from '#src/normalise/exchange';
import type { Store } from '#src/store';

const FEED = 'https://www.ecb.europa.eu/stats/eurofxref/eurofxref-daily.xml';

export interface RefreshRates {
  readonly store: Pick<Store, 'addRates'>;
  readonly door: Pick<Door, 'request'>;
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void };
}

/** Adds the day's reference rates of the European Central Bank. Without a network the shipped ones serve, and rows say when they are stale. */
export function createRefreshRates({ store, door, log }: RefreshRates) {
  return async (signal: AbortSignal): Promise<void> => {
    try {
      const answer = await door.request({
        url: FEED,
        headers: { accept: 'application/xml' },
        allowedHosts: ['www.ecb.europa.eu'],
        maxDecodedBytes: 1_048_576,
        totalTimeoutMs: 30_000,
        followRedirects: true,
        signal,
      });
      if (answer.status !== 200) throw new Error(`status ${answer.status}`);
      const rates = rateRows(ratesOfEcbXml(new TextDecoder().decode(answer.body)));
      if (rates.length === 0) throw new Error('the feed holds no rates');
      await store.addRates(rates);
      log.info({ rates: rates.length }, 'reference rates refreshed');
    } catch (error) {
      log.warn(
        { reason: error instanceof Error ? error.message : String(error) },
        'reference rates could not be refreshed; the last known ones serve',
      );
    }
  };
}
