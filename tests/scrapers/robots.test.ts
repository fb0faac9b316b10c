import { describe, expect, it } from 'vitest';
import { robotsExpiry, robotsTextOf, robotsVerdict } from '#scrapers/robots';

const at = new Date('2026-08-01T00:00:00Z');
const verdict = (text: string, path: string, more: { status?: number; crawling?: boolean } = {}) =>
  robotsVerdict({ status: more.status ?? 200, text, fetchedAt: at }, `https://example.com${path}`, more.crawling ?? false);
const says = (text: string, path: string, more: { status?: number; crawling?: boolean } = {}) => verdict(text, path, more).verdict;

const hours = (status: number, control?: string) => (robotsExpiry(at, status, control).getTime() - at.getTime()) / 3_600_000;

describe('robots.txt', () => {
  it('the longest rule wins, and Allow wins a tie', () => {
    const text = 'User-agent: *\nDisallow: /api\nAllow: /api/public\nDisallow: /tie\nAllow: /tie\n';
    expect(says(text, '/api/private')).toBe('disallowed');
    expect(says(text, '/api/public/x')).toBe('allowed');
    expect(says(text, '/tie')).toBe('allowed');
    expect(verdict(text, '/api/private').rule).toBe('Disallow: /api');
  });

  it('a group that names us is the only one that counts', () => {
    const text = 'User-agent: *\nDisallow: /\n\nUser-agent: backboard\nDisallow: /secret\n';
    expect(says(text, '/jobs')).toBe('allowed');
    expect(says(text, '/secret/x')).toBe('disallowed');
    expect(says('User-agent: BACKBOARD\nDisallow:\n\nUser-agent: *\nDisallow: /', '/jobs')).toBe('allowed');
    expect(says('User-agent: backboards\nDisallow: /\n', '/jobs')).toBe('allowed');
    expect(says('User-agent: Backboard\nUser-agent: Other\nDisallow: /a\n\nUser-agent: Backboard\nDisallow: /b\n', '/b')).toBe(
      'disallowed',
    );
  });

  it('wildcards, end anchors and queries are compared', () => {
    const text = 'User-agent: *\nDisallow: /jobs*&page=\nDisallow: /*.pdf$\nDisallow: /x?page=\n';
    expect(says(text, '/jobs/api/search?q=a&page=2')).toBe('disallowed');
    expect(says(text, '/jobs/api/search?q=a&sort=recent')).toBe('allowed');
    expect(says(text, '/a/b.pdf')).toBe('disallowed');
    expect(says(text, '/a/b.pdf.html')).toBe('allowed');
    expect(says(text, '/x?page=2')).toBe('disallowed');
    expect(says(text, '/robots.txt')).toBe('allowed');
  });

  it('percent signs are compared alike, letters by case', () => {
    expect(says('User-agent: *\nDisallow: /caf%c3%a9\n', '/caf%C3%A9')).toBe('disallowed');
    expect(says('User-agent: *\nDisallow: /Jobs\n', '/jobs')).toBe('allowed');
  });

  it('statuses: absent allows, unreachable forbids, refusing forbids pages but not a documented API', () => {
    expect(says('', '/x', { status: 404 })).toBe('allowed');
    expect(says('<html>not found</html>', '/x', { status: 404 })).toBe('allowed');
    expect(says('User-agent: *\nDisallow: /x\n', '/x', { status: 404 })).toBe('disallowed');
    for (const status of [500, 503, 429]) expect(says('', '/x', { status }), String(status)).toBe('unreachable');
    for (const status of [401, 403]) {
      expect(says('Unauthorized', '/x', { status, crawling: true })).toBe('disallowed');
      expect(says('Unauthorized', '/x', { status, crawling: false })).toBe('allowed');
    }
  });

  it('Crawl-delay is read for us, within reason', () => {
    expect(verdict('User-agent: *\nCrawl-delay: 1\n', '/x').crawlDelayMs).toBe(1000);
    expect(verdict('User-agent: *\nCrawl-delay: 1e9\n', '/x').crawlDelayMs).toBe(600_000);
    expect(verdict('User-agent: *\nCrawl-delay: soon\n', '/x').crawlDelayMs).toBeNull();
    expect(verdict('User-agent: other\nCrawl-delay: 9\n', '/x').crawlDelayMs).toBeNull();
  });

  it('Content-Signal lines are kept', () => {
    expect(verdict('User-agent: *\nContent-Signal: search=no, ai-train=no\nAllow: /\n', '/x').contentSignal).toBe('search=no, ai-train=no');
  });

  it('bad lines, marks and half a megabyte of rules do no harm', () => {
    const long = new TextEncoder().encode(
      `\uFEFFUser-agent: *\nDisallow: /early\n${'garbage without a colon\n'.repeat(30_000)}Disallow: /late\n`,
    );
    const text = robotsTextOf(long);
    expect(says(text, '/early')).toBe('disallowed');
    expect(says(text, '/late')).toBe('allowed');
    const startedAt = performance.now();
    says(
      robotsTextOf(new TextEncoder().encode(`User-agent: *\n${`Disallow: /${'*a'.repeat(900)}b\n`.repeat(250)}`)),
      `/${'a'.repeat(1500)}`,
    );
    expect(performance.now() - startedAt).toBeLessThan(1_500);
  });

  it('too many wildcards: a Disallow forbids more, an Allow is dropped', () => {
    const rule = `/${'*a'.repeat(40)}`;
    const text = robotsTextOf(new TextEncoder().encode(`User-agent: *\nDisallow: ${rule}\nAllow: /x${rule}\n`));
    expect(says(text, `/${'a'.repeat(15)}`)).toBe('disallowed');
    expect(says(text, `/x/${'a'.repeat(40)}`)).toBe('disallowed');
  });

  it('is kept as long as the host says, at most a day, failures at most an hour', () => {
    expect([hours(200), hours(200, 'max-age=7200'), hours(200, 'max-age=99999999'), hours(200, 'no-cache, max-age=0'), hours(503)]).toEqual(
      [24, 2, 24, 1 / 12, 1],
    );
  });
});
