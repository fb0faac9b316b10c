import { unitsOf } from '#src/text/units';

/**
 * Text made ready for the money scanner, without moving anything: every replacement has the length of what it replaces,
 * so that offsets into the clean text are offsets into the original.
 */

const MOJIBAKE: readonly (readonly [string, string])[] = [
  ['â‚¬', '€  '],
  ['â€“', ' - '],
  ['â€”', ' - '],
  ['â€™', "'  "],
  ['â\u0080\u0093', ' - '],
  ['â\u0080\u0094', ' - '],
  [' â ', ' - '],
  ['Â£', '£ '],
  ['Â€', '€ '],
  ['Â\u00a0', '  '],
];

const PLAIN: Readonly<Record<string, string>> = {
  '\u2010': '-',
  '\u2011': '-',
  '\u2012': '-',
  '\u2013': '-',
  '\u2014': '-',
  '\u2015': '-',
  '\u2212': '-',
  '\ufe63': '-',
  '\uff0d': '-',
  '\u301c': '~',
  '\uff5e': '~',
  '\u223c': '~',
  '\u2053': '~',
  '\u2019': "'",
  '\u2018': "'",
  '\u02bc': "'",
  '\u00b4': "'",
  '\uff0c': ',',
  '\uff0e': '.',
  '\uff1a': ':',
  '\uff1b': ';',
  '\uff08': '(',
  '\uff09': ')',
  '\uff0b': '+',
  '\uff0f': '/',
  '\uff05': '%',
  '\u2044': '/',
  '\uff04': '$',
  '\uffe1': '£',
  '\u00a5': '¥',
  '\uffe5': '¥',
  '\u066c': ',',
  '\u066b': '.',
  '\u0192': ' ',
};

/** Everything that may need a plain twin; plain English meets it at quotes and dashes only. */
const STRANGE =
  /[\t\r\u00a0\u00ad\u0192\u2000-\u200f\u2010-\u2015\u2018\u2019\u2028-\u202f\u2044\u2053\u205f\u2060\u2212\u223c\u3000\u301c\ufeff\u02bc\u00b4\u0660-\u0669\u06f0-\u06f9\u066b\u066c\u0966-\u096f\ufe63\uff04-\uff1b\uff21-\uff3a\uff41-\uff5e\uffe1\uffe5]/g;

function plain(char: string): string {
  const twin = PLAIN[char];
  if (twin !== undefined) return twin;
  const code = char.charCodeAt(0);
  if (code >= 0xff21 && code <= 0xff5a) return String.fromCharCode(code - 0xfee0);
  if (code >= 0xff10 && code <= 0xff19) return String.fromCharCode(code - 0xfee0);
  if (code >= 0x660 && code <= 0x669) return String.fromCharCode(code - 0x660 + 48);
  if (code >= 0x6f0 && code <= 0x6f9) return String.fromCharCode(code - 0x6f0 + 48);
  if (code >= 0x966 && code <= 0x96f) return String.fromCharCode(code - 0x966 + 48);
  return ' ';
}

const DIGIT = /[0-9\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\uff10-\uff19]/g;
const ASCII = /^[\u0000-\u007f]*$/;

function plainLine(line: string): string {
  if (ASCII.test(line) && !line.includes('**') && !line.includes('`') && !line.includes('\t') && !line.includes('\r')) return line;
  let clean = line;
  if (clean.includes('â') || clean.includes('Â')) for (const [broken, fixed] of MOJIBAKE) clean = clean.replaceAll(broken, fixed);
  if (clean.includes('**')) clean = clean.replaceAll('**', '  ');
  if (clean.includes('`')) clean = clean.replaceAll('`', ' ');
  return clean.replace(STRANGE, plain);
}

/**
 * @returns the text with one kind of dash, space, apostrophe and digit, mojibake repaired and bold marks blanked; same length as given.
 * Only lines with a digit are cleaned: no money stands on the others. `null`: no digit at all.
 */
export function plainMoneyText(text: string): string | null {
  let clean = '';
  let done = 0;
  for (;;) {
    DIGIT.lastIndex = done;
    const hit = DIGIT.exec(text);
    if (hit === null) break;
    const from = Math.max(done, text.lastIndexOf('\n', hit.index) + 1);
    const to = text.indexOf('\n', hit.index);
    const end = to < 0 ? text.length : to;
    clean += text.slice(done, from) + plainLine(text.slice(from, end));
    done = end;
  }
  return done === 0 ? null : clean + text.slice(done);
}

/** Lower case of every unit whose lower case is one unit; made once. */
const LOWER = new Uint16Array(0x10000);
for (let code = 0; code < 0x10000; code++) {
  const small = String.fromCharCode(code).toLowerCase();
  LOWER[code] = small.length === 1 ? small.charCodeAt(0) : code;
}

/** @returns lower case of the same length; characters whose lower case is longer stay as they are. Far faster beyond Latin-1 than `toLowerCase`. */
export function sameLengthLower(text: string): string {
  if (text.length < LONG) return loweredOf(text);
  // The readers of one description ask one after the other.
  if (text !== last.text) last = { text, lower: loweredOf(text) };
  return last.lower;
}

const LONG = 1_000;
let last = { text: '', lower: '' };

function loweredOf(text: string): string {
  const units = unitsOf(text);
  let highest = 0;
  const { length } = text;
  for (let index = 0; index < length; index++) highest |= units[index] ?? 0;
  if (highest < 0x100) return text.toLowerCase();
  for (let index = 0; index < length; index++) units[index] = LOWER[units[index] ?? 0] ?? 0;
  return Buffer.from(units.buffer, 0, 2 * length).toString('utf16le');
}
