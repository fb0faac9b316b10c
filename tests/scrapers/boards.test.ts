import { describe, expect, it } from 'vitest';
import { CATALOGUE_PLATFORMS, readCatalogue } from '#scrapers/boards';
import { recogniseBoard, REFUSED, refusalOfBoard, SOURCES } from '#scrapers/index';
import { readBoard } from '#scrapers/read-board';
import { refusalOf } from '#scrapers/refused';
import { feed } from '#scrapers/sources/feed';
import { jsonLd } from '#scrapers/sources/json-ld';
import { lever } from '#scrapers/sources/lever';

describe('the catalogue of boards', () => {
  const boards = readCatalogue();

  it('holds at least 1,500 boards of companies, each once', () => {
    const companies = boards.filter((board) => board.company !== null);
    expect(companies.length).toBeGreaterThanOrEqual(1_500);
    const keys = boards.map((board) => `${board.source} ${board.slug.toLowerCase()}`);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('is sorted by slug within a platform, so that an addition is one line', () => {
    for (const platform of CATALOGUE_PLATFORMS) {
      for (const first of [true, false]) {
        const slugs = boards.filter((board) => board.source === platform && board.first === first).map((board) => board.slug.toLowerCase());
        expect(slugs).toEqual(slugs.toSorted());
      }
    }
  });

  it('reads about 45 first, in fewer than 100 requests with the feeds', () => {
    const first = boards.filter((board) => board.first);
    expect(first.filter((board) => board.company !== null).length).toBeGreaterThanOrEqual(40);
    expect(first.length).toBeLessThan(60);
    expect(boards.findIndex((board) => !board.first)).toBe(first.length);
  });

  it('knows the industry of most', () => {
    const known = boards.filter((board) => board.industry !== null).length;
    expect(known / boards.length).toBeGreaterThan(0.6);
  });
});

describe('recognising a board in an address', () => {
  it.each([
    ['https://boards.greenhouse.io/acme', 'greenhouse', 'acme', null],
    ['https://job-boards.greenhouse.io/acme/jobs/4000001?gh_src=x', 'greenhouse', 'acme', '4000001'],
    ['https://job-boards.eu.greenhouse.io/acme/jobs/4000001', 'greenhouse', 'acme', '4000001'],
    ['https://boards.greenhouse.io/embed/job_board?for=acme', 'greenhouse', 'acme', null],
    ['https://boards.greenhouse.io/embed/job_app?for=acme&token=4000001', 'greenhouse', 'acme', '4000001'],
    ['https://jobs.lever.co/acme/10000000-0000-4000-8000-000000000001/apply', 'lever', 'acme', '10000000-0000-4000-8000-000000000001'],
    ['https://jobs.eu.lever.co/acme', 'lever', 'acme', null],
    [
      'https://jobs.ashbyhq.com/Acme%20Robotics/10000000-0000-4000-8000-000000000001/application',
      'ashby',
      'Acme Robotics',
      '10000000-0000-4000-8000-000000000001',
    ],
    ['jobs.ashbyhq.com/acme', 'ashby', 'acme', null],
    ['https://news.ycombinator.com/item?id=48000101', 'hacker-news', 'who-is-hiring', '48000101'],
    ['https://remoteok.com/remote-jobs/remote-backend-engineer-acme-1000001', 'remoteok', 'remoteok', '1000001'],
    ['https://remoteok.io/remote-jobs/1000001', 'remoteok', 'remoteok', null],
    ['http://boards.eu.greenhouse.io/acme/jobs/4000001#app', 'greenhouse', 'acme', '4000001'],
    ['https://boards.greenhouse.io/embed/job_board/js?for=acme', 'greenhouse', 'acme', null],
    ['https://job-boards.greenhouse.io/embed/job_board?for=acme&b=https%3A%2F%2Facme.example', 'greenhouse', 'acme', null],
    ['https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true', 'greenhouse', 'acme', null],
    ['https://api.greenhouse.io/v1/boards/acme/jobs/4000001', 'greenhouse', 'acme', '4000001'],
    ['https://JOBS.LEVER.CO/acme?team=Engineering', 'lever', 'acme', null],
    ['https://api.eu.lever.co/v0/postings/acme?mode=json', 'lever', 'acme', null],
    ['https://jobs.ashbyhq.com/acme/embed?version=2', 'ashby', 'acme', null],
    ['https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true', 'ashby', 'acme', null],
    ['https://apply.workable.com/acme/j/ABCDEF1234/apply/', 'workable', 'acme', 'ABCDEF1234'],
    ['https://acme.workable.com/jobs/123', 'workable', 'acme', null],
    ['https://www.workable.com/api/accounts/acme?details=true', 'workable', 'acme', null],
    ['https://apply.workable.com/api/v1/widget/accounts/acme?details=true', 'workable', 'acme', null],
    ['https://acme.recruitee.com/en/o/backend-engineer/c/new', 'recruitee', 'acme', null],
    ['https://acme.jobs.personio.com/job/123?language=en', 'personio', 'acme', '123'],
    ['https://acme.teamtailor.com/en-GB/jobs/12345-backend', 'teamtailor', 'acme', null],
    ['https://acme.breezy.hr/p/0123456789ab-backend/apply', 'breezy', 'acme', '0123456789ab'],
    [
      'https://acme.pinpointhq.com/postings/10000000-0000-4000-8000-000000000001',
      'pinpoint',
      'acme',
      '10000000-0000-4000-8000-000000000001',
    ],
    ['https://acme.bamboohr.com/jobs/view.php?id=42', 'bamboohr', 'acme', null],
    ['https://ats.rippling.com/embed/acme/jobs', 'rippling', 'acme', null],
    ['https://ats.rippling.com/en-GB/acme/jobs', 'rippling', 'acme', null],
    ['https://api.rippling.com/platform/api/ats/v1/board/acme/jobs', 'rippling', 'acme', null],
    ['https://acme.wd5.myworkdayjobs.com/en-US/External/job/Vienna/Backend_R-1234', 'workday', 'acme.wd5/External', 'R-1234'],
    ['https://acme.wd5.myworkdayjobs.com/wday/cxs/acme/External/jobs', 'workday', 'acme.wd5/External', null],
    ['https://www.himalayas.app/companies/acme/jobs/backend', 'himalayas', 'himalayas', null],
    ['https://www.jobicy.com/jobs/12345-backend', 'jobicy', 'jobicy', '12345'],
    ['https://www.remotive.com/remote-jobs/software-dev/x-12345', 'remotive', 'remotive', '12345'],
    ['https://www.swissdevjobs.ch/jobs/x', 'devitjobs', 'swissdevjobs.ch', null],
  ])('%s', (address, source, slug, externalId) => {
    expect(recogniseBoard(address)).toEqual({ source, slug, externalId });
  });

  it.each([
    'https://boards.greenhouse.io/embed',
    'https://jobs.lever.co/',
    'javascript:alert(1)',
    'file:///etc/passwd',
    '',
    'http://[',
    'x'.repeat(3000),
    'https://jobs.lever.co/%E0%A4%A',
    'https://apply.workable.com/j/ABCDEF1234',
    'https://www.workable.com/',
    'https://apply.workable.com/api/v1/other/acme',
    'https://www.recruitee.com/',
    'https://app.breezy.hr/',
    'https://boards.greenhouse.io.evil.example/acme',
    'https://evil.example/?u=https://boards.greenhouse.io/acme',
    'https://notlinkedin.example/x',
    'https://linkedin.com.evil.example/x',
    'https://linkedin.evil.example/x',
    'https://indeed-tech.example/x',
    'https://careers.finn.com/x',
    'https://indeed/x',
  ])('%s is nothing', (address) => {
    expect(recogniseBoard(address)).toBeNull();
  });

  it.each([
    'https://www.linkedin.com/jobs/view/1',
    'https://de.indeed.com/viewjob?jk=1',
    'https://jobs.smartrecruiters.com/Acme/1',
    'https://weworkremotely.com/remote-jobs/x',
    'https://www.glassdoor.com/job/1',
    'https://www.workatastartup.com/jobs/1',
    'https://at.linkedin.com/company/acme/jobs',
    'https://lnkd.in/abc',
    'https://www.indeed.de/x',
    'https://www.simplyhired.co.uk/search',
    'https://api.smartrecruiters.com/v1/companies/acme/postings',
    'https://www.stepstone.at/x',
    'https://www.ycombinator.com/companies/acme/jobs',
    'https://www.finn.no/job/x',
    'https://www.workingnomads.com/jobs',
    'https://WWW.XING.COM./jobs/x',
    'https://uk.indeed.com/jobs?q=backend',
    'https://www.indeed.co.uk/viewjob?jk=1',
    'https://br.indeed.com.br/x',
    'https://indeed.co.za/x',
    'https://www.glassdoor.com.au/Job/x.htm',
    'https://www.glassdoor.co.in/Job/x.htm',
    'https://linkedin.cn/jobs',
    'https://uk.linkedin.com/jobs/view/backend-engineer-at-acme-4000000001?refId=x&trackingId=y',
    'linkedin.com/jobs/collections/recommended/?currentJobId=4000000001',
    'https://careers.smartrecruiters.com/Acme/backend',
    'https://jobs.smartrecruiters.com/oneclick-ui/company/Acme/publication/1?dcr_ci=Acme',
    'https://smrtr.io/abc',
    'https://www.stepstone.fr/x',
    'https://www.stepstone.pl/x',
    'https://www.monster.ca/x',
    'https://www.monster.com.sg/x',
    'https://www.monsterindia.com/x',
    'https://www.naukrigulf.com/x',
    'https://login.xing.com/x',
    'https://weworkremotely.com/categories/remote-back-end-programming-jobs.rss',
    'https://www.simplyhired.ca/x',
    'https://bookface.ycombinator.com/x',
    'https://hotjobs.finn.no/x',
  ])('%s is refused with a reason', (address) => {
    const found = recogniseBoard(address);
    expect(found).toHaveProperty('refused');
    expect(found).toHaveProperty('reason', expect.stringMatching(/\w{4}/));
  });

  it('a refused site is no feed and no career page either: named so, in a file of boards or in the database', async () => {
    const slug = 'weworkremotely.com/remote-jobs.rss';
    expect(refusalOfBoard(feed, slug)).toMatch(/^We Work Remotely is not read\. Its terms forbid/);
    expect(refusalOfBoard(jsonLd, 'de.linkedin.com/jobs')).toMatch(/^LinkedIn is not read/);
    expect(refusalOfBoard(jsonLd, 'careers.acme.example/jobs')).toBeNull();
    expect(refusalOfBoard(lever, 'indeed.com')).toBeNull();
    let asked = 0;
    const reading = await readBoard({
      source: feed,
      board: { slug, company: null, memo: {} },
      fetchPage: async () => ((asked += 1), { kind: 'gone', status: 404, reason: 'not there' }),
      now: () => new Date('2026-08-01T12:00:00Z'),
      titleVerdict: () => 'yes',
    });
    expect([reading.outcome, reading.reason, asked]).toEqual(['refused', expect.stringMatching(/^We Work Remotely is not read/), 0]);
  });

  it('refuses nothing that it reads', () => {
    expect(REFUSED.every(({ names, hosts }) => names.length + hosts.length > 0)).toBe(true);
    for (const source of SOURCES) for (const host of source.hosts) expect(refusalOf(host.replace(/^\*\./, ''))).toBeNull();
  });
});

describe('the list of sources', () => {
  it('is alphabetical, and each is declared whole', () => {
    expect(SOURCES.map((source) => source.id)).toEqual(SOURCES.map((source) => source.id).toSorted());
    for (const source of SOURCES) {
      expect(source.homepage).toMatch(/^https:/);
      expect(source.terms).toMatch(/^https:/);
      expect(source.minIntervalMinutes).toBeGreaterThanOrEqual(60);
      expect(source.gapMs).toBeGreaterThanOrEqual(1_000);
      expect(source.maxPages).toBeGreaterThan(0);
      expect(source.default === 'keyed').toBe(source.keyVariable !== undefined);
    }
  });
});
