import type { Child } from 'hono/jsx';
import { AboutPage, ApiPage, BotPage, PrivacyPage } from '#src/web/about-pages';
import { AlertsPage, CheckMailPage, NewAlertPage } from '#src/web/alert-pages';
import { ConfirmPage, DeadLinkPage, ManagePage, UnsubscribePage } from '#src/web/alert-token-pages';
import { ComparePage } from '#src/web/compare-page';
import { CompaniesPage, CompanyPage } from '#src/web/companies-page';
import { ErrorPage } from '#src/web/error-page';
import { FramedPage, type Site } from '#src/web/layout';
import { LevelPage } from '#src/web/level-page';
import { LevelsPage } from '#src/web/levels-page';
import { ListingPage } from '#src/web/listing-page';
import type { ListingView } from '#src/web/listing-pay';
import { MethodPage } from '#src/web/method-page';
import { SalariesPage } from '#src/web/salaries-page';
import type { SalariesView } from '#src/web/salary-table';
import { SearchPage } from '#src/web/search-page';
import type { SearchView } from '#src/web/search-view';
import type { SourceFacts } from '#src/web/source-facts';
import { SourcePage } from '#src/web/source-page';
import { SourcesPage } from '#src/web/sources-page';
import { TrendsPage } from '#src/web/trends-page';
import { docsBody } from '#src/http/docs-page';
import { LEVELS } from '#src/domain/level';
import type { Listing, ListingCard } from '#src/domain/listing';
import { ListingFilter } from '#src/domain/listing-filter';
import type { SalaryCell, SalaryFactor, SalaryTrendPoint } from '#src/domain/salary-factor';
import type { Salary } from '#src/domain/salary';
import type { SavedSearch } from '#src/domain/saved-search';
import type { BoardStatus } from '#src/store';

/** Invented values of every shape that pages draw; no page's text comes from anywhere else. */
export const SITE: Site = { theme: 'auto', demo: false, path: '/jobs', baseUrl: 'https://board.example' };
export const EVERYTHING: ListingFilter = ListingFilter.parse({});
export const FEEDS = { atom: '/f.atom', rss: '/f.rss', json: '/f.json', csv: '/l.csv' };

export const SALARY: Salary = {
  min: 60,
  max: 85,
  currency: 'EUR',
  period: 'hour',
  annualMin: 124_800,
  annualMax: 176_800,
  bound: 'range',
  kind: 'base',
  tax: null,
  contract: 'contractor',
  label: 'Zone A',
  origin: 'text',
  flags: ['implied-currency'],
  quote: '60 to 85 an hour',
};

export const CARD: ListingCard = {
  id: 7,
  slug: 'senior-go-engineer-harbour',
  title: 'Senior Go Engineer',
  company: 'Harbour & Vale',
  companySlug: 'harbour-vale',
  canonicalTitle: 'Senior Backend Developer',
  level: 'senior',
  levelMin: 'senior',
  levelMax: 'senior',
  levelBasis: 'title',
  specialisation: 'api',
  isBackend: 'yes',
  languages: ['go', 'csharp'],
  skills: ['postgresql', 'kafka'],
  industry: 'fintech',
  workplace: 'remote',
  locations: [
    { city: 'Berlin', region: 'Berlin', country: 'DE', raw: 'Berlin', latitude: 52.5, longitude: 13.4 },
    { city: null, region: null, country: null, raw: 'Anywhere near a lake', latitude: null, longitude: null },
  ],
  remoteScope: { worldwide: false, include: ['DE', 'EMEA'], exclude: [], utcFrom: null, utcTo: null },
  salary: SALARY,
  status: 'open',
  postedAt: '2026-11-20T08:00:00.000Z',
  firstSeenAt: '2026-11-20T09:00:00.000Z',
  lastConfirmedAt: '2026-11-23T09:00:00.000Z',
  closedAt: null,
  sources: ['greenhouse', 'remoteok'],
  url: 'https://boards.example/7',
};

export const UNPAID: ListingCard = {
  ...CARD,
  id: 8,
  title: 'Backend Engineer',
  level: 'mid',
  levelMin: 'mid',
  levelMax: 'mid',
  levelBasis: 'default',
  salary: null,
  workplace: null,
  locations: [],
  remoteScope: null,
  sources: ['greenhouse'],
};

export const LISTING: Listing = {
  ...CARD,
  employmentType: 'contract',
  tags: ['on-call', 'async'],
  yearsMin: 5,
  salaries: [
    SALARY,
    {
      ...SALARY,
      period: 'year',
      min: 90_000,
      max: null,
      bound: 'from',
      annualMin: 90_000,
      annualMax: null,
      contract: null,
      label: 'Zone B',
    },
  ],
  descriptionText: 'First part.\nIts second line.\n\nSecond part.',
  descriptionHtml: null,
  evidence: [
    { field: 'level', from: 'title', quote: 'Senior', start: 0, end: 6, rule: '«senior» in the title' },
    { field: 'workplace', from: 'field', quote: 'Remote', start: null, end: null, rule: 'the source’s own field' },
  ],
  rulesVersion: '3',
  postings: [
    {
      id: 1,
      source: 'greenhouse',
      board: 'harbour',
      externalId: '1',
      title: 'Senior Go Engineer',
      url: 'https://boards.example/7',
      applyUrl: null,
      isFace: true,
      firstSeenAt: '2026-11-20T09:00:00.000Z',
      lastConfirmedAt: '2026-11-23T09:00:00.000Z',
      expiresAt: '2026-12-31T00:00:00.000Z',
      closedAt: null,
      closeReason: null,
      reopened: 0,
      joinedBecause: null,
    },
    {
      id: 2,
      source: 'remoteok',
      board: 'remoteok',
      externalId: '2',
      title: 'Senior Go Engineer (remote)',
      url: 'https://remote.example/2',
      applyUrl: 'https://remote.example/2/apply',
      isFace: false,
      firstSeenAt: '2026-11-21T09:00:00.000Z',
      lastConfirmedAt: '2026-11-22T09:00:00.000Z',
      expiresAt: null,
      closedAt: '2026-11-23T09:00:00.000Z',
      closeReason: 'aged-out',
      reopened: 1,
      joinedBecause: 'same employer and role, 61 of 64 shingles alike',
    },
  ],
  history: [
    { at: '2026-11-21T09:00:00.000Z', postingId: 1, field: 'pay', before: '€50–70', after: '€60–85' },
    { at: '2026-11-22T09:00:00.000Z', postingId: 1, field: 'description', before: null, after: null },
  ],
};

const source = (id: string, name: string, attribution: string | null): SourceFacts => ({
  id,
  name,
  homepage: `https://${id}.example/`,
  terms: `https://${id}.example/terms`,
  attribution,
  republish: true,
  default: 'on',
});
export const SOURCES = [
  source('greenhouse', 'Greenhouse', null),
  source('remoteok', 'Remote OK', 'Jobs from Remote OK.'),
  source('hn', 'Hacker News', null),
];
export const listingView = (listing: Listing = LISTING): ListingView => ({
  site: { ...SITE, path: `/jobs/${listing.id}/${listing.slug}` },
  listing,
  sources: new Map(SOURCES.map((one) => [one.id, one])),
  similar: [UNPAID],
  peers: { cell: cell('senior'), own: 61_000, words: 'senior level listings in Germany', href: '/salaries?level=senior' },
  now: '2026-11-23T20:00:00.000Z',
  jobMarkup: false,
});

export const searchView = (changed: Partial<SearchView> = {}): SearchView => ({
  site: SITE,
  home: false,
  filter: ListingFilter.parse({ level: ['senior', 'not:vp'], language: 'go', salaryMin: '90000', q: '"event store"', region: 'Bavaria' }),
  sort: 'newest',
  page: { data: [CARD, UNPAID], total: 40, withPay: 21 },
  firstPage: true,
  unranked: false,
  next: '/jobs?cursor=abc',
  facets: {
    level: LEVELS.slice(1, 4).map((value, index) => ({ value, count: 10 - index })),
    language: ['go', 'rust', 'java', 'python', 'kotlin', 'scala', 'ruby', 'php', 'csharp', 'cpp'].map((value, index) => ({
      value,
      count: 20 - index,
    })),
    country: [{ value: 'DE', count: 12 }],
    city: null,
    workplace: [{ value: 'remote', count: 30 }],
    pay: [
      { value: 'stated', count: 21 },
      { value: 'unknown', count: 19 },
    ],
    source: [{ value: 'greenhouse', count: 40 }],
    age: [{ value: '7d', count: 5 }],
  },
  histogram: {
    currency: 'EUR',
    n: 21,
    isCut: false,
    bins: [40, 60, 80, 100].map((from, index) => ({ from: from * 1000, to: from * 1000 + 20_000, count: [2, 9, 7, 3][index] ?? 0 })),
  },
  relaxed: [],
  didYouMean: null,
  stale: [],
  problems: [],
  typed: {},
  sourceNames: { greenhouse: 'Greenhouse' },
  progress: null,
  feeds: FEEDS,
  now: '2026-11-23T20:00:00.000Z',
  ...changed,
});

export const cell = (key: string, changed: Partial<SalaryCell> = {}): SalaryCell => ({
  key: [key],
  currency: 'EUR',
  n: 54,
  employers: 29,
  listings: 93,
  shareWithPay: 54 / 93,
  p10: 40_000,
  p25: 46_819,
  p50: 54_833,
  p75: 64_158,
  p90: 70_000,
  medianInterval: { low: 50_500, high: 59_474 },
  medianMin: 50_000,
  medianMax: 60_000,
  reweighted: false,
  suppressedReason: null,
  ...changed,
});
const nothing = { p10: null, p25: null, p50: null, p75: null, p90: null, medianInterval: null, medianMin: null, medianMax: null };
export const FEW = cell('vp', { ...nothing, n: 7, employers: 3, suppressedReason: 'fewer than 10 listings' });

export const salariesView = (changed: Partial<SalariesView> = {}): SalariesView => ({
  site: { ...SITE, path: '/salaries' },
  filter: EVERYTHING,
  by: 'level',
  currency: 'EUR',
  answer: {
    cells: [
      cell('entry'),
      cell('senior', { p50: 102_353, p25: 89_000, p75: 115_465, medianInterval: { low: 97_685, high: 109_259 }, reweighted: true }),
      FEW,
      cell('unmarked'),
    ],
    overall: cell('', { key: [] }),
    from: '2025-11-23T00:00:00.000Z',
    to: '2026-11-23T00:00:00.000Z',
    asOf: '2026-11-23T00:00:00.000Z',
    conversion: 'Converted.',
    notes: [],
  },
  problems: [],
  countries: ['DE', 'GB'],
  json: '/api/v1/salaries',
  ...changed,
});

const counts = { seen: 40, added: 2, changed: 1, unchanged: 30, notBackend: 7, rejected: 1, withPay: 12, closed: 0 };
const STATES: readonly BoardStatus['state'][] = [
  'ok',
  'late',
  'failing',
  'waiting',
  'partial',
  'suspect',
  'held',
  'drift',
  'gone',
  'off',
  'reading',
];
export const BOARDS = STATES.map((state, index): BoardStatus => ({
  id: index + 1,
  source: index % 2 === 0 ? 'greenhouse' : 'remoteok',
  slug: `board-${index}`,
  company: index === 3 ? null : `Company ${index}`,
  state,
  offReason: state === 'off' ? 'gone for three days' : null,
  lastRun:
    state === 'waiting'
      ? null
      : {
          id: index,
          startedAt: '2026-11-23T09:00:00.000Z',
          endedAt: null,
          verdict: state === 'failing' ? 'failed' : 'complete',
          reason: state === 'failing' ? 'no list on the page' : null,
          counts,
        },
  lastGoodAt: state === 'waiting' ? null : '2026-11-23T09:00:00.000Z',
  dueAt: '2026-11-24T09:00:00.000Z',
  openListings: 15,
  openWithPay: 8,
}));

export const SEARCH: SavedSearch = {
  id: '11',
  filter: ListingFilter.parse({ level: 'senior', language: 'go' }),
  channel: 'email',
  target: 'reader@mail.example',
  cadence: 'daily',
  hour: 8,
  weekday: 1,
  timeZone: 'Europe/Berlin',
  state: 'pending',
  wantsPayRises: false,
  createdAt: new Date('2026-11-20T09:00:00Z'),
  confirmedAt: null,
  stoppedReason: null,
};
const held = [
  {
    search: { ...SEARCH, state: 'active' as const },
    messages: [
      {
        id: 'm',
        at: '2026-11-22T08:00:00.000Z',
        state: 'sent' as const,
        listings: 4,
        error: null,
        told: [{ id: 7, slug: 'backend-engineer-acme', title: 'Backend Engineer', company: 'Acme' }],
      },
    ],
  },
  {
    search: { ...SEARCH, id: '13', channel: 'webhook' as const, target: 'https://hooks.example.com/x', state: 'active' as const },
    messages: [
      { id: 'n', at: '2026-11-22T08:00:00.000Z', state: 'dead' as const, listings: 1, error: 'the endpoint answered 500', told: [] },
    ],
  },
  { search: { ...SEARCH, id: '12', state: 'paused' as const }, messages: [] },
];
const level = { open: 12, remote: 4, pay: cell('senior') };
const levels = {
  site: { ...SITE, path: '/levels' },
  counts: {
    entry: level,
    mid: level,
    senior: level,
    director: { open: 3, remote: 0, pay: FEW },
    vp: { open: 0, remote: 0, pay: null },
    executive: { open: null, remote: null, pay: null },
  },
  titles: { 'Backend Developer': 5 },
  managers: 3,
  unspecified: null,
};
const at = (path: string): Site => ({ ...SITE, path });
const wrong = [{ field: 'level', message: '«boss» is not allowed here; allowed: entry, mid' }];
const newAlert = {
  site: at('/alerts/new'),
  filter: SEARCH.filter,
  problems: [],
  typed: {},
  lastMonth: 40,
  feeds: FEEDS,
  consent: 'Send me new listings.',
};

const factor = (value: string, changed: Partial<SalaryFactor> = {}): SalaryFactor => ({
  dimension: 'language',
  value,
  against: 'others',
  premium: 0.085,
  interval: { low: 0.062, high: 0.108 },
  rawDifference: 0.13,
  n: 142,
  nAgainst: 846,
  employers: 80,
  stage: 'within-employer',
  method: 'cluster-robust',
  differsFromZero: true,
  suppressedReason: null,
  ...changed,
});
const FACTORS = [
  factor('go'),
  factor('java', { premium: 0.01, interval: { low: -0.02, high: 0.03 }, rawDifference: null, differsFromZero: false }),
];
const UNTOLD = factor('rust', { premium: null, interval: null, differsFromZero: null, suppressedReason: 'too few: 30 and 10 needed' });
const month = (period: string, index: number | null, changed: Partial<SalaryTrendPoint> = {}) => ({
  period,
  index,
  interval: index === null ? null : { low: index - 4, high: index + 4 },
  rawMedian: index === null ? null : index * 1000,
  n: 70,
  employers: 48,
  breaks: [],
  suppressedReason: index === null ? 'too few to publish' : null,
  listings: 300,
  published: false,
  ...changed,
});
const compared = (language: string, changed: Partial<SalaryCell> = {}) => ({
  filter: ListingFilter.parse({ level: 'senior', language }),
  cell: cell('senior', changed),
});
const API_DOCUMENT = {
  info: { title: 'Backboard', version: '0', description: 'Search `backend` jobs.' },
  paths: {
    '/api/v1/saved-searches/{id}/messages/{message}/replay': {
      post: {
        tags: ['Saved searches'],
        summary: 'Send a dead message once more',
        parameters: [
          {
            name: 'accept-language',
            in: 'header',
            schema: { type: 'string', enum: ['unspecifiedOrNotStated', 'newest'] },
            description: 'Names.',
          },
        ],
        responses: { 202: { description: 'Queued.' } },
      },
    },
    '/api/v1/levels': {
      get: {
        tags: ['Vocabulary'],
        summary: 'The levels',
        parameters: [{ name: 'limit', in: 'query', schema: { type: 'integer', default: 20 }, description: 'How many.' }],
        responses: { 200: { description: 'Levels.', content: { 'application/json': { schema: { type: 'object' } } } } },
      },
    },
  },
  components: {
    schemas: { Level: { type: 'object', description: 'One rung.', properties: { level: { type: 'string', enum: ['entry', 'mid'] } } } },
  },
};

/** Every page in every state that looks different. */
export const PAGES: Readonly<Record<string, () => Child & { toString(): string | Promise<string> }>> = {
  search: () => SearchPage(searchView()),
  'search-visit': () =>
    SearchPage(searchView({ page: { data: [CARD, { ...UNPAID, firstSeenAt: '2026-11-10T09:00:00.000Z' }], total: 2, withPay: 1 } })),
  'search-home-demo': () =>
    SearchPage(searchView({ home: true, filter: EVERYTHING, site: { ...SITE, path: '/', demo: true, theme: 'dark' }, firstPage: false })),
  'search-empty': () =>
    SearchPage(
      searchView({
        page: { data: [], total: 0, withPay: 0 },
        next: null,
        histogram: null,
        didYouMean: 'event store',
        relaxed: [
          {
            chip: { key: 'level', words: 'Senior level', filterWithout: EVERYTHING, filterAlone: EVERYTHING, href: '/jobs?language=go' },
            total: 12,
            alone: null,
          },
        ],
        stale: [{ id: 'greenhouse', name: 'Greenhouse', share: 0.4, since: '2026-11-21T09:00:00.000Z' }],
      }),
    ),
  'search-reading': () =>
    SearchPage(
      searchView({
        filter: EVERYTHING,
        page: { data: [], total: 0, withPay: 0 },
        next: null,
        histogram: null,
        facets: {},
        progress: { boards: 120, boardsRead: 37, listings: 0, openListings: 0, withPay: 0, lastReadAt: null },
      }),
    ),
  'search-wrong': () => SearchPage(searchView({ page: null, next: null, histogram: null, problems: wrong, typed: { salaryMin: 'lots' } })),
  listing: () => ListingPage(listingView()),
  'listing-closed': () =>
    ListingPage(
      listingView({
        ...LISTING,
        status: 'closed',
        closedAt: '2026-11-23T09:00:00.000Z',
        salary: null,
        salaries: [],
        levelBasis: 'default',
        descriptionHtml: '<p>Clean <strong>text</strong></p><h3>More</h3>',
      }),
    ),
  'listing-estimate': () =>
    ListingPage({
      ...listingView({ ...LISTING, salary: null, salaries: [] }),
      estimate: {
        mid: 70_000,
        low: 55_000,
        high: 90_000,
        currency: 'EUR',
        n: 214,
        employers: 60,
        ofThisEmployer: 3,
        modelVersion: 'pay-2',
        asOf: '2026-11-23T00:00:00.000Z',
      },
      position: null,
    }),
  'listing-few': () =>
    ListingPage({
      ...listingView(),
      position: { percentile: 48, n: 114, employers: 68, like: { level: 'senior', country: 'DE' } },
      peers: { cell: FEW, own: null, words: 'vp listings', href: '/salaries?level=vp' },
    }),
  salaries: () => SalariesPage(salariesView()),
  'salaries-wrong': () => SalariesPage(salariesView({ answer: null, problems: wrong })),
  'salaries-factors': () =>
    SalariesPage(
      salariesView({
        factors: {
          country: null,
          months: 12,
          asOf: '2026-11-23T00:00:00.000Z',
          modelVersion: 'pay-2',
          currency: 'EUR',
          n: 988,
          employers: 96,
          listings: 1690,
          shareWithPay: 0.58,
          refusal: null,
          factors: [...FACTORS, UNTOLD],
          claims: [
            { id: 'go', claim: 'Go commands a premium', verdict: 'agrees', factors: [factor('go')] },
            { id: 'rust', claim: 'Rust commands a premium', verdict: 'not-enough-data', factors: [UNTOLD] },
          ],
        },
      }),
    ),
  trends: () =>
    TrendsPage({
      site: at('/trends'),
      filter: EVERYTHING,
      by: null,
      trends: [
        {
          key: [],
          currency: 'EUR',
          grain: 'month',
          n: 280,
          points: [
            month('2026-07', 100),
            month('2026-08', 101.5, { breaks: ['joined: lever'] }),
            month('2026-09', null),
            month('2026-10', 103),
          ],
        },
      ],
      provisional: true,
      asOf: '2026-11-23T00:00:00.000Z',
      problems: [],
    }),
  'trends-wrong': () =>
    TrendsPage({
      site: at('/trends'),
      filter: EVERYTHING,
      by: null,
      trends: [],
      provisional: false,
      asOf: '2026-11-23T00:00:00.000Z',
      problems: wrong,
    }),
  compare: () =>
    ComparePage({
      site: at('/salaries/compare'),
      a: compared('go', { p50: 70_000 }),
      b: compared('java'),
      currency: 'EUR',
      difference: { share: 0.22, interval: { low: 0.06, high: 0.4 } },
      asked: true,
      asOf: '2026-11-23T00:00:00.000Z',
      countries: ['DE', 'GB'],
      problems: [],
    }),
  docs: () => FramedPage({ site: at('/docs'), title: 'API', body: docsBody(API_DOCUMENT, 'https://board.example') }),
  levels: () => LevelsPage(levels),
  level: () =>
    LevelPage({
      ...levels,
      level: 'senior',
      newest: [CARD],
      words: {
        listings: 12,
        words: [
          { words: 'senior', from: 'title', listings: 9 },
          { words: '5 years', from: 'description', listings: 2 },
        ],
      },
    }),
  sources: () =>
    SourcesPage({
      site: at('/sources'),
      sources: SOURCES,
      boards: BOARDS,
      history: {
        today: '2026-11-23',
        days: [
          { source: 'greenhouse', day: '2026-11-23', runs: 4, good: 3, best: 'complete', worst: 'failed' },
          { source: 'greenhouse', day: '2026-11-22', runs: 4, good: 4, best: 'complete', worst: 'unchanged' },
          { source: 'greenhouse', day: '2026-11-20', runs: 1, good: 0, best: 'failed', worst: 'failed' },
        ],
      },
      adding: {
        byPage: true,
        said: { good: false, words: 'No source knows this address.', address: 'https://acme.example' },
        proposals: [
          { source: 'ashby', slug: 'acme', state: 'waiting', askedAt: '2026-11-23T09:00:00.000Z', triedAt: null, answer: null },
          {
            source: 'lever',
            slug: 'gone',
            state: 'not-kept',
            askedAt: '2026-11-22T09:00:00.000Z',
            triedAt: null,
            answer: 'it has no postings',
          },
        ],
        suggestions: [
          {
            source: 'ashby',
            slug: 'beta',
            from: 'hacker-news',
            company: null,
            threadUrl: 'https://news.ycombinator.com/item?id=1',
            postUrl: 'https://news.ycombinator.com/item?id=2',
            firstSeenAt: '2026-11-20T09:00:00.000Z',
            lastSeenAt: '2026-11-23T09:00:00.000Z',
          },
        ],
        suggested: 30,
        nameOf: (id) => id,
      },
    }),
  source: () =>
    SourcePage({
      site: at('/sources/greenhouse'),
      sources: SOURCES,
      boards: BOARDS,
      source: SOURCES[1] as SourceFacts,
      shown: BOARDS,
      nextPage: 2,
      board: BOARDS[2] as BoardStatus,
      runs: [
        {
          id: 1,
          startedAt: '2026-11-23T09:00:00.000Z',
          verdict: 'failed',
          reason: 'no list on the page',
          counts,
          rejections: [{ externalId: null, title: 'A row', reason: 'no address' }],
        },
      ],
      requests: [
        {
          at: new Date('2026-11-23T09:00:00.000Z'),
          host: 'boards-api.greenhouse.io',
          path: '/v1/boards/acme/jobs?content=true',
          method: 'GET',
          robots: 'allowed',
          robotsRule: 'Disallow: /embed/',
          conditional: true,
          status: 0,
          bytes: 1234,
          waitMs: 1000,
          durationMs: 200,
          source: 'greenhouse',
          board: 'acme',
          error: 'no answer in time',
        },
      ],
    }),
  companies: () =>
    CompaniesPage({
      site: at('/companies'),
      companies: [{ slug: 'a', name: 'A', industry: 'fintech', openListings: 2, openWithPay: 1 }],
      next: '/companies?after=a',
      name: '',
    }),
  company: () =>
    CompanyPage({
      site: at('/companies/a'),
      slug: 'a',
      name: 'A',
      page: { data: [CARD], total: 2, withPay: 1, next: null },
      bands: [{ level: 'senior', currency: 'EUR', lowest: 80_000, highest: 120_000, n: 3 }],
      history: [
        { month: '2026-10', seen: 2, closed: 0, open: 2 },
        { month: '2026-11', seen: 1, closed: 1, open: 2 },
      ],
    }),
  alerts: () => AlertsPage({ site: at('/alerts') }),
  'alert-new': () => NewAlertPage(newAlert),
  'alert-new-wrong': () =>
    NewAlertPage({ ...newAlert, problems: [{ field: 'email', message: 'one address' }, ...wrong], typed: { email: 'x' } }),
  'alert-check': () => CheckMailPage({ site: at('/alerts') }),
  'alert-dead': () => DeadLinkPage({ site: at('/alerts') }),
  'alert-confirm': () => ConfirmPage({ site: at('/alerts'), search: SEARCH, token: 't', consent: 'Send me new listings.' }),
  'alert-confirmed': () => ConfirmPage({ site: at('/alerts'), search: { ...SEARCH, state: 'active' }, token: 't', consent: 'x' }),
  'alert-manage': () => ManagePage({ site: at('/alerts'), held, token: 't', said: 'Saved.', problems: [] }),
  'alert-unsubscribe': () => UnsubscribePage({ site: at('/alerts'), search: SEARCH, token: 't' }),
  'alert-unsubscribed': () => UnsubscribePage({ site: at('/alerts'), search: { ...SEARCH, state: 'unsubscribed' }, token: 't' }),
  about: () => AboutPage({ site: at('/about') }),
  method: () =>
    MethodPage({
      site: at('/about/method'),
      rulesVersion: '3',
      evaluation: { asOf: '23 Nov 2026', rows: [{ what: 'Level', figure: '93 %', n: '300' }] },
    }),
  privacy: () => PrivacyPage({ site: at('/privacy'), retention: [{ what: 'Raw pages', kept: '14 days' }] }),
  bot: () =>
    BotPage({
      site: at('/bot'),
      bot: { userAgent: 'Backboard/1 (+https://board.example/bot)', contact: 'https://board.example/bot' },
      sources: SOURCES,
    }),
  api: () => ApiPage({ site: at('/api') }),
  missing: () => ErrorPage({ site: at('/nothing'), status: 404, detail: 'No such listing.' }),
  unavailable: () => ErrorPage({ site: at('/jobs'), status: 503 }),
};
