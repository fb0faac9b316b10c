import { load } from 'cheerio';
import { expect, it, describe } from 'vitest';
import { webAddress } from '#src/web/filter-links';
import { documentOf } from '#src/web/layout';
import { ListingPage } from '#src/web/listing-page';
import { SearchPage } from '#src/web/search-page';
import { ListingFilter } from '#src/domain/listing-filter';
import { safeHtmlOf } from '#src/normalise/safe-html';
import { CARD, LISTING, listingView, searchView } from './invented-views.js';

const TEXTS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</title><script>alert(1)</script>',
  '</option></select><iframe srcdoc="<script>alert(1)</script>">',
  '{{constructor.constructor("alert(1)")()}}',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  'a\u202Etxt.exe',
];
const LINKS = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:x',
  '//evil.example',
  'file:///etc/passwd',
  'not a link',
];

/** What may stand in a page: only our own two files run or style, and no attribute is a handler. */
function expectTame(html: string) {
  const $ = load(html);
  expect($('script')).toHaveLength(1);
  expect($('script').attr('src')).toMatch(/^\/assets\/script\.[0-9a-f]{12}\.js$/);
  expect($('iframe, object, embed, img, style, base, meta[http-equiv]')).toHaveLength(0);
  for (const element of $('*').toArray()) {
    if (!('attribs' in element)) continue;
    expect(Object.keys(element.attribs).filter((name) => /^on|^style$|^srcdoc$/i.test(name))).toEqual([]);
  }
  for (const link of $('a[href], form[action]').toArray()) {
    expect($(link).attr('href') ?? $(link).attr('action')).toMatch(/^(\/(?!\/)|#|https?:\/\/|mailto:)/);
  }
  return $;
}

describe.each(TEXTS)('the text %s', (text) => {
  it('stays text in a listing', () => {
    const listing = {
      ...LISTING,
      title: text,
      company: text,
      slug: 'x',
      companySlug: text,
      descriptionText: text,
      locations: [{ city: text, region: text, country: text, raw: text, latitude: null, longitude: null }],
      salaries: [{ ...(LISTING.salaries[0] as never as (typeof LISTING.salaries)[number]), quote: text, label: text }],
      evidence: [{ field: 'level' as const, from: 'title' as const, quote: text, start: 0, end: 1, rule: text }],
      postings: LISTING.postings.map((posting) => ({ ...posting, title: text, joinedBecause: text, source: text })),
      history: [{ at: '2026-11-21T09:00:00.000Z', postingId: 1, field: 'title' as const, before: text, after: text }],
      rulesVersion: text,
    };
    const $ = expectTame(documentOf(ListingPage(listingView(listing))));
    expect($('h1').text()).toBe(text);
    expect($('title').text()).toContain(text);
    expect($('.words').text()).toContain(text);
  });

  it('stays text in a search, as a card and as what was searched', () => {
    const filter = { ...ListingFilter.parse({}), q: text, city: { any: [text], not: [text] }, company: { any: [text], not: [] } };
    const card = { ...CARD, title: text, company: text, sources: [text, 'x'] };
    const view = searchView({
      filter,
      page: { data: [card], total: 1, withPay: 1 },
      facets: { city: [{ value: text, count: 1 }] },
      sourceNames: { [text]: text },
    });
    const $ = expectTame(documentOf(SearchPage(view)));
    expect($('.card h3').text()).toBe(text);
    expect($('#q').attr('value')).toBe(text);
    expect($('input[name=city][type=checkbox]').attr('value')).toBe(text);
  });

  it('stays text where a form names what was wrong', () => {
    const view = searchView({ page: null, problems: [{ field: 'level', message: text }], typed: { salaryMin: text, q: text } });
    const $ = expectTame(documentOf(SearchPage(view)));
    expect($('#problems').text()).toContain(text);
    expect($('#f-salaryMin').attr('value')).toBe(text);
  });
});

describe.each(LINKS)('the link %s', (link) => {
  it('is no link', () => {
    expect(webAddress(link)).toBeNull();
    const listing = { ...LISTING, url: link, postings: LISTING.postings.map((posting) => ({ ...posting, url: link, applyUrl: link })) };
    const $ = expectTame(documentOf(ListingPage(listingView(listing))));
    expect($('a:contains("Apply at")')).toHaveLength(0);
    expect($('table').text()).toContain('Senior Go Engineer');
  });
});

it('shows a cleaned description as markup and nothing that was cut', () => {
  const html =
    '<h1>Hi</h1><p onclick="x()">We <b>build</b></p><script>alert(1)</script><a href="javascript:x()">here</a><img src=x onerror=x()>';
  const $ = expectTame(documentOf(ListingPage(listingView({ ...LISTING, descriptionHtml: safeHtmlOf(html) }))));
  expect($('h1')).toHaveLength(1);
  expect($('.words b').text()).toBe('build');
  expect($('.words').text()).not.toContain('alert');
});

it('sends readers to a source’s page in the way that its terms ask', () => {
  const $ = load(documentOf(ListingPage(listingView())));
  expect($('table a[href^="https://boards.example"]').attr('rel')).toBe('noopener nofollow');
  expect($('table a[href^="https://remote.example"]').attr('rel')).toBe('noopener');
});
