import { describe, expect, it } from 'vitest';
import { jobPostingFields, jobPostingsOf, salariesOf } from '#scrapers/job-posting';
import { microdataPostings } from '#scrapers/microdata';

const ADDRESS = 'https://careers.acme.example/jobs/1';
const script = (value: unknown) => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const only = (html: string) => jobPostingsOf(html).map((posting) => jobPostingFields(posting, ADDRESS));

describe('JSON-LD', () => {
  it('follows references inside a @graph, and takes no address for an employer', () => {
    const posting = { '@type': 'JobPosting', title: 'Backend Engineer', hiringOrganization: { '@id': '#org' } };
    expect(only(script({ '@graph': [{ '@type': 'Organization', '@id': '#org', name: 'Acme' }, posting] }))).toMatchObject([
      { company: 'Acme' },
    ]);
    expect(only(script({ '@graph': [posting] }))).toMatchObject([{ company: null }]);
  });

  it('reads every posting of an array, a list and several scripts', () => {
    const posting = (title: string) => ({ '@type': ['Thing', 'https://schema.org/JobPosting'], title });
    const html = script([posting('a'), { '@type': 'ItemList', itemListElement: [{ item: posting('b') }] }]) + script(posting('c'));
    expect(only(html).map(({ title }) => title)).toEqual(['a', 'b', 'c']);
  });

  it.each([
    [{ value: { minValue: 60_000, maxValue: 70_000, unitText: 'YEAR' } }, 60_000, 70_000, 'YEAR'],
    [{ value: [{ minValue: '60.000', maxValue: '70.000' }], unitText: 'YEAR' }, 60_000, 70_000, 'YEAR'],
    [{ minValue: '60,000', maxValue: '70,000.00' }, 60_000, 70_000, null],
    [{ value: '60000 - 70000' }, 60_000, 70_000, null],
    [{ value: { value: 65_000, unitText: 'YEAR' } }, 65_000, 65_000, 'YEAR'],
    [{ value: { value: '42.5', unitText: 'HOUR' } }, 42.5, 42.5, 'HOUR'],
    [{ value: { minValue: 60_000, unitText: 'YEAR' } }, 60_000, null, 'YEAR'],
    [{ value: { maxValue: 70_000, unitText: 'YEAR' } }, null, 70_000, 'YEAR'],
  ])('reads baseSalary %j', (base, min, max, period) => {
    expect(salariesOf({ baseSalary: { currency: 'EUR', ...base } })).toMatchObject([{ min, max, currency: 'EUR', period }]);
  });

  it.each([[{ baseSalary: { currency: 'EUR', value: {} } }], [{ baseSalary: 'competitive' }], [{ estimatedSalary: { value: 9 } }]])(
    '%j states none',
    (posting) => {
      expect(salariesOf(posting)).toEqual([]);
    },
  );
});

describe('microdata', () => {
  it('reads an item with nested items', () => {
    const html = `<body><div itemscope itemtype="http://schema.org/JobPosting">
      <h1 itemprop="title">Backend  Engineer</h1><meta itemprop="datePosted" content="2026-07-20"><meta itemprop="validThrough" content="2026-09-20">
      <span itemprop="hiringOrganization" itemscope itemtype="http://schema.org/Organization"><b itemprop="name">Acme</b></span>
      <div itemprop="jobLocation" itemscope><div itemprop="address" itemscope><i itemprop="addressLocality">Graz</i><i itemprop="addressCountry">AT</i></div></div>
      <div itemprop="baseSalary" itemscope><meta itemprop="currency" content="EUR"><div itemprop="value" itemscope>
        <meta itemprop="minValue" content="60000"><meta itemprop="maxValue" content="70000"><meta itemprop="unitText" content="YEAR"></div></div>
      <div itemprop="description"><p>Build in <b>Go</b>.</p></div></div></body>`;
    expect(microdataPostings(html).map((posting) => jobPostingFields(posting, ADDRESS))).toMatchObject([
      {
        title: 'Backend Engineer',
        company: 'Acme',
        locations: ['Graz, AT'],
        description: '<p>Build in <b>Go</b>.</p>',
        postedAt: '2026-07-20',
        expiresAt: '2026-09-20',
        salaries: [{ min: 60_000, max: 70_000, currency: 'EUR', period: 'YEAR' }],
      },
    ]);
  });

  it('reads fields whose item was forgotten, only when title, description and date are there', () => {
    const fields = '<h1 itemprop="title">Go Engineer</h1><div itemprop="description">x</div>';
    expect(microdataPostings(`<body>${fields}<time itemprop="datePosted" datetime="2026-07-20">20 July</time></body>`)).toMatchObject([
      { title: 'Go Engineer', datePosted: '2026-07-20' },
    ]);
    expect(microdataPostings(`<body>${fields}</body>`)).toEqual([]);
  });

  it('is unmoved by hostile names and nesting', () => {
    const html = `<body>${'<div itemscope itemtype="https://schema.org/JobPosting" itemprop="__proto__ constructor title">'.repeat(400)}</body>`;
    expect(microdataPostings(html).length).toBeLessThanOrEqual(40);
    expect(({} as Record<string, unknown>)['title']).toBeUndefined();
  });
});
