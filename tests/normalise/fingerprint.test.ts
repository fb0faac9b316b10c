import { expect, test } from 'vitest';
import { companyKeyOf } from '#src/normalise/company-name';
import { containment, likeness, minhashOf } from '#src/normalise/fingerprint';
import { nearlySameRole, roleKeyOf } from '#src/normalise/role-key';
import { sameOpening, type OpeningFacts } from '#src/normalise/same-opening';

const wordsHash = (text: string): Uint32Array => {
  const words = text.split(' ');
  return Uint32Array.from({ length: Math.max(0, words.length - 2) }, (_, i) => {
    let hash = 2_166_136_261;
    for (const char of words.slice(i, i + 3).join(' ')) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619) >>> 0;
    return hash;
  });
};
const text = Array.from({ length: 200 }, (_, i) => `word${i * 7}`).join(' ');
const edited = text.replaceAll('word70 ', 'changed ').replaceAll('word700 ', 'changed ');
const other = Array.from({ length: 200 }, (_, i) => `other${i * 3}`).join(' ');

const base: OpeningFacts = {
  source: 'greenhouse',
  boardId: 1,
  ownBoard: true,
  externalId: '1',
  companyKey: 'acme',
  atsKey: 'greenhouse:acme:1',
  roleKey: roleKeyOf('Senior Backend Engineer'),
  level: 'senior',
  rung: 'senior',
  places: ['de/berlin'],
  remote: false,
  minhash: minhashOf(wordsHash(text)),
  firstSeenAt: new Date('2026-06-01'),
  closedAt: null,
};
const copy = (change: Partial<OpeningFacts>): OpeningFacts => ({
  ...base,
  source: 'remoteok',
  boardId: 2,
  ownBoard: false,
  externalId: '9',
  atsKey: null,
  ...change,
});

test('employers are the same by name, whatever the legal form', () => {
  expect(new Set(['Acme Inc.', 'ACME, Inc', 'Acme GmbH', 'acme', 'Acme (YC S21)'].map(companyKeyOf))).toEqual(new Set(['acme']));
  expect(companyKeyOf('Acme Pay')).not.toBe(companyKeyOf('Acme'));
});

test('a role keeps its level and loses place, mode and numbers', () => {
  expect(roleKeyOf('Backend Engineer (Berlin)')).toBe(roleKeyOf('Back-end Developer (m/w/d)'));
  expect(roleKeyOf('Backend Engineer (Senior)')).not.toBe(roleKeyOf('Backend Engineer (Junior)'));
  expect(roleKeyOf('Senior Backend Engineer, Payments')).toBe(roleKeyOf('Sr. Payments Backend Engineer'));
  expect(roleKeyOf('Backend Engineer, Payments')).not.toBe(roleKeyOf('Backend Engineer, Search'));
});

test('a team, a language, a shift in brackets is part of the role; a city, a mode, a gender mark is not', () => {
  expect(roleKeyOf('Senior Engineer, Backend (Payments)')).not.toBe(roleKeyOf('Senior Engineer, Backend (Search)'));
  expect(roleKeyOf('Software Engineer, Agent (French speaking)')).not.toBe(roleKeyOf('Software Engineer, Agent (Dutch speaking)'));
  const plain = roleKeyOf('Staff Product Engineer');
  for (const mark of ['(Mexico City)', '(m/w/d)', '(Remote)', '(Berlin or Remote)', '(London / Paris)', '(100% remote)', '(all genders)'])
    expect(`${mark} ${roleKeyOf(`Staff Product Engineer ${mark}`)}`).toBe(`${mark} ${plain}`);
  expect(roleKeyOf('Backend Engineers')).toBe(roleKeyOf('Backend Developer'));
});

test('a title that returns under other words is the same role only where the words are filler', () => {
  const near = (a: string, b: string) => nearlySameRole(roleKeyOf(a), roleKeyOf(b));
  expect(near('Staff Software Engineer, Product', 'Staff Product Engineer')).toBe(true);
  expect(near('Senior Backend Engineer', 'Senior Backend Engineer, Identity')).toBe(false);
  expect(near('Infrastructure Engineer', 'Senior Infrastructure Engineer')).toBe(false);
});

test('an excerpt stands in its text, and another text does not', () => {
  const whole = minhashOf(wordsHash(text)) as Uint32Array;
  const excerpt = minhashOf(wordsHash(text.split(' ').slice(0, 50).join(' '))) as Uint32Array;
  expect(likeness(whole, excerpt)).toBeLessThan(0.45);
  expect(containment(whole, excerpt)).toBeGreaterThan(0.6);
  expect(containment(minhashOf(wordsHash(other)) as Uint32Array, excerpt)).toBe(0);
});

test('an edited copy is like its original, another text is not', () => {
  const [a, b, c] = [text, edited, other].map((words) => minhashOf(wordsHash(words)) as Uint32Array);
  expect(likeness(a as Uint32Array, b as Uint32Array)).toBeGreaterThan(0.85);
  expect(likeness(a as Uint32Array, c as Uint32Array)).toBeLessThan(0.1);
  expect(minhashOf(wordsHash('too short to tell'))).toBeNull();
});

test('the same requisition is one opening; the same words on an aggregator are too', () => {
  expect(sameOpening(base, copy({ atsKey: 'greenhouse:acme:1', roleKey: roleKeyOf('Backend Engineer, Ledger') }))).toMatch(
    /same requisition/,
  );
  expect(sameOpening(base, copy({ atsKey: 'greenhouse:?:1' }))).toMatch(/same requisition/);
  expect(sameOpening(base, copy({ minhash: minhashOf(wordsHash(edited)) }))).toMatch(/same employer, role and place/);
});

test.each<[string, OpeningFacts]>([
  ['two requisitions of one board', { ...base, externalId: '2', atsKey: 'greenhouse:acme:2' }],
  ['another level', copy({ level: 'entry', rung: 'junior', roleKey: roleKeyOf('Junior Backend Engineer') })],
  ['another rung of one level', copy({ rung: 'staff', roleKey: roleKeyOf('Staff Backend Engineer') })],
  ['another level, read from a text that is not there', copy({ level: 'entry', rung: 'junior', minhash: null })],
  ['a plain title without a text', { ...copy({ roleKey: roleKeyOf('Senior Software Engineer II'), minhash: null }) }],
  ['two roles of one post', { ...copy({ source: 'remoteok' }), externalId: '1#2', source: 'greenhouse', boardId: 1 }],
  ['one link under two roles', copy({ atsKey: 'greenhouse:acme:1', roleKey: roleKeyOf('Office Manager') })],
  [
    'a requisition of the same words, both listed',
    { ...base, externalId: '2', atsKey: 'greenhouse:acme:2', firstSeenAt: new Date('2026-06-20') },
  ],
  ['cities far apart, not remote, one feed', { ...copy({ places: ['gb/london'] }), boardId: 1, ownBoard: false }],
  ['another city', copy({ places: ['gb/london'] })],
  ['another employer', copy({ companyKey: 'other' })],
  ['another text', copy({ minhash: minhashOf(wordsHash(other)) })],
  ['another team', copy({ roleKey: roleKeyOf('Senior Backend Engineer, Payments'), minhash: minhashOf(wordsHash(other)) })],
  ['a role that came back after 401 days', { ...copy({ firstSeenAt: new Date('2027-09-07') }) }],
])('stays apart: %s', (name, candidate) => {
  const closed = name.startsWith('a role that came back') ? { ...base, closedAt: new Date('2026-08-01') } : base;
  expect(sameOpening(closed, candidate)).toBeNull();
  expect(sameOpening(candidate, closed)).toBeNull();
});

test('an opening that the employer posts again after the first was gone is the same', () => {
  const gone = { ...base, closedAt: new Date('2026-07-20') };
  const again = { ...base, externalId: '2', atsKey: 'greenhouse:acme:2', firstSeenAt: new Date('2026-07-21') };
  expect(sameOpening(gone, again)).toMatch(/posted it again/);
  expect(sameOpening(gone, { ...again, places: ['de/munich'] })).toBeNull();
  expect(sameOpening(gone, { ...again, minhash: minhashOf(wordsHash(other)) })).toBeNull();
  expect(sameOpening(gone, { ...again, firstSeenAt: new Date('2027-10-01') })).toBeNull();
});

test('a feed that repeats a remote opening once per city, or a place once per suburb, has one opening', () => {
  const feed = { ...base, source: 'remotive', boardId: 5, ownBoard: false, atsKey: null, remote: true, externalId: '51' };
  expect(sameOpening(feed, { ...feed, externalId: '52', places: ['mx/mexico city'] })).toMatch(/once per place/);
  const onSite = { ...feed, remote: false, places: ['us/cupertino'] };
  expect(sameOpening(onSite, { ...onSite, externalId: '52', places: ['us/san jose'] })).toMatch(/near each other/);
  expect(sameOpening(onSite, { ...onSite, externalId: '52', places: ['us/boston'] })).toBeNull();
});

test('an employer without a name is joined with nobody', () => {
  expect(sameOpening({ ...base, companyKey: '', atsKey: null, ownBoard: false }, copy({ companyKey: '' }))).toBeNull();
});
