import { describe, expect, it } from 'vitest';
import { parseFilter } from '#src/http/filter-parameters';
import { hiringCountriesOf, type HiringTerms } from '#src/domain/hiring-area';
import { kmBetween, nearOf } from '#src/domain/near';

const readOf = (query: string) => parseFilter(new URLSearchParams(query));

describe('near', () => {
  it('takes a city by name, the largest of that name, or the one of a country', () => {
    expect(readOf('near=Berlin')).toMatchObject({ filter: { near: 'Berlin@52.52,13.41' } });
    expect(readOf('near=paris')).toMatchObject({ filter: { near: 'Paris@48.85,2.35' } });
    expect(readOf('near=Paris, US')).toMatchObject({ filter: { near: expect.stringMatching(/^Paris@33\.\d+,-95\.\d+$/) as string } });
  });

  it('is a fixed point: what it makes, it reads as the same', () => {
    expect(readOf('near=Berlin@52.52,13.41&withinKm=20')).toMatchObject({ filter: { near: 'Berlin@52.52,13.41', withinKm: 20 } });
  });

  it.each(['near=Atlantisville', 'near=x@91,0', 'near=x@1', 'near=@1,1', 'withinKm=0', 'withinKm=1001', `near=${'x'.repeat(5000)}`])(
    'names the field of a bad value: %s',
    (query) => {
      const read = readOf(query);
      expect('problem' in read && read.problem.errors[0]?.parameter).toBe(query.split('=')[0]);
    },
  );

  it('measures great circles', () => {
    const berlin = nearOf('Berlin@52.52,13.41');
    expect(berlin === null ? 0 : kmBetween(berlin, '48.85,2.35')).toBeCloseTo(877, -1);
    expect(berlin === null ? 0 : kmBetween(berlin, '52.52,13.41')).toBe(0);
  });
});

describe('who may be hired', () => {
  const terms = (more: Partial<HiringTerms>): HiringTerms => ({ workplace: 'remote', locations: [], remoteScope: null, ...more });
  const scope = (include: string[], exclude: string[] = [], worldwide = false) => ({
    worldwide,
    include,
    exclude,
    utcFrom: null,
    utcTo: null,
  });
  const at = (country: string) => ({ city: null, region: null, country, raw: country, latitude: null, longitude: null });

  it('is nobody for a remote listing that says nothing: unknown is not worldwide', () => {
    expect(hiringCountriesOf(terms({}))).toEqual([]);
  });
  it('is its country for an office', () => {
    expect(hiringCountriesOf(terms({ workplace: 'onsite', locations: [at('DE')], remoteScope: scope(['US']) }))).toEqual(['DE']);
  });
  it('is the scope, not the office, for a remote hire', () => {
    expect(hiringCountriesOf(terms({ locations: [at('GB')], remoteScope: scope(['US-CA']) }))).toEqual(['US']);
  });
  it('leaves out what the scope rules out', () => {
    const open = hiringCountriesOf(terms({ remoteScope: scope(['DACH'], ['CH']) }));
    expect(open).toEqual(['AT', 'DE']);
    expect(hiringCountriesOf(terms({ remoteScope: scope([], ['US'], true) }))).not.toContain('US');
  });
  it('is everybody where it says so', () => {
    expect(hiringCountriesOf(terms({ remoteScope: scope([], [], true) }))).toEqual(['worldwide']);
  });
});
