import { expect, test } from 'vitest';
import { companyNameOf, linkKeysOf } from '#jobs/interpret-row';
import { recogniseBoard } from '#scrapers/index';
import { EMPTY_RAW_POSTING, type RawPosting } from '#src/domain/raw-posting';

const recognise = (url: string) => {
  const found = recogniseBoard(url);
  return found === null || 'refused' in found ? null : found;
};
const raw = (fields: Partial<RawPosting>): RawPosting => ({
  ...EMPTY_RAW_POSTING,
  externalId: '41',
  title: 'Backend Engineer',
  url: 'https://news.ycombinator.com/item?id=41',
  company: 'Acme Inc.',
  ...fields,
});
const keysOf = (fields: Partial<RawPosting>, source = { id: 'hacker-news', platform: false }) =>
  linkKeysOf(raw(fields), fields.company ?? 'Who Is Hiring', null, { source, board: { slug: 'who-is-hiring', company: null }, recognise });

test('a feed’s own address of a post is no requisition: one post may name several roles', () => {
  expect(keysOf({}).atsKey).toBeNull();
});

test.each([
  ['https://boards.greenhouse.io/acme/jobs/5960548', 'greenhouse:acme:5960548'],
  ['https://acme.example/careers/job?gh_jid=5960548', 'greenhouse:?:5960548'],
  ['https://acme.example/careers?ashby_jid=c161948f-001d-45e4-a340-776cfccc1ff2#open', 'ashby:?:c161948f-001d-45e4-a340-776cfccc1ff2'],
  ['https://acme.example/careers/5960548', null],
])('%s leads to %s', (applyUrl, key) => {
  expect(keysOf({ applyUrl }).atsKey).toBe(key);
});

test('a feed’s post without an employer is nobody’s, a platform’s is the board’s', () => {
  expect(keysOf({ company: null }).companyKey).toBe('');
  expect(keysOf({ company: null }, { id: 'lever', platform: true }).companyKey).toBe('whoishiring');
  expect(keysOf({ company: 'Acme Inc.' }).companyKey).toBe('acme');
});

test.each([
  ['Clickhouse', 'ClickHouse', 'ClickHouse'],
  ['Ambiencehealthcare', 'Ambience Healthcare', 'Ambience Healthcare'],
  ['Another Ltd', 'ClickHouse', 'Another Ltd'],
  ['Clickhouse', null, 'Clickhouse'],
  [null, 'ClickHouse', 'ClickHouse'],
  [null, null, 'Click House'],
])('an employer that is called %s on the board of %s is shown as %s', (stated, company, shown) => {
  expect(companyNameOf(stated, { slug: 'click-house', company })).toBe(shown);
});
