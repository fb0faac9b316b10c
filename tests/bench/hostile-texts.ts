/** Texts that cost most where a pattern is not linear, of a given size in UTF-16 units. */
export interface HostileText {
  readonly name: string;
  readonly textOf: (size: number) => string;
}

const repeated =
  (unit: string) =>
  (size: number): string =>
    unit.repeat(Math.ceil(size / unit.length)).slice(0, size);

export const hostileTexts: readonly HostileText[] = [
  {
    name: 'prose',
    textOf: repeated('We are looking for a senior engineer with 5+ years of Go, Java and PostgreSQL, $100k - $120k a year.\n'),
  },
  { name: 'one line', textOf: repeated('remote in Germany or hybrid in Berlin, not in the office, ') },
  { name: 'blanks', textOf: repeated(' ') },
  { name: 'tabs and blanks', textOf: repeated(' \t') },
  { name: 'line ends', textOf: repeated('\n') },
  { name: 'one letter', textOf: repeated('a') },
  { name: 'digits', textOf: repeated('1') },
  { name: 'amounts', textOf: repeated('$1,000,') },
  { name: 'amounts with words', textOf: repeated('from $1,000 up to max. 90k to ') },
  { name: 'grouped digits', textOf: repeated('100 000 ') },
  { name: 'years', textOf: repeated('5 years ') },
  { name: 'rungs', textOf: repeated('lead staff of ') },
  { name: 'Go', textOf: repeated('Go Go, ') },
  { name: 'brackets', textOf: repeated('(') },
  { name: 'pairs of brackets', textOf: repeated('(a) [b] ') },
  { name: 'dashes', textOf: repeated(' - ') },
  { name: 'tags', textOf: repeated('<div ') },
  { name: 'open quotes', textOf: repeated('<a title="') },
  { name: 'comments', textOf: repeated('<!--') },
  { name: 'references', textOf: repeated('&amp;') },
  { name: 'twice escaped', textOf: repeated('&amp;lt;p&amp;gt;x&amp;lt;/p&amp;gt;') },
  { name: 'mojibake', textOf: repeated('DÃ©veloppeur â€“ Â£ 50k ') },
  { name: 'right to left', textOf: repeated('\u202eمهندس برمجيات\u202c ') },
  { name: 'zero width', textOf: repeated('S\u200be\u200bn\u200bior ') },
  { name: 'mathematical letters', textOf: repeated('𝐒𝐞𝐧𝐢𝐨𝐫 𝕭𝖆𝖈𝖐𝖊𝖓𝖉 ') },
  { name: 'emoji', textOf: repeated('🚀👩‍💻') },
  { name: 'kana and Han', textOf: repeated('バックエンド开发工程师') },
  { name: 'combining marks', textOf: repeated('e\u0301\u0302\u0303') },
  { name: 'places', textOf: repeated('Paris, Berlin / London; ') },
  { name: 'capitals', textOf: repeated('USA CA DE ') },
];
