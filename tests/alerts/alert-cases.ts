import { ListingFilter } from '#src/domain/listing-filter';
import type { ListingCard } from '#src/domain/listing';
import type { SavedSearch } from '#src/domain/saved-search';
import type { MailSettings } from '#src/alerts/mail';
import { signingKeysOf } from '#src/alerts/tokens';

export const SETTINGS: MailSettings = { signing: signingKeysOf('a-key-for-tests-only-1234'), baseUrl: 'https://board.example' };

export const savedSearch = (
  change: Partial<SavedSearch> = {},
  filter: Record<string, unknown> = { level: 'senior', language: 'go' },
): SavedSearch => ({
  id: '6f1b8f0e-0000-4000-8000-000000000001',
  filter: ListingFilter.parse(filter),
  channel: 'email',
  target: 'reader@example.com',
  cadence: 'instant',
  hour: 8,
  timeZone: 'Europe/Berlin',
  weekday: 1,
  state: 'active',
  wantsPayRises: false,
  createdAt: new Date('2026-11-01T00:00:00Z'),
  confirmedAt: new Date('2026-11-01T00:10:00Z'),
  stoppedReason: null,
  ...change,
});

export const card = (change: Partial<ListingCard> = {}): ListingCard => ({
  id: 42,
  slug: 'senior-go-engineer-acme',
  title: 'Senior Go Engineer',
  company: 'Acme & Söhne',
  companySlug: 'acme',
  canonicalTitle: 'Senior Backend Developer',
  level: 'senior',
  levelMin: 'senior',
  levelMax: 'senior',
  levelBasis: 'title',
  specialisation: null,
  isBackend: 'yes',
  languages: ['go'],
  skills: ['kafka'],
  industry: 'fintech',
  workplace: 'remote',
  locations: [{ city: 'Berlin', region: null, country: 'DE', raw: 'Berlin', latitude: null, longitude: null }],
  remoteScope: null,
  salary: {
    min: 80_000,
    max: 100_000,
    currency: 'EUR',
    period: 'year',
    annualMin: 80_000,
    annualMax: 100_000,
    bound: 'range',
    kind: 'base',
    tax: null,
    contract: null,
    label: null,
    origin: 'field',
    flags: [],
    quote: '€80k–€100k',
  },
  status: 'open',
  postedAt: '2026-11-22T09:00:00.000Z',
  firstSeenAt: '2026-11-22T23:30:00.000Z',
  lastConfirmedAt: '2026-11-23T09:00:00.000Z',
  closedAt: null,
  sources: ['ashby'],
  url: 'https://jobs.example/42',
  ...change,
});
