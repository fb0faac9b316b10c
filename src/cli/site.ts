import { readFileSync } from 'node:fs';
import { serve, type ServerType } from '@hono/node-server';
import { SOURCES } from '#scrapers/index';
import { createApp } from '../http/app.js';
import { createPageFrame, pageRoutes } from '../http/routes/pages.js';
import { filterOfQuery } from '../normalise/query.js';
import { RETENTION } from '../domain/retention.js';
import { RULES_VERSION } from '../normalise/posting.js';
import { INSIGHTS } from '../insights/insights.js';
import { readAddress } from './read-address.js';
import { StartError } from '../domain/start-error.js';
import { VERSION } from '../version.js';
import type { Env } from '../env.js';
import type { HttpDeps } from '../http/deps.js';
import type { Log } from '../log.js';
import type { IndexState } from './index-client.js';
import type { Store } from '../store.js';

export interface RunningSite {
  readonly url: string;
  /** Tells load balancers to send no more. */
  drain(): void;
  /** Answers what is being asked, then stops listening. */
  close(): Promise<void>;
}

export interface SiteDeps {
  readonly env: Env;
  readonly store: Store;
  readonly now: () => Date;
  readonly log: Log;
  readonly secretKey: string;
  readonly subscriptions: HttpDeps['subscriptions'];
  readonly listingIndex: () => IndexState;
  /** `null`: questions of pay are answered in this thread. */
  readonly payReadings: HttpDeps['payReadings'] | null;
  readonly demo: boolean;
  readonly userAgent: string;
  /** Told the address once it is known. */
  readonly baseUrl: () => string;
  readonly foundAddress: (address: string) => void;
}

/** What `/readyz` says of the listing index; without it the database answers, so that nobody need wait. */
function indexWords(state: IndexState): string {
  switch (state.phase) {
    case 'building':
      return `being built, ${state.read} of ${state.expected} listings; the database answers`;
    case 'ready':
      return `ready, ${state.size} listings at ${state.position}`;
    case 'behind':
      return `behind, at ${state.position}; the database answers`;
    case 'down':
      return `down, started ${state.restarts} times; the database answers`;
    case 'starting':
      return 'starting; the database answers';
    case 'off':
      return 'off; the database answers';
  }
}

/** Figures of `npm run evaluate`, as committed; `null` where the release carries none. */
function evaluationTable(): Parameters<typeof pageRoutes>[0]['evaluation'] {
  for (const place of ['../../docs/evaluation.json', '../../../docs/evaluation.json']) {
    try {
      const file = JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as {
        asOf?: string;
        rows?: { what: string; figure: string; n: string }[];
      };
      if (file.asOf !== undefined && Array.isArray(file.rows)) return { asOf: file.asOf, rows: file.rows };
    } catch {
      continue;
    }
  }
  return null;
}

const portTaken = (port: number) => `PORT ${port} is in use: stop what listens there, or set PORT to another (PORT=0 picks a free one)`;

/** Serves the site and the API. @throws StartError when the port or the address cannot be had */
export async function createSite(deps: SiteDeps): Promise<RunningSite> {
  const { env, store, now, log, secretKey, subscriptions, demo, baseUrl } = deps;
  let isDraining = false;
  const sources = SOURCES.map(
    ({ id, name, homepage, terms, attribution, canonicalUrlPolicy, republish, inStatistics, default: isDefault }) => ({
      id,
      name,
      homepage,
      terms,
      attribution,
      canonicalUrlPolicy,
      republish,
      inStatistics,
      default: isDefault,
    }),
  );
  const insights = { ...INSIGHTS, perEuro: (currency: string, on: Date) => store.perEuroOf(currency, on) };
  const shared = {
    store,
    now,
    baseUrl,
    secretKey,
    demo,
    sources,
    insights,
    subscriptions,
    ...(deps.payReadings ? { payReadings: deps.payReadings } : {}),
  };
  const pages = pageRoutes({
    ...shared,
    readQuery: filterOfQuery,
    adding: { adminToken: env.ADMIN_TOKEN ?? null, recognise: (address) => readAddress(address, env) },
    retention: Object.values(RETENTION).map(({ what, words }) => ({ what, kept: words })),
    bot: { userAgent: deps.userAgent, contact: env.CONTACT_URL },
    rulesVersion: RULES_VERSION,
    evaluation: evaluationTable(),
    jobMarkup: env.JOB_POSTING_MARKUP === 'on',
  });
  const app = createApp({
    ...shared,
    log,
    version: VERSION,
    adminToken: env.ADMIN_TOKEN ?? null,
    trustedProxies: env.TRUSTED_PROXIES,
    readiness: async () => {
      if (isDraining) return { ready: false, checks: { process: 'ending' } };
      try {
        await store.ping();
        return { ready: true, checks: { database: 'answers', listingIndex: indexWords(deps.listingIndex()) } };
      } catch {
        return { ready: false, checks: { database: 'does not answer' } };
      }
    },
    pages,
    frame: createPageFrame({ demo, baseUrl }),
  });

  const server: ServerType = await new Promise((listening, failed) => {
    const made = serve({ fetch: app.fetch, port: env.PORT, hostname: env.HOST }, (info) => {
      const host = env.HOST === '0.0.0.0' || env.HOST === '::' ? 'localhost' : env.HOST.includes(':') ? `[${env.HOST}]` : env.HOST;
      deps.foundAddress(`http://${host}:${info.port}`);
      listening(made);
    });
    made.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') failed(new StartError(portTaken(env.PORT)));
      else if (error.code === 'EACCES') failed(new StartError(`PORT ${env.PORT} is reserved: choose one above 1023`));
      else failed(new StartError(`HOST ${env.HOST}: cannot listen there (${error.code ?? error.message})`));
    });
  });
  return {
    url: baseUrl(),
    drain() {
      isDraining = true;
    },
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        if ('closeIdleConnections' in server) server.closeIdleConnections();
      }),
  };
}
