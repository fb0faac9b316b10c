import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unsubscribeUrl } from '#src/alerts/mail';
import { storeOfDeadDatabase } from '../http/app-under-test.js';
import { siteUnderTest, type SiteUnderTest } from './site-under-test.js';

const HOSTILE = '<script>alert(1)</script>"><img src=x onerror=alert(2)>';
let site: SiteUnderTest;
beforeAll(async () => {
  site = await siteUnderTest({
    count: 240,
    extra: [{ id: 'hostile', company: 'Company 0', text: HOSTILE, raw: { title: `Hostile ${HOSTILE}`, url: 'javascript:alert(1)' } }],
  });
});
afterAll(() => site.close());

const ask = async (path: string, headers: Record<string, string> = {}) => {
  const response = await site.app.request(path, { headers: { Accept: 'text/html', ...headers } });
  const html = await response.text();
  return { status: response.status, headers: response.headers, html, $: load(html) };
};
const post = async (path: string, form: Record<string, string>) => {
  const response = await site.app.request(path, {
    method: 'POST',
    body: new URLSearchParams(form).toString(),
    headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'text/html', 'Sec-Fetch-Site': 'same-origin' },
  });
  const html = await response.text();
  return { status: response.status, headers: response.headers, html, $: load(html) };
};

describe('search', () => {
  it('shows the total, the share with pay, facets in the guide’s order and cards', async () => {
    const { status, $ } = await ask('/jobs');
    expect(status).toBe(200);
    expect($('#total').text()).toMatch(/^241 listings · \d\d % state pay$/);
    expect($('.card')).toHaveLength(25);
    const levels = $('input[name=level]')
      .toArray()
      .map((input) => $(input).attr('value'));
    expect(levels).toEqual(['entry', 'mid', 'senior', 'director', 'vp', 'executive', 'manager', 'unspecified']);
    expect($('input[name=level][value=vp]').closest('label').find('.n').text()).toBe('0');
  });

  it('counts in a facet what choosing it gives', async () => {
    const { $ } = await ask('/jobs?language=go');
    const counted = Number($('input[name=level][value=senior]').closest('label').find('.n').text());
    expect(counted).toBeGreaterThan(0);
    const chosen = await ask('/jobs?language=go&level=senior');
    expect(chosen.$('#total').text()).toContain(`${counted} listings`);
    expect(chosen.$('input[name=level][value=senior]').attr('checked')).toBeDefined();
  });

  it('reads a typed line as filters, and answers at their own address', async () => {
    const { status, headers } = await ask(
      '/jobs?q=senior+go+payments&typed=1&salaryMin=&salaryMax=&currency=&postedAfter=&workplace=remote',
    );
    expect(status).toBe(303);
    expect(headers.get('Location')).toBe('/jobs?q=payments&level=senior&language=go&workplace=remote&sort=relevance');
    const whole = await ask('/jobs?typed=1&q=senior+go+remote+germany+90k+payments');
    expect(whole.headers.get('Location')).toBe(
      '/jobs?q=payments&level=senior&language=go&country=DE&workplace=remote&salaryMin=90000&sort=relevance',
    );
    const { $ } = await ask('/jobs?q=payments&level=senior&language=go');
    const chips = $('.chips li a')
      .toArray()
      .map((chip) => [$(chip).clone().children().remove().end().text().trim(), $(chip).attr('href')]);
    expect(chips).toEqual([
      ['text: payments', '/jobs?level=senior&language=go'],
      ['Senior level', '/jobs?q=payments&language=go'],
      ['Go', '/jobs?q=payments&level=senior'],
      ['Clear all', '/jobs'],
    ]);
  });

  it('goes through every listing once by its next links, in every order', async () => {
    for (const sort of ['newest', 'oldest', 'pay']) {
      const seen: string[] = [];
      let path: string | undefined = `/jobs?sort=${sort}`;
      for (let page = 0; path !== undefined && page < 20; page += 1) {
        const { $ } = await ask(path);
        seen.push(
          ...$('.card h3 a')
            .toArray()
            .map((link) => $(link).attr('href') ?? ''),
        );
        path = $('a[rel=next]').attr('href');
      }
      expect(seen).toHaveLength(241);
      expect(new Set(seen).size).toBe(241);
    }
  });

  it('names the part of an empty search that removes most, with what each would give back', async () => {
    const { status, $ } = await ask('/jobs?level=executive&language=go');
    expect(status).toBe(200);
    expect($('.note').text()).toContain('«Executive» removes the most: without it there are 60 listings.');
    expect(
      $('.note li')
        .toArray()
        .map((line) => $(line).text()),
    ).toEqual(['without «Executive»: 60 listings', 'without «Go»: still none']);
  });

  it.each([
    ['level=boss', 'Level', 'allowed: entry, mid, senior'],
    ['salaryMin=lots', 'Pay from', 'a whole number'],
    ['country=Germany', 'Country', 'two-letter'],
    ['postedAfter=soon', 'Posted', '7d'],
    [`q=${'a'.repeat(2000)}`, 'Words', 'at most 200 characters'],
    [`q=${'a+'.repeat(99)}a`, 'Words', 'at most 32 words'],
    ['sort=best', 'sort', 'newest, oldest, pay'],
    ['salaryMin=90000&salaryMax=50000', 'Pay to', 'is below'],
  ])('answers ?%s with the form again, 400 and the field named', async (query, field, words) => {
    const { status, $ } = await ask(`/jobs?${query}&language=go`);
    expect(status).toBe(400);
    expect($('#problems').text()).toContain(field);
    expect($('#problems').text()).toContain(words);
    expect($('#search')).toHaveLength(1);
    expect($('input[name=language][value=go]').attr('checked')).toBeDefined();
  });

  it('keeps what has no input of its own through a submit', async () => {
    const { $ } = await ask('/jobs?region=Bavaria&level=not:vp&company=company-0&status=any');
    const hidden = $('input[type=hidden][form=search]')
      .toArray()
      .map((input) => `${$(input).attr('name')}=${$(input).attr('value')}`);
    expect(hidden).toEqual(['level=not:vp', 'region=Bavaria', 'company=company-0', 'status=any']);
  });

  it('finds the point of a city that is typed, and keeps it through a submit', async () => {
    const typed = await ask('/jobs?typed=1&near=Paris,+US&withinKm=100&livingIn=US');
    const address = typed.headers.get('Location') ?? '';
    expect(address).toMatch(/^\/jobs\?livingIn=US&near=Paris%4033\.\d+%2C-95\.\d+&withinKm=100$/);
    const { $ } = await ask(address);
    expect([$('#f-near').attr('value'), $('#f-livingIn option[selected]').attr('value')]).toEqual(['Paris', 'US']);
    const point = $('input[name=nearPoint]').attr('value') ?? '';
    const again = await ask(
      `/jobs?${new URLSearchParams({ typed: '1', near: 'Paris', nearPoint: point, withinKm: '100', livingIn: 'US' }).toString()}`,
    );
    expect(again.headers.get('Location')).toBe(address);
    const unknown = await ask('/jobs?near=Nowhereville');
    expect([unknown.status, unknown.$('#problems').text()]).toEqual([400, expect.stringContaining('no city of this name')]);
  });

  it('keeps the country that a reader lives in', async () => {
    const chosen = async (path: string) =>
      (await ask(path))
        .$('#f-livingIn option[selected]')
        .toArray()
        .map((option) => option.attribs['value']);
    expect(await chosen('/jobs?livingIn=DE')).toEqual(['DE']);
    expect(await chosen('/jobs')).toEqual([]);
  });

  it('keeps listings of unknown pay beside a figure when asked to', async () => {
    const strict = await ask('/jobs?salaryMin=90000');
    const kept = await ask('/jobs?salaryMin=90000&unknownPay=keep');
    const total = (page: typeof strict) => Number.parseInt(page.$('#total').text(), 10);
    expect(total(kept)).toBeGreaterThan(total(strict));
    expect(kept.$('#f-unknownPay').attr('checked')).toBeDefined();
  });

  it('names the narrowest part where leaving out any one does not help', async () => {
    const { $ } = await ask('/jobs?level=executive&language=haskell&country=JP');
    expect($('.note').text()).toContain(
      'Leaving out one part is not enough. «Executive» is the narrowest: nobody offers it now, whatever else is asked.',
    );
    expect($('.note li').first().text()).toBe('only «Executive»: 0 listings');
  });

  it('says that relevance cannot be had while the listing index is away, and answers newest first', async () => {
    const { status, $ } = await ask('/jobs?q=payments&sort=relevance');
    expect(status).toBe(200);
    expect($('#results .hint').text()).toContain('relevance can be reckoned again once the listing index is ready');
    expect($('.card').length).toBe(25);
    const next = await ask($('a[rel=next]').attr('href') ?? '');
    expect(next.$('.card').length).toBeGreaterThan(0);
    expect(next.$('.card h3').first().text()).not.toBe($('.card h3').first().text());
  });

  it('starts again from page one when a cursor is not of this list', async () => {
    const { status, headers } = await ask('/jobs?language=go&cursor=forged.tag');
    expect(status).toBe(303);
    expect(headers.get('Location')).toBe('/jobs?language=go');
  });
});

describe('a listing', () => {
  const first = async (query: string) => (await ask(`/jobs?${query}`)).$('.card h3 a').first().attr('href') ?? '';

  it('shows pay with its words, level with its evidence, and every posting', async () => {
    const { status, $ } = await ask(await first('level=senior&pay=stated'));
    expect(status).toBe(200);
    expect($('.bigpay').text()).toMatch(/^€\d\d,000–\d\d\d,000$/);
    expect($('aside').text()).toContain('Stated by the employer in a field of the posting at Ashby');
    expect($('section[aria-labelledby=level]').text()).toContain('the words of the title');
    expect($('section[aria-labelledby=peers]').text()).toMatch(/the median of senior level listings in/);
    expect($('a.primary').attr('rel')).toBe('noopener nofollow');
    expect($('meta[name=robots]')).toHaveLength(0);
  });

  it('shows others like it, of other employers first', async () => {
    const { $ } = await ask(await first('level=senior&language=go'));
    const own = $('.lead a').text();
    const cards = $('section[aria-labelledby=similar] .card').toArray();
    expect(cards).toHaveLength(5);
    for (const card of cards) {
      expect($(card).find('.lvl').text()).toBe('Senior level');
      expect($(card).find('.who b').text()).not.toBe(own);
    }
  });

  it('says that a level is assumed', async () => {
    const { $ } = await ask(await first('level=mid&q=Backend'));
    expect($('section[aria-labelledby=level]').text()).toContain('Assumed: nothing in the posting names a level');
  });

  it('keeps a hostile posting as text, and its address is no link', async () => {
    const { html, $ } = await ask(await first('q=Hostile'));
    expect($('h1').text()).toBe(`Hostile ${HOSTILE}`);
    expect($('script')).toHaveLength(1);
    expect($('main img')).toHaveLength(0);
    expect(html).not.toContain('href="javascript:');
    expect($('a.primary')).toHaveLength(0);
  });

  it('has one address', async () => {
    const path = await first('level=senior');
    const wrong = await ask(path.replace(/[^/]+$/, 'another-slug'));
    expect([wrong.status, wrong.headers.get('Location')]).toEqual([308, path]);
    const bare = await ask(path.replace(/\/[^/]+$/, ''));
    expect([bare.status, bare.headers.get('Location')]).toEqual([308, path]);
  });

  it('tells people of an unknown address in words for people, and where to go on', async () => {
    const { $ } = await ask('/nothing-here');
    expect($('main').text()).toContain('The address may be mistyped');
    expect($('main').text()).not.toContain('/docs');
    expect($('main input[type=search]')).toHaveLength(1);
  });

  it.each([
    '/jobs/999999',
    '/jobs/0/x',
    '/jobs/abc',
    '/jobs/99999999999999999999/x',
    '/levels/boss',
    '/sources/nowhere',
    '/companies/nobody',
    '/nothing',
    '/alerts/confirm/forged',
    '/alerts/manage/x',
    '/alerts/unsubscribe/x',
  ])('answers %s with a calm 404', async (path) => {
    const { status, $ } = await ask(path);
    expect(status).toBe(404);
    expect($('h1')).toHaveLength(1);
  });
});

describe('the other pages', () => {
  it('summarises pay by level in the ladder’s order, assumed levels apart', async () => {
    const { status, $ } = await ask('/salaries?by=level');
    expect(status).toBe(200);
    const rows = $('table[aria-describedby=pay-caption] tbody tr')
      .toArray()
      .map((row) => $(row).find('th').text());
    expect(rows).toEqual(['Entry level', 'Mid level', 'Senior level', 'Director', 'No level named']);
    expect(
      $('svg[data-reads=boxes-reads] .name')
        .toArray()
        .map((name) => $(name).text().split('  ')[0]),
    ).toEqual(rows);
  });

  it('says in words that a group is too small', async () => {
    const { $ } = await ask('/salaries?by=city&company=company-0&level=entry');
    expect($('td.few').length).toBeGreaterThan(0);
    expect($('td.few').first().text()).toContain('too few (n=');
    expect($('svg[data-reads=boxes-reads]')).toHaveLength(0);
  });

  it.each([
    ['by=shoe', 'by'],
    ['currency=EURO', 'currency'],
    ['currency=XXX', 'currency'],
    ['level=boss', 'level'],
  ])('answers /salaries?%s with 400 and the field', async (query, field) => {
    const { status, $ } = await ask(`/salaries?${query}`);
    expect(status).toBe(400);
    expect($('[role=alert]').text()).toContain(field);
    expect($('select[name=by]')).toHaveLength(1);
  });

  it.each([
    '/',
    '/levels',
    '/levels/senior',
    '/sources',
    '/sources/ashby',
    '/companies',
    '/companies/company-0',
    '/alerts',
    '/alerts/new',
    '/about',
    '/about/method',
    '/privacy',
    '/bot',
    '/api',
  ])('%s answers', async (path) => {
    const { status, $, headers } = await ask(path);
    expect(status).toBe(200);
    expect($('h1')).toHaveLength(1);
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
  });

  it('shows the runs of one board', async () => {
    const { $ } = await ask('/sources/ashby?board=1');
    expect($('h2').first().text()).toBe('Runs of Company 0');
  });

  it('finds companies by a part of the name, and says where there is none', async () => {
    const found = await ask('/companies?name=PANY%200');
    expect(
      found
        .$('tbody th, tbody tr td:first-child')
        .toArray()
        .map((cell) => found.$(cell).text()),
    ).toEqual(['Company 0']);
    expect(found.$('input[name=name]').attr('value')).toBe('PANY 0');
    const none = await ask('/companies?name=%3Cb%3E%25');
    expect(none.status).toBe(200);
    expect(none.$('.note').text()).toContain('No company with «<b>%» in its name has an open listing.');
  });

  it('never gives a quantile for one company', async () => {
    const { $ } = await ask('/companies/company-0');
    expect(
      $('[aria-labelledby=bands] thead th')
        .toArray()
        .map((cell) => $(cell).text()),
    ).toEqual(['Level', 'Stated, a year', 'n']);
  });

  it('gives search engines an index of the open listings that may be shown, with the day each last changed', async () => {
    const index = await ask('/sitemap.xml');
    expect(index.status).toBe(200);
    const files = [...index.html.matchAll(/<loc>[^<]*(\/sitemap-[a-z0-9-]+\.xml)<\/loc>/g)].map((match) => match[1] ?? '');
    expect(files).toEqual(['/sitemap-pages.xml', '/sitemap-listings-0.xml']);
    expect((await ask('/sitemap-pages.xml')).html).toContain('<loc>http://localhost:3000/levels/senior</loc>');
    const { html } = await ask('/sitemap-listings-0.xml');
    expect(html.match(/<loc>[^<]*\/jobs\/\d+\/[^<]+<\/loc><lastmod>\d{4}-\d\d-\d\d<\/lastmod>/g)).toHaveLength(241);
    expect((await ask('/sitemap-listings-7.xml')).status).toBe(404);
  });

  it('serves its two files under addresses that change with them', async () => {
    const { $ } = await ask('/');
    for (const path of [$('link[rel=stylesheet]').attr('href') ?? '', $('script').attr('src') ?? '']) {
      const file = await ask(path);
      expect(file.status).toBe(200);
      expect(file.headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable');
    }
  });

  it('keeps the choice of colours in a cookie and comes back to a page of this site', async () => {
    const answer = await post('/theme', { theme: 'dark', back: '/salaries?by=level' });
    expect([answer.status, answer.headers.get('Location')]).toEqual([303, '/salaries?by=level']);
    expect(answer.headers.get('Set-Cookie')).toMatch(/^theme=dark; .*HttpOnly/);
    expect((await ask('/', { Cookie: 'theme=dark' })).$('html').attr('data-theme')).toBe('dark');
    expect((await ask('/', { Cookie: 'theme="><script>' })).$('html').attr('data-theme')).toBeUndefined();
    for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:x', '']) {
      expect((await post('/theme', { theme: 'light', back })).headers.get('Location')).toBe('/');
    }
  });
});

describe('hostile forms and names', () => {
  it.each(['/alerts', '/alerts/manage/x', '/alerts/unsubscribe/x', '/alerts/confirm/x', '/sources', '/theme'])(
    'a form at %s that is none is 400, and nothing is logged as our fault',
    async (path) => {
      const before = site.lines.length;
      for (const type of ['multipart/form-data; boundary=x', 'multipart/form-data']) {
        const response = await site.app.request(path, {
          method: 'POST',
          body: '--y\r\nContent-Disposition: form-data; name="theme"\r\n\r\ndark',
          headers: { 'Content-Type': type, Accept: 'text/html', 'Sec-Fetch-Site': 'same-origin' },
        });
        expect([400, 404]).toContain(response.status);
      }
      expect(site.lines.slice(before).filter(({ level }) => level === 'error')).toEqual([]);
    },
  );

  it.each(['a=__proto__', 'b=constructor', 'b=toString%3D1', 'a-__proto__=x', '__proto__=x'])(
    'a comparison of %s names what is unknown, and fails nowhere',
    async (query) => {
      const { status } = await ask(`/salaries/compare?${query}`);
      expect([200, 400]).toContain(status);
    },
  );
});

describe('alerts', () => {
  const FORM = {
    level: 'senior',
    language: 'go',
    email: 'reader@mail.example',
    cadence: 'daily',
    hour: '8',
    weekday: '1',
    timeZone: 'Europe/Berlin',
  };
  const linkIn = (text: string, name: string) => new RegExp(`/alerts/${name}/\\S+`).exec(text)?.[0].replace(/[>)\]]+$/, '') ?? '';

  it('goes from a form by a mail’s link and a button to an active search, and back out', async () => {
    const saved = await post('/alerts', FORM);
    expect(saved.status).toBe(200);
    expect(saved.$('h1').text()).toBe('Check your mail');
    const confirm = linkIn(site.mails.at(-1)?.text ?? '', 'confirm');
    const shown = await ask(confirm);
    expect(shown.$('main').text()).toContain('Senior level, Go');
    expect(shown.headers.get('Cache-Control')).toBe('no-store');
    expect(shown.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(shown.html).not.toContain('reader@mail.example');
    expect(await site.store.activeSavedSearches()).toHaveLength(0);
    expect((await post(confirm, {})).$('h1').text()).toBe('Your alert is on');
    const [active] = await site.store.activeSavedSearches();
    expect(active).toMatchObject({ state: 'active', cadence: 'daily', timeZone: 'Europe/Berlin' });
    expect((await ask(confirm)).$('h1').text()).toBe('Your alert is on');

    // A mail scanner opens every link: looking ends nothing, the button does, and so does its undo.
    const leave = new URL(unsubscribeUrl(site.mailSettings, active?.id ?? '')).pathname;
    const stateNow = async () => (await site.store.savedSearchById(active?.id ?? ''))?.state;
    for (let looks = 0; looks < 2; looks += 1) expect((await ask(leave)).$('h1').text()).toBe('End this alert?');
    expect(await stateNow()).toBe('active');
    expect((await post(leave, {})).$('h1').text()).toBe('You are unsubscribed');
    expect((await ask(leave)).$('h1').text()).toBe('You are unsubscribed');
    expect(await stateNow()).toBe('unsubscribed');
    expect((await post(leave, { undo: '1' })).$('h1').text()).toBe('End this alert?');
    expect(await stateNow()).toBe('active');
  });

  it('answers the same whatever is known of the address', async () => {
    const again = await post('/alerts', FORM);
    const other = await post('/alerts', { ...FORM, email: 'nobody@mail.example' });
    expect(again.html).toBe(other.html);
  });

  it.each([
    ['email', 'not an address'],
    ['email', 'a@b.example,c@d.example'],
    ['cadence', 'hourly'],
    ['hour', '24'],
    ['timeZone', 'Mars/Olympus'],
    ['level', 'boss'],
  ])('gives the form again when %s is «%s», and sends nothing', async (field, value) => {
    const before = site.mails.length;
    const { status, $ } = await post('/alerts', { ...FORM, [field]: value });
    expect(status).toBe(400);
    expect($('[role=alert]').text().toLowerCase()).toContain(field === 'email' ? 'e-mail address' : field.toLowerCase());
    expect(site.mails).toHaveLength(before);
  });

  it('saves a search for a webhook once its address answered, and shows the key that once', async () => {
    const { email: _, ...hook } = { ...FORM, channel: 'webhook', cadence: 'instant', url: 'https://answers.example/jobs' };
    const { status, $, headers } = await post('/alerts', hook);
    expect(status).toBe(200);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect($('main code').text()).toMatch(/^whsec_/);
    const managed = await ask($('main a[href^="/alerts/manage/"]').attr('href') ?? '');
    expect(managed.$('main').text()).toContain('Senior level, Go');
    expect(managed.html).not.toContain($('main code').text());
  });

  it.each([
    ['https://silent.example/jobs', 'nothing answers there'],
    ['https://user:secret@answers.example/jobs', 'one address'],
    ['ftp://answers.example/jobs', 'one address'],
    ['', 'one address'],
  ])('gives the webhook’s form again for «%s», with the reason', async (url, reason) => {
    const { status, $ } = await post('/alerts', { ...FORM, email: '', channel: 'webhook', url });
    expect(status).toBe(400);
    expect($('[role=alert]').text()).toContain('Address of the webhook');
    expect($('#url-wrong').text()).toContain(reason);
    expect($('#url').attr('value')).toBe(url);
    expect($('details:has(#url)').attr('open')).toBeDefined();
    expect($('#email-wrong')).toHaveLength(0);
  });

  it('tells a program that fills every field what it tells everyone, and sends nothing', async () => {
    const before = site.mails.length;
    const { status } = await post('/alerts', { ...FORM, email: 'robot@mail.example', website: 'https://spam.example' });
    expect(status).toBe(200);
    expect(site.mails).toHaveLength(before);
  });

  it('takes no form from another site', async () => {
    const response = await site.app.request('/alerts', {
      method: 'POST',
      body: new URLSearchParams(FORM).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', 'Sec-Fetch-Site': 'cross-site' },
    });
    expect(response.status).toBe(403);
  });
});

describe('without a database', () => {
  it('is a calm page that says when to come back', async () => {
    const dead = await siteUnderTest({ count: 0, pages: { store: storeOfDeadDatabase() } });
    try {
      const response = await dead.app.request('/jobs', { headers: { Accept: 'text/html' } });
      expect(response.status).toBe(503);
      expect(response.headers.get('Retry-After')).toBe('30');
      const $ = load(await response.text());
      expect($('h1').text()).toBe('Back in a moment');
      expect($('link[rel=stylesheet]')).toHaveLength(1);
    } finally {
      await dead.close();
    }
  });
});

describe('an empty board', () => {
  it('says what is being read and what was kept so far', async () => {
    const empty = await siteUnderTest({ count: 0 });
    try {
      const response = await empty.app.request('/', { headers: { Accept: 'text/html' } });
      expect(response.status).toBe(200);
      const $ = load(await response.text());
      expect($('#reading').text()).toBe('The first reading is under way');
      expect($('main').text()).toContain('0 of 0 boards read');
    } finally {
      await empty.close();
    }
  });
});
