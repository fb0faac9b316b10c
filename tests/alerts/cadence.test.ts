import { describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { INSTANT_GAP_MS, nextHearing } from '#src/alerts/cadence';
import { localTimeOf, momentOf } from '#src/alerts/local-time';

const daily = (hour: number, timeZone: string) => ({ cadence: 'daily', hour, weekday: 1, timeZone }) as const;
const at = (iso: string) => new Date(iso);

describe('instant', () => {
  const search = { cadence: 'instant', hour: 0, weekday: 1, timeZone: 'UTC' } as const;
  test('the first alert goes at once, the next waits for the rest of 15 minutes', () => {
    expect(nextHearing(search, at('2026-11-23T10:00:00Z'), null)).toEqual(at('2026-11-23T10:00:00Z'));
    expect(nextHearing(search, at('2026-11-23T10:05:00Z'), at('2026-11-23T10:00:00Z'))).toEqual(at('2026-11-23T10:15:00Z'));
    expect(nextHearing(search, at('2026-11-23T11:00:00Z'), at('2026-11-23T10:00:00Z'))).toEqual(at('2026-11-23T11:00:00Z'));
    expect(INSTANT_GAP_MS).toBe(900_000);
  });
});

describe('daily and weekly', () => {
  test('the local hour in winter and in summer', () => {
    expect(nextHearing(daily(8, 'Europe/Berlin'), at('2026-01-10T20:00:00Z'), null)).toEqual(at('2026-01-11T07:00:00Z'));
    expect(nextHearing(daily(8, 'Europe/Berlin'), at('2026-07-10T20:00:00Z'), null)).toEqual(at('2026-07-11T06:00:00Z'));
  });

  test('what comes within the hour goes in that hour, once a date', () => {
    const search = daily(8, 'Europe/Berlin');
    expect(nextHearing(search, at('2026-01-11T07:20:00Z'), null)).toEqual(at('2026-01-11T07:20:00Z'));
    expect(nextHearing(search, at('2026-01-11T07:20:00Z'), at('2026-01-11T07:00:00Z'))).toEqual(at('2026-01-12T07:00:00Z'));
  });

  test('weekly: the weekday of the reader, not of UTC', () => {
    const search = { cadence: 'weekly', hour: 7, weekday: 1, timeZone: 'Pacific/Auckland' } as const;
    // Monday 2026-11-23 07:00 in Auckland (UTC+13) is Sunday 18:00 UTC.
    expect(nextHearing(search, at('2026-11-18T00:00:00Z'), null)).toEqual(at('2026-11-22T18:00:00Z'));
    expect(nextHearing(search, at('2026-11-22T18:30:00Z'), at('2026-11-22T18:00:00Z'))).toEqual(at('2026-11-29T18:00:00Z'));
  });

  test('the night the clock goes forward: 02:00 in Berlin is not shown, the digest goes when it is 03:00', () => {
    const search = daily(2, 'Europe/Berlin');
    expect(nextHearing(search, at('2026-03-28T12:00:00Z'), at('2026-03-28T01:00:00Z'))).toEqual(at('2026-03-29T01:00:00Z'));
    expect(nextHearing(search, at('2026-03-29T01:10:00Z'), at('2026-03-29T01:00:00Z'))).toEqual(at('2026-03-30T00:00:00Z'));
  });

  test('the night the clock goes back: 02:00 in Berlin is shown twice, the digest goes once', () => {
    const search = daily(2, 'Europe/Berlin');
    expect(nextHearing(search, at('2026-10-24T12:00:00Z'), at('2026-10-24T00:00:00Z'))).toEqual(at('2026-10-25T00:00:00Z'));
    expect(nextHearing(search, at('2026-10-25T00:30:00Z'), at('2026-10-25T00:00:00Z'))).toEqual(at('2026-10-26T01:00:00Z'));
  });

  test.each([
    'Europe/Berlin',
    'America/New_York',
    'Australia/Lord_Howe',
    'America/Santiago',
    'Africa/Cairo',
    'Asia/Kathmandu',
    'Pacific/Apia',
  ])('a year in %s: every date hears once, in its hour wherever the clock shows it', (timeZone) => {
    for (const hour of [0, 2, 3, 23]) {
      const search = daily(hour, timeZone);
      let last: Date | null = null;
      let shifted = 0;
      for (let count = 0; count < 366; count += 1) {
        const due: Date = nextHearing(search, last ?? at('2026-01-01T00:00:00Z'), last);
        const local = localTimeOf(due, timeZone);
        if (last !== null) expect(local.day).toBe(localTimeOf(last, timeZone).day + 1);
        if (local.hour !== hour) shifted += 1;
        last = due;
      }
      expect(shifted).toBeLessThanOrEqual(1);
    }
  });

  test('never before something waits, never twice a local date', () => {
    const zone = fc.constantFrom('Europe/Berlin', 'America/St_Johns', 'Asia/Tokyo', 'Australia/Lord_Howe', 'UTC');
    const moment = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) });
    fc.assert(
      fc.property(zone, fc.integer({ min: 0, max: 23 }), moment, fc.option(moment), (timeZone, hour, oldest, sent) => {
        const search = daily(hour, timeZone);
        const lastSentAt = sent === null ? null : new Date(sent);
        const due = nextHearing(search, new Date(oldest), lastSentAt);
        expect(due.getTime()).toBeGreaterThanOrEqual(oldest);
        if (lastSentAt !== null) expect(localTimeOf(due, timeZone).day).toBeGreaterThan(localTimeOf(lastSentAt, timeZone).day);
      }),
    );
  });
});

test('a moment of a day and hour is shown by the clock as that day and hour', () => {
  for (let day = 20_500; day < 20_870; day += 1) {
    const local = localTimeOf(momentOf(day, 12, 'America/Sao_Paulo'), 'America/Sao_Paulo');
    expect([local.day, local.hour, local.minute]).toEqual([day, 12, 0]);
  }
});
