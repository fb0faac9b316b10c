import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readAddress } from '#src/cli/read-address';
import { siteUnderTest, type SiteUnderTest } from '../web/site-under-test.js';

const TOKEN = 'a token of sixteen or more';
const recognise = (address: string) => readAddress(address, { SOURCES: [], keys: {} });

let site: SiteUnderTest;
let closedSite: SiteUnderTest;
beforeAll(async () => {
  site = await siteUnderTest({ count: 0, pages: { adding: { adminToken: TOKEN, recognise } } });
  closedSite = await siteUnderTest({ count: 0, pages: { adding: { adminToken: null, recognise } } });
});
afterAll(async () => {
  await site.close();
  await closedSite.close();
});

async function send(
  to: SiteUnderTest,
  form: Record<string, string>,
  headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' },
) {
  const response = await to.app.request('/sources', {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html', ...headers },
  });
  const $ = load(await response.text());
  return { status: response.status, said: $('#add-said').text().trim(), $, headers: response.headers };
}
const proposals = async () => (await site.store.listProposals(50)).map(({ source, slug, state }) => `${source} ${slug} ${state}`);

describe('adding a board by page', () => {
  it('queues a recognised board for the worker and shows its state; the page fetches nothing', async () => {
    const { status, said, $, headers } = await send(site, {
      address: 'https://jobs.ashbyhq.com/acme/1b4e28ba-2fa1-4d2e-883f-0016d3cca427?x=1',
      token: TOKEN,
    });
    expect([status, headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(said).toMatch(/^Ashby acme is asked for/);
    expect($('[aria-label="Boards that were asked for"] tbody tr').text()).toMatch(/Ashby acme\s*Waiting for the reader/);
    expect(await proposals()).toEqual(['ashby acme waiting']);
    expect(await site.store.listBoards(new Date())).toEqual([]);
    expect(await site.store.requestLog(5)).toEqual([]);
  });

  it.each([
    ['a wrong token', { address: 'https://jobs.ashbyhq.com/other', token: 'not the token, but long' }, 403, /not the administrator/],
    ['no token', { address: 'https://jobs.ashbyhq.com/other' }, 403, /not the administrator/],
    [
      'a refused place',
      { address: 'https://www.linkedin.com/company/acme/jobs', token: TOKEN },
      400,
      /LinkedIn is not read\. Its user agreement forbids scraping/,
    ],
    [
      'a source that is off',
      { address: 'https://acme.recruitee.com/', token: TOKEN },
      400,
      /Recruitee is read only where the owner asks for it/,
    ],
    [
      'a place nobody knows',
      { address: 'https://acme.example/careers', token: TOKEN },
      400,
      /Career page \(schema\.org JobPosting\) is read only where the owner asks for it/,
    ],
    ['something that is no address', { address: 'javascript:alert(1)', token: TOKEN }, 400, /No source knows this address/],
  ])('answers %s with the reason in words, and queues nothing', async (_name, form, status, words) => {
    const before = await proposals();
    const answer = await send(site, form);
    expect(answer.status).toBe(status);
    expect(answer.said).toMatch(words);
    expect(answer.$('#address').attr('value')).toBe(form.address);
    expect(answer.$('#token').attr('value')).toBeUndefined();
    expect(await proposals()).toEqual(before);
  });

  it('refuses a form that another site sent', async () => {
    const { status } = await send(site, { address: 'https://jobs.ashbyhq.com/cross', token: TOKEN }, { 'Sec-Fetch-Site': 'cross-site' });
    expect(status).toBe(403);
    expect(await proposals()).not.toContain('ashby cross waiting');
  });

  it('shows what came of a board, once it was tried', async () => {
    await site.store.proposeBoard('lever', 'gone', new Date('2026-11-23T11:00:00Z'), 360);
    await site.store.endProposal('lever', 'gone', new Date('2026-11-23T11:01:00Z'), false, 'not added: it has no postings');
    const { said, status, $ } = await send(site, { address: 'https://jobs.lever.co/gone', token: TOKEN });
    expect(status).toBe(400);
    expect(said).toBe('Lever gone was read lately: not added: it has no postings. It may be asked again from 2026-11-23 17:01 UTC.');
    expect($('[aria-label="Boards that were asked for"]').text()).toMatch(/not added: it has no postings/);
  });

  it('shows the command where no token is set, and takes no form', async () => {
    const page = load(await (await closedSite.app.request('/sources', { headers: { Accept: 'text/html' } })).text());
    expect(page('form[action^="/sources"]')).toHaveLength(0);
    expect(page('section[aria-labelledby=add] code').text()).toBe('npm run -s cli -- boards add <address>');
    expect((await send(closedSite, { address: 'https://jobs.ashbyhq.com/acme', token: '' })).status).toBe(403);
    expect(await closedSite.store.listProposals(5)).toEqual([]);
  });
});
