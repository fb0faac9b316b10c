import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { jobMarkup } from '#src/web/job-markup';
import { documentOf } from '#src/web/layout';
import { ListingPage } from '#src/web/listing-page';
import type { Listing } from '#src/domain/listing';
import { LISTING, SALARY, SOURCES, listingView } from './invented-views.js';

const NOW = '2026-11-23T20:00:00.000Z';
const markupOn = (listing: Listing) =>
  load(documentOf(ListingPage({ ...listingView(listing), jobMarkup: true })))('script[type="application/ld+json"]');

describe('schema.org’s JobPosting', () => {
  it('is absent unless the operator turned it on', () => {
    expect(load(documentOf(ListingPage(listingView())))('script[type]')).toHaveLength(0);
    expect(markupOn(LISTING)).toHaveLength(1);
  });

  it('says what the page says, with pay as stated', () => {
    const salary = { ...SALARY, flags: [] };
    expect(jobMarkup({ ...LISTING, salary }, NOW)).toMatchObject({
      '@type': 'JobPosting',
      title: 'Senior Go Engineer',
      datePosted: '2026-11-20',
      validThrough: '2026-12-31T00:00:00.000Z',
      directApply: false,
      employmentType: 'CONTRACTOR',
      jobLocationType: 'TELECOMMUTE',
      applicantLocationRequirements: [{ '@type': 'Country', name: 'DE' }],
      baseSalary: { currency: 'EUR', value: { unitText: 'HOUR', minValue: 60, maxValue: 85 } },
    });
    const onsite = jobMarkup({ ...LISTING, salary, workplace: 'onsite', remoteScope: null }, NOW);
    expect(onsite).toMatchObject({ jobLocation: [{ address: { addressLocality: 'Berlin', addressCountry: 'DE' } }] });
    expect(onsite).not.toHaveProperty('jobLocationType');
  });

  it.each([
    ['inferred pay', { ...LISTING, salary: { ...SALARY, flags: ['implied-currency' as const] } }],
    ['a bonus', { ...LISTING, salary: { ...SALARY, flags: [], kind: 'bonus' as const } }],
    ['no pay', { ...LISTING, salary: null }],
  ])('leaves the salary out for %s', (_what, listing) => {
    expect((jobMarkup(listing, NOW) as { baseSalary?: object }).baseSalary).toBeUndefined();
  });

  it.each([
    ['a closed listing', { ...LISTING, status: 'closed' as const, closedAt: '2026-11-22T00:00:00.000Z' }],
    [
      'a posting past its own date',
      { ...LISTING, postings: LISTING.postings.map((one) => ({ ...one, expiresAt: '2026-11-23T19:00:00.000Z' })) },
    ],
    ['a listing without a place', { ...LISTING, locations: [], workplace: 'onsite' as const }],
    ['remote work of unknown reach', { ...LISTING, locations: [], remoteScope: null }],
    ['a description that is not kept', { ...LISTING, descriptionText: null, descriptionHtml: null }],
  ])('is absent for %s', (_what, listing) => {
    expect(jobMarkup(listing, NOW)).toBeNull();
    expect(markupOn(listing)).toHaveLength(0);
  });

  it('names no date where the source names none', () => {
    const postings = LISTING.postings.map((one) => ({ ...one, expiresAt: null }));
    expect(jobMarkup({ ...LISTING, postings }, NOW)).not.toHaveProperty('validThrough');
  });

  it('is absent, and the page out of search engines, where a source forbids republishing', () => {
    const sources = new Map(SOURCES.map((one) => [one.id, { ...one, republish: one.id !== 'remoteok' }]));
    const $ = load(documentOf(ListingPage({ ...listingView(), sources, jobMarkup: true })));
    expect($('script[type]')).toHaveLength(0);
    expect($('meta[name=robots]').attr('content')).toBe('noindex');
  });

  it('cannot be left by any text', () => {
    const block = markupOn({ ...LISTING, title: '</script><script>x()</script>', company: '<!-- & "' });
    expect(block).toHaveLength(1);
    expect(block.text()).not.toContain('<');
    expect(JSON.parse(block.text())).toMatchObject({ title: '</script><script>x()</script>' });
  });
});
