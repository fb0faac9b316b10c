/** Letters that NFKD does not take apart. */
const SINGLES: Record<string, string> = {
  ł: 'l',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ı: 'i',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ħ: 'h',
  '’': "'",
  '‘': "'",
  ʼ: "'",
};
const SINGLE = /[łøđðıßæœþħ’‘ʼ]/g;
const ASCII = /^[\u0000-\u007f]*$/;
const LATIN_MARK = /[\u0300-\u036f]/g;

/** Lower case in NFKC; ASCII is not touched otherwise. */
export const lowerOf = (text: string): string => (ASCII.test(text) ? text.toLowerCase() : text.normalize('NFKC').toLowerCase());

/** Lower case without accents, for comparing: «Sênior» and «senior» are one, and so are «ё» and «е». Kana keep their marks. */
export function foldOf(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(LATIN_MARK, '')
    .normalize('NFC')
    .replace(SINGLE, (letter) => SINGLES[letter] ?? letter);
}
