import { convert } from 'html-to-text';
import { describe, expect, it } from 'vitest';
import { cutText } from '#src/text/cut';
import { foldOf } from '#src/text/fold';
import { decodeEntities, htmlToText } from '#src/text/html-to-text';
import { shinglesOf } from '#src/text/shingle';
import { stemOf } from '#src/text/stem';
import { tokenise, wordsOf } from '#src/text/tokenise';

describe('html to text', () => {
  const pages = [
    '<p>Hello&nbsp;world &amp; co</p><ul><li>One <b>two</b></li><li><p>Three</p></li></ul>',
    '<div>a<div>b</div>c</div><script>var x = "<p>no</p>";</script><style>p{}</style><p>d<br>e</p>',
    '<h2>You have</h2><p>5&plus; years &mdash; &quot;Go&quot; &#39;or&#x27; C&#35;</p><table><tr><td>x</td><td>y</td></tr></table>',
    '<p>one<!-- two --> three</p><p title="a > b">four</p>',
    'Stra&szlig;e &eacute;t&eacute; &hellip; &euro;50k',
  ];
  it.each(pages)('has the words of html-to-text: %s', (page) => {
    expect(wordsOf(htmlToText(page))).toEqual(wordsOf(convert(page, { wordwrap: false })));
  });
  it('breaks lines at blocks and keeps list items', () => {
    expect(htmlToText('<p>a</p><ul><li>b</li><li><p>c</p></li></ul>d<br>e')).toBe('a\n\n- b\n- c\n\nd\ne');
  });
  it('leaves what is no tag, and keeps the lines of plain text', () => {
    expect(htmlToText('a < b and <3 years & more')).toBe('a < b and <3 years & more');
    expect(htmlToText('one\ntwo\n\n\n\nthree')).toBe('one\ntwo\n\nthree');
  });
  it('decodes once, and never throws on broken references', () => {
    expect(decodeEntities('&amp;lt; &#0; &#x110000; &#128; &nope; & &#;')).toBe('&lt; \ufffd \ufffd € &nope; & &#;');
  });
});

describe('tokens', () => {
  it('keeps the signs of technologies', () => {
    expect(wordsOf('C++/C#, .NET, ASP.NET, Node.js and F# on 3.11. Next')).toEqual([
      'c++',
      'c#',
      '.net',
      'asp.net',
      'node.js',
      'and',
      'f#',
      'on',
      '3.11',
      'next',
    ]);
  });
  it('gives offsets into the original', () => {
    const text = 'Sênior ﬁnance – Müller’s «Łódź» バックエンド 5＋';
    for (const token of tokenise(text)) expect(foldOf(text.slice(token.start, token.end))).toContain(token.text.slice(0, 3));
  });
  it('cuts Han and kana into overlapping pairs, or keeps the run', () => {
    expect(wordsOf('后端开发')).toEqual(['后端', '端开', '开发']);
    expect(tokenise('后端开发', { keepRuns: true }).map((token) => token.text)).toEqual(['后端开发']);
  });
  it('folds accents unless told not to', () => {
    expect(tokenise('Développeur', { fold: false })[0]?.text).toBe('développeur');
    expect(wordsOf('DÉVELOPPEUR ŁÓDŹ straße')).toEqual(['developpeur', 'lodz', 'strasse']);
  });
});

describe('cutting, stems, shingles', () => {
  it('cuts before half a pair and drops what cannot be stored', () => {
    expect(cutText('ab🚀', 3)).toBe('ab');
    expect(cutText('a\u0000b\ud800c\tz', 10)).toBe('abc\tz');
  });
  it.each([
    ['engineers', 'engineering'],
    ['scaling', 'scaled'],
    ['companies', 'company'],
    ['running', 'runs'],
    ['databases', 'database'],
  ])('%s and %s meet', (a, b) => {
    expect(stemOf(a)).toBe(stemOf(b));
  });
  it('leaves names alone', () => {
    expect(['aws', 'redis', 'c++', 'kubernetes', 'bus'].map(stemOf)).toEqual(['aws', 'redis', 'c++', 'kubernetes', 'bus']);
  });
  it('makes equal sets of equal texts, and nearly equal ones of nearly equal', () => {
    const words = wordsOf('we build payment systems that move money for millions of people every day');
    expect(shinglesOf(words)).toEqual(shinglesOf([...words]));
    const other = shinglesOf([...words.slice(0, -1), 'night']);
    const common = [...shinglesOf(words)].filter((hash) => other.includes(hash));
    expect(common.length).toBe(shinglesOf(words).length - 1);
    expect(shinglesOf([]).length).toBe(0);
  });
});
