import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { idIn, jsonSource, wholeBoard } from '#scrapers/lift';
import type { Source } from '#scrapers/source';

export interface SiteRow {
  readonly id: string;
  readonly title: string | null;
  readonly place?: string;
  readonly company?: string;
  readonly description?: string;
  readonly pay?: { readonly min: number; readonly max: number };
  /** As the site writes it; left out: the first of November. */
  readonly postedAt?: unknown;
}

/** A real job site on this machine: one board, whose rows and moods a test sets; and the source that reads it. */
export interface JobSite {
  rows: SiteRow[];
  /** What robots.txt answers. */
  robots: { status: number; text: string };
  /** Answers instead of the list, once set. */
  mood: ((request: IncomingMessage, response: ServerResponse) => void) | null;
  readonly requests: { readonly path: string; readonly ifNoneMatch: string | undefined; readonly agent: string | undefined }[];
  readonly source: Source;
  close(): Promise<void>;
}

const Row = z.object({
  id: z.string(),
  title: z.string(),
  place: z.string().optional(),
  company: z.string().optional(),
  description: z.string().optional(),
  // As sources read it: of another type it is unknown.
  pay: z.object({ min: z.number(), max: z.number() }).nullish().catch(null),
  postedAt: z.unknown().optional(),
});

export async function startJobSite(change: Partial<Source> = {}): Promise<JobSite> {
  const requests: { path: string; ifNoneMatch: string | undefined; agent: string | undefined }[] = [];
  const server = createServer((request, response) => {
    requests.push({ path: request.url ?? '', ifNoneMatch: request.headers['if-none-match'], agent: request.headers['user-agent'] });
    if (request.url === '/robots.txt') {
      response.writeHead(site.robots.status, { 'content-type': 'text/plain' }).end(site.robots.text);
      return;
    }
    if (site.mood !== null) {
      site.mood(request, response);
      return;
    }
    const body = JSON.stringify({ jobs: site.rows });
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) response.writeHead(304, { etag }).end();
    else response.writeHead(200, { 'content-type': 'application/json', etag }).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const source = jsonSource({
    id: 'test-site',
    version: 1,
    name: 'Test site',
    homepage: `http://127.0.0.1:${port}`,
    terms: `http://127.0.0.1:${port}/terms`,
    attribution: null,
    canonicalUrlPolicy: 'employer',
    republish: true,
    robotsPolicy: 'enforce',
    default: 'on',
    inStatistics: true,
    hosts: ['127.0.0.1'],
    platform: true,
    minIntervalMinutes: 60,
    gapMs: 0,
    bodyCap: 1_000_000,
    ends: 'list',
    maxAgeDays: 30,
    statesTotal: false,
    canaries: [],
    maxPages: 3,
    recognise: () => null,
    slugPattern: /^[a-z]+$/,
    firstPage: ({ slug }) => wholeBoard(`http://127.0.0.1:${port}/${slug}`),
    page: z.object({ jobs: z.array(z.unknown()) }),
    rowsOf: ({ jobs }) => ({ rows: jobs, statedTotal: null, next: null }),
    idOf: idIn('id'),
    row: Row,
    read: (row) => ({
      externalId: row.id,
      title: row.title,
      url: `https://jobs.example.com/${row.id}`,
      description: row.description ?? `<p>${row.title}: you build services in Go on PostgreSQL.</p>`,
      company: row.company ?? null,
      locations: [row.place ?? 'Berlin'],
      country: 'DE',
      salaries:
        row.pay === undefined || row.pay === null
          ? []
          : [{ ...row.pay, currency: 'EUR', period: 'year', label: null, kind: 'base', quote: `${row.pay.min}–${row.pay.max}` }],
      postedAt: row.postedAt ?? '2026-11-01T00:00:00Z',
    }),
    ...change,
  });
  const site: JobSite = {
    rows: [],
    robots: { status: 200, text: 'User-agent: *\nAllow: /\n' },
    mood: null,
    requests,
    source,
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
  return site;
}
