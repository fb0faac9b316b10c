import { describe, expect, it } from 'vitest';
import { hostileTexts } from '#tests/bench/hostile-texts';
import { isLetterUnit, signAt, unitAt } from '#src/text/letters';
import { shinglesOf } from '#src/text/shingle';
import { tokenise, wordsOf } from '#src/text/tokenise';
import { textOfUnits, unitsOf } from '#src/text/units';
import { readDescription, wordsIn } from '#src/normalise/description';
import { EXCLUSIONS, LEADS, WORKPLACES } from '#src/normalise/workplace-finders';
import { stemPlacesFor } from '#src/normalise/description-lexicons';
import { sameLengthLower } from '#src/normalise/money-text';

const TEXTS = [
  ...hostileTexts.map(({ textOf }) => textOf(700)),
  'Remote-first team.\n.NET and C++ in the office,\n\n• fully remote (US only), on-site 2 days a week\nArbeiten im Homeoffice; не удалённо; リモート可',
  'Télétravail possible, trabalho híbrido, work from home, not remote. You’ll be based in Berlin or anywhere in the EU, except Malta.',
];

describe('words, each known one an object', () => {
  it('gives the same words when they come again and when others have taken their places', () => {
    const first = TEXTS.map((text) => tokenise(text).map((token) => token.text));
    for (let turn = 0; turn < 70_000; turn++) tokenise(`w${turn.toString(36)}`);
    expect(TEXTS.map((text) => tokenise(text).map((token) => token.text))).toEqual(first);
    for (const text of TEXTS)
      for (const { known, start, end } of tokenise(text)) if (known !== null) expect(known.text).toBe(text.slice(start, end).toLowerCase());
  });

  it('keeps words apart that share their first letters, and reads up to 24 letters as one', () => {
    const words = ['a', 'ab', 'abc', 'abcd', 'abcde', 'abcdefgh', 'abcdefghi', 'x'.repeat(24), 'x'.repeat(25), 'x'.repeat(29)];
    expect(wordsOf(words.join(' '))).toEqual(words);
    expect(tokenise('x'.repeat(24))[0]?.known?.text).toBe('x'.repeat(24));
    expect(tokenise('x'.repeat(25))[0]?.known).toBeNull();
  });

  it('marks the ends of lines between words when asked, once, and before whatever begins the next line', () => {
    const marked = tokenise('one\n\n\ntwo\n.NET three\nсемь\n漢字漢字\n', { lineEnds: true }).map((token) => token.text);
    expect(marked).toEqual(['one', '\n', 'two', '\n', '.net', 'three', '\n', 'семь', '\n', '漢字', '字漢', '漢字']);
  });

  it('cuts a description into the words that the text has, and knows the line of each', () => {
    for (const text of TEXTS) {
      const reading = readDescription(text);
      expect(wordsIn(reading)).toEqual(wordsOf(text));
      reading.words.forEach((word, index) => {
        if (word.text === '\n') return;
        const before = reading.words.slice(0, index).filter((one) => one.text === '\n').length;
        expect(reading.lines[index]).toBe(before);
      });
    }
  });
});

describe('phrases looked for in the words that may hold them', () => {
  it.each([
    ['workplace', WORKPLACES, 'workplace'],
    ['leads', LEADS, 'scope'],
    ['exclusions', EXCLUSIONS, 'scope'],
  ] as const)('%s: as many as a look at every letter finds', (_, finder, stems) => {
    let found = 0;
    for (const text of TEXTS) {
      const reading = readDescription(text);
      const lower = sameLengthLower(text);
      const whole = finder.find(lower);
      expect(finder.find(lower, { words: reading.words, places: stemPlacesFor(reading, stems) })).toEqual(whole);
      found += whole.length;
    }
    expect(found).toBeGreaterThan(0);
  });
});

describe('units and signs', () => {
  it('gives a text back from its units, and zeros behind it, whatever stood there before', () => {
    unitsOf('z'.repeat(1_000));
    for (const text of ['', 'a', 'ab€', '\ud83d\ude80x', 'q'.repeat(300_000)]) {
      const units = unitsOf(text);
      expect(textOfUnits(units, text.length)).toBe(text);
      expect(Array.from(units.subarray(text.length, text.length + 8))).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    }
  });

  it('finds nothing beyond a text', () => {
    expect([signAt('ab', -1), signAt('ab', 0), signAt('ab', 2)]).toEqual(['', 'a', '']);
    expect([unitAt('ab', -1), unitAt('ab', 1), unitAt('ab', 2)]).toEqual([0, 98, 0]);
    expect(Array.from('aéЯ漢\u0301').every((sign) => isLetterUnit(sign.charCodeAt(0)))).toBe(true);
    expect(Array.from(' 1_-\ud83d').some((sign) => isLetterUnit(sign.charCodeAt(0)))).toBe(false);
  });
});

it('shingles: distinct and ascending, one of what there is for a short text', () => {
  const words = wordsOf('the same four words the same four words the same four words again');
  const shingles = [...shinglesOf(words)];
  expect(shingles).toEqual([...new Set(shingles)].sort((a, b) => a - b));
  const distinct = new Set(words.slice(3).map((_, index) => words.slice(index, index + 4).join(' ')));
  expect(shingles).toHaveLength(distinct.size);
  expect(shinglesOf(['one'])).toHaveLength(1);
  expect(shinglesOf([])).toHaveLength(0);
});
