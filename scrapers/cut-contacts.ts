const MAIL = /(?<![\w.+%-])[\w.+%-]{1,64}@(?:[\w-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-])/g;
const MAIL_LINK = /mailto:[^"'\s<>]{1,300}/gi;
const SPELLED_AT = /\[\s?at\s?\]|\(\s?at\s?\)|\{\s?at\s?\}/gi;
const BEFORE_AT = /[\w.+-]{1,64}\s{0,2}$/;
const AFTER_AT = /^\s{0,2}[\w-]{1,63}(?:\s{0,2}(?:\.|[[({]\s?dot\s?[\])}]|\sdot\s)\s{0,2}[\w-]{1,63}){1,3}/i;
/** A number that is called one (`Tel.: 030 1234567`), or has the form of an international or North American one. */
const CALLED =
  /\b(?:(?:tel(?:ephone|efon)?|fax|whatsapp)\b[.:]{0,2}|(?:phone|mobile|mobil|call|cell)[.:]{1,2})\s{0,3}\+?\(?\d[\d\s()./-]{5,20}\d/gi;
const INTERNATIONAL = /(?<![\w+.,-])\+\d{1,3}[\s.()/-]{0,3}\d(?:[\s.()/-]{0,2}\d){7,12}(?![\w%])/g;
const NORTH_AMERICAN = /(?<![\w$€£.,-])\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}(?![\w-])/g;
/** National form with its leading zero: `0113 496 0000`, `030/1234567`. */
const TRUNK = /(?<![\w.,€$£:-]|\d\s)0[1-9]\d{1,4}[\s/-]{1,3}\d{3,8}(?:[\s-]\d{2,5}){0,3}(?![\w%])/g;
const TELEPHONE_LINK = /\btel:[+\d().-]{5,30}/gi;

/** `hr [at] acme [dot] example`: found by its «at», then read a few words to either side. */
function cutSpelledMail(text: string): string {
  const parts: string[] = [];
  let from = 0;
  for (const match of text.matchAll(SPELLED_AT)) {
    const before = BEFORE_AT.exec(text.slice(Math.max(from, match.index - 70), match.index));
    const after = AFTER_AT.exec(text.slice(match.index + match[0].length, match.index + match[0].length + 300));
    if (before === null || after === null) continue;
    parts.push(text.slice(from, match.index - before[0].length), '[address cut]');
    from = match.index + match[0].length + after[0].length;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}

/**
 * Cuts e-mail addresses and telephone numbers out of a description; what stood there reads «[address cut]» or «[number cut]».
 * Figures of pay, years and versions stay. Linear: every pattern is bounded.
 */
export function cutContacts(text: string): string {
  let cut = text;
  if (cut.includes('@')) cut = cut.replace(MAIL_LINK, '#').replace(MAIL, '[address cut]');
  cut = cutSpelledMail(cut);
  if (/\d{3}/.test(cut)) {
    cut = cut
      .replace(TELEPHONE_LINK, '#')
      .replace(CALLED, '[number cut]')
      .replace(INTERNATIONAL, '[number cut]')
      .replace(NORTH_AMERICAN, '[number cut]')
      .replace(TRUNK, '[number cut]');
  }
  return cut;
}
