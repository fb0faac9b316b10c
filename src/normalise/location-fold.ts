const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', ł: 'l', æ: 'ae', œ: 'oe', đ: 'd', ı: 'i', þ: 'th', ð: 'd', ə: 'e' };

/** The form in which names of places are compared: no accents, no case, no punctuation, single spaces, «st» spelt out. */
export function foldPlace(text: string): string {
  const lower = text.toLowerCase();
  // Plain English needs none of the costly steps.
  const bare = /^[\u0000-\u007f]*$/.test(lower)
    ? lower
    : lower
        .normalize('NFKD')
        .replace(/\p{M}/gu, '')
        .replace(/[ßøłæœđıþðə]/g, (char) => PLAIN[char] ?? char)
        .normalize('NFC');
  const words = bare.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
  return words.replace(/^st /, 'saint ').replace(/^ft /, 'fort ').replace(/^mt /, 'mount ');
}
