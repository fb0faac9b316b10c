import { simpleParser } from 'mailparser';
import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { digestOf } from '#src/alerts/digest';
import { bounceTokenOf, confirmationMail, digestMail, isPlainAddress } from '#src/alerts/mail';
import { whyMatched } from '#src/alerts/listing-words';
import { ListingFilter } from '#src/domain/listing-filter';
import { idOfSignedToken, newToken } from '#src/alerts/tokens';
import { createFileChannel, createSmtpChannel } from '#jobs/channels/email';
import { card, savedSearch, SETTINGS } from './alert-cases.js';
import { startSmtpSink, type SinkAnswer } from './smtp-sink.js';

const digest = (alerts = [{ occasion: 'new', card: card() }], total = alerts.length) => {
  const made = digestOf({
    search: savedSearch(),
    alerts,
    total,
    unknownSince: '2026-05-03T10:00:00Z',
    lateSources: [{ name: 'Greenhouse', lastGood: '2026-11-20' }],
    baseUrl: SETTINGS.baseUrl,
  });
  if (made === null) throw new Error('an empty digest');
  return made;
};

describe('a digest', () => {
  test('names title, company, place, level, pay, why, first seen by the reader’s clock, and what may be missing', () => {
    const mail = digestMail(SETTINGS, '7', savedSearch(), digest());
    for (const words of [
      'Senior Go Engineer',
      'Berlin, Germany (remote)',
      '80,000–100,000 EUR a year',
      'Matches Senior, Go.',
      'First seen 2026-11-23',
      'A message on 2026-05-03 may not have reached you',
      'Greenhouse (last read 2026-11-20)',
    ]) {
      expect(mail.text).toContain(words);
      expect(mail.html).toContain(words.replace('&', '&amp;'));
    }
    expect(mail.text).toContain('Acme & Söhne');
    expect(mail.html).toContain('Acme &amp; Söhne');
    expect(mail.subject).toBe('1 new listing: Senior, Go');
  });

  test('at most 25 listings, then a count and a link; pay that is not stated is said', () => {
    const alerts = Array.from({ length: 30 }, (_, at) => ({ occasion: 'new', card: card({ id: at + 1, salary: null }) }));
    const made = digest(alerts, 70);
    expect(made.listings).toHaveLength(25);
    expect(made.listings[0]?.pay).toBe('pay not stated');
    expect(made.notes[0]).toBe('And 45 more: see the search.');
    expect(made.count).toBe(70);
    expect(made.searchUrl).toBe('https://board.example/jobs?level=senior&language=go');
  });

  test('why a listing matched names the places and the pay that the search asks for', () => {
    const filter = ListingFilter.parse({
      country: 'DE',
      livingIn: 'DE',
      near: 'Potsdam@52.4,13.07',
      withinKm: '30',
      salaryMin: '90000',
      unknownPay: 'keep',
    });
    const berlin = { city: 'Berlin', region: null, country: 'DE', raw: 'Berlin', latitude: 52.52, longitude: 13.41 };
    const told = (salary: ReturnType<typeof card>['salary']) => whyMatched(filter, card({ locations: [berlin], salary }));
    expect(told(card().salary)).toBe('Germany, open to residents of Germany, within 30 km of Potsdam, pay within your bounds');
    expect(told(null)).toContain('pay not stated, which you keep');
  });

  test('a burst is one line; nothing at all is no digest', () => {
    const made = digest([
      { occasion: 'burst:900:1204', card: card({ id: 9 }) },
      { occasion: 'new', card: card() },
    ]);
    expect(made.listings.map((listing) => listing.id)).toEqual([42]);
    expect(made.notes[0]).toBe('1204 more came at once: see the search.');
    expect(made.count).toBe(1205);
    const none = { search: savedSearch(), alerts: [], total: 0, unknownSince: null, lateSources: [], baseUrl: SETTINGS.baseUrl };
    expect(digestOf(none)).toBeNull();
  });

  test('words of a source neither break out of a line nor out of the HTML', () => {
    const hostile = card({ title: 'Engineer\r\nBcc: all@example.com\u2028<script>alert(1)</script>', company: '"><img src=x onerror=1>' });
    const mail = digestMail(SETTINGS, '7', savedSearch(), digest([{ occasion: 'new', card: hostile }]));
    expect(mail.text).toContain('Engineer Bcc: all@example.com <script>');
    expect(mail.text).not.toMatch(/^Bcc:/m);
    expect(mail.html).not.toContain('<script>');
    expect(mail.html).not.toContain('<img');
    expect(mail.subject).not.toMatch(/[\r\n]/);
  });
});

test('the confirmation holds no word that a stranger typed', () => {
  const search = savedSearch({}, { q: 'BUY PILLS http://evil.example', city: 'Visit evil', level: 'senior', company: 'spam-co' });
  const mail = confirmationMail(SETTINGS, search, newToken(), 0);
  for (const body of [mail.subject, mail.text, mail.html]) expect(body).not.toMatch(/pills|evil|spam-co/i);
  expect(mail.text).toContain('Senior, 3 words or places of your own');
});

test('addresses: one plain address and nothing else', () => {
  for (const good of ['a@example.com', 'first.last+tag@sub.example.co.uk', "o'neil@example.org"]) expect(isPlainAddress(good)).toBe(true);
  for (const bad of [
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com,b@example.com',
    '"a b"@example.com',
    'a@[127.0.0.1]',
    'a@localhost',
    '<a@example.com>',
    'a@exa\u0000mple.com',
    'ä@example.com',
    'a@@example.com',
    '.a@example.com',
    `${'a'.repeat(65)}@example.com`,
  ]) {
    expect(isPlainAddress(bad), bad).toBe(false);
  }
});

const mailTo = (target: string, id = '7') => digestMail(SETTINGS, id, savedSearch({ target }), digest());

describe('through a real server', () => {
  test('arrives as text and HTML with one-click unsubscription and a Message-ID that tells whose it was', async () => {
    const sink = await startSmtpSink();
    const channel = createSmtpChannel({ url: sink.url, from: 'Backboard <board@board.example>' });
    expect(await channel.send(mailTo('reader@example.com'))).toEqual({ kind: 'sent' });
    const parsed = await simpleParser(sink.received[0]?.raw ?? '');
    expect(parsed.text).toContain('Senior Go Engineer');
    expect(parsed.html).toContain('Senior Go Engineer');
    const header = (name: string) => parsed.headerLines.find((line) => line.key === name)?.line.replace(/\r\n\s+/g, ' ') ?? '';
    expect(header('list-unsubscribe')).toMatch(/^List-Unsubscribe: <https:\/\/board\.example\/alerts\/unsubscribe\/[^>]+>$/);
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(idOfSignedToken(SETTINGS.signing, 'bounce', bounceTokenOf(parsed.messageId ?? '') ?? '')).toBe(savedSearch().id);
    await channel.close();
    await sink.stop();
  });

  const cases: readonly (readonly [string, SinkAnswer, string])[] = [
    ['550 at RCPT', { at: 'rcpt', code: 550, words: '5.1.1 no such user' }, 'bounced'],
    ['451 at RCPT', { at: 'rcpt', code: 451, words: '4.7.1 greylisted' }, 'later'],
    ['421 after DATA', { at: 'data', code: 421, words: '4.3.2 shutting down' }, 'later'],
    ['554 after DATA for its content', { at: 'data', code: 554, words: '5.7.1 looks like spam' }, 'refused'],
    ['550 after DATA for the address', { at: 'data', code: 550, words: '5.1.1 no such user' }, 'bounced'],
    ['silence after DATA', { at: 'silence' }, 'unknown'],
  ];
  test.each(cases)('%s', async (_name, answer, kind) => {
    const sink = await startSmtpSink(() => answer);
    const channel = createSmtpChannel({ url: sink.url, from: 'board@board.example', silenceMs: 400 });
    expect((await channel.send(mailTo('reader@example.com'))).kind).toBe(kind);
    await channel.close();
    await sink.stop();
  });

  test('no server at all: away, nothing was sent', async () => {
    const sink = await startSmtpSink();
    await sink.stop();
    const channel = createSmtpChannel({ url: sink.url, from: 'board@board.example' });
    expect((await channel.send(mailTo('reader@example.com'))).kind).toBe('away');
    await channel.close();
  });

  test('a refusal harms no other mail, and the pool is kept', async () => {
    const sink = await startSmtpSink((to) => (to.startsWith('gone') ? { at: 'rcpt', code: 550, words: 'no' } : { at: 'accept' }));
    const channel = createSmtpChannel({ url: sink.url, from: 'board@board.example', connections: 2 });
    const targets = Array.from({ length: 40 }, (_, at) => `${at % 4 === 0 ? 'gone' : 'here'}${at}@example.com`);
    const outcomes = await Promise.all(targets.map((target, at) => channel.send(mailTo(target, String(at)))));
    expect(outcomes.map(({ kind }) => kind)).toEqual(targets.map((target) => (target.startsWith('gone') ? 'bounced' : 'sent')));
    expect(sink.received.map(({ to }) => to).toSorted()).toEqual(targets.filter((target) => target.startsWith('here')).toSorted());
    expect(sink.connections()).toBeLessThanOrEqual(2);
    await channel.close();
    await sink.stop();
  });
});

test('without a server mails are files, the same message one file', async () => {
  const folder = join(await mkdtemp(join(tmpdir(), 'backboard-mail-')), 'mail');
  const channel = createFileChannel({ folder, from: 'board@board.example' });
  const mail = digestMail(SETTINGS, '7', savedSearch(), digest());
  expect(await channel.send(mail)).toEqual({ kind: 'sent' });
  expect(await channel.send(mail)).toEqual({ kind: 'sent' });
  const names = await readdir(folder);
  expect(names).toHaveLength(1);
  const parsed = await simpleParser(await readFile(join(folder, names[0] ?? '')));
  expect(parsed.subject).toBe(mail.subject);
  await channel.close();
});
