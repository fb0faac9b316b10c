import { expect, test } from 'vitest';
import { companyKeyOf } from '#src/normalise/company-name';
import { likeness, minhashOf, roleKeyOf } from '#src/normalise/fingerprint';
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

test('an edited copy is like its original, another text is not', () => {
  const [a, b, c] = [text, edited, other].map((words) => minhashOf(wordsHash(words)) as Uint32Array);
  expect(likeness(a as Uint32Array, b as Uint32Array)).toBeGreaterThan(0.85);
  expect(likeness(a as Uint32Array, c as Uint32Array)).toBeLessThan(0.1);
  expect(minhashOf(wordsHash('too short to tell'))).toBeNull();
});

test('the same requisition is one opening; the same words on an aggregator are too', () => {
  expect(sameOpening(base, copy({ atsKey: 'greenhouse:acme:1', roleKey: 'anything' }))).toMatch(/same requisition/);
  expect(sameOpening(base, copy({ minhash: minhashOf(wordsHash(edited)) }))).toMatch(/same employer, role and place/);
});

test.each<[string, OpeningFacts]>([
  ['two requisitions of one board', { ...base, externalId: '2', atsKey: 'greenhouse:acme:2' }],
  ['another level', copy({ level: 'entry', rung: 'junior' })],
  ['another rung of one level', copy({ rung: 'staff' })],
  ['another city', copy({ places: ['gb/london'] })],
  ['another employer', copy({ companyKey: 'other' })],
  ['another text', copy({ minhash: minhashOf(wordsHash(other)) })],
  ['another team', copy({ roleKey: roleKeyOf('Senior Backend Engineer, Payments'), minhash: minhashOf(wordsHash(other)) })],
  ['a role that came back after 61 days', { ...copy({ firstSeenAt: new Date('2026-10-01') }) }],
])('stays apart: %s', (name, candidate) => {
  const closed = name.startsWith('a role that came back') ? { ...base, closedAt: new Date('2026-08-01') } : base;
  expect(sameOpening(closed, candidate)).toBeNull();
  expect(sameOpening(candidate, closed)).toBeNull();
});

test('an employer without a name is joined with nobody', () => {
  expect(sameOpening({ ...base, companyKey: '', atsKey: null, ownBoard: false }, copy({ companyKey: '' }))).toBeNull();
});
