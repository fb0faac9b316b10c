import { ENTITY_ROWS } from './entities.js';
import { signAt, unitAt } from './letters.js';

const NAMED = new Map<string, string>();
for (const row of ENTITY_ROWS.trim().split('\n')) {
  const [name = '', ...codes] = row.split(' ');
  NAMED.set(name, String.fromCodePoint(...codes.map((code) => Number.parseInt(code, 16))));
}

/** Windows-1252 as browsers read numeric references 128 to 159. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const LONGEST_NAME = 24;

/** Elements that stand on lines of their own: 2 leaves a blank line, 1 only breaks. */
const BREAKS: Record<string, 1 | 2> = {
  p: 2, h1: 2, h2: 2, h3: 2, h4: 2, h5: 2, h6: 2, ul: 2, ol: 2, dl: 2, table: 2, blockquote: 2, pre: 2, hr: 2, section: 2, article: 2,
  div: 1, li: 1, tr: 1, dt: 1, dd: 1, br: 1, header: 1, footer: 1, main: 1, nav: 1, aside: 1, form: 1, fieldset: 1, figure: 1,
  figcaption: 1, address: 1, caption: 1, thead: 1, tbody: 1, tfoot: 1, option: 1, summary: 1, details: 1, body: 1, html: 1,
}; // prettier-ignore
/** What an element's tags do to the lines. */
interface ElementRule {
  readonly breaks: number;
  readonly isCell: boolean;
  readonly isItem: boolean;
  readonly isPreformatted: boolean;
  /** Finds the end of an element whose content is dropped. */
  readonly dropTo: RegExp | null;
}

const ELEMENTS = new Map<string, ElementRule>();
const PLAIN_ELEMENT: ElementRule = { breaks: 0, isCell: false, isItem: false, isPreformatted: false, dropTo: null };
for (const [name, breaks] of Object.entries(BREAKS))
  ELEMENTS.set(name, { ...PLAIN_ELEMENT, breaks, isItem: name === 'li', isPreformatted: name === 'pre' });
for (const name of ['td', 'th']) ELEMENTS.set(name, { ...PLAIN_ELEMENT, isCell: true });
for (const name of ['script', 'style', 'template', 'title', 'textarea', 'noscript', 'iframe', 'svg'])
  ELEMENTS.set(name, { ...PLAIN_ELEMENT, dropTo: new RegExp(`</${name}`, 'gi') });

/** The rule of the element whose name stands there, in whatever case; `null`: its tags do nothing. */
function elementAt(html: string, from: number, to: number): ElementRule | null {
  if (to - from > 10) return null;
  const name = html.slice(from, to);
  return ELEMENTS.get(name) ?? ELEMENTS.get(name.toLowerCase()) ?? null;
}

/** Nearly every sign is settled by the first question. */
const isSpace = (code: number): boolean => (code > 32 ? code === 0xa0 : code === 32 || (code >= 9 && code <= 13));
const isLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
const isNameChar = (code: number): boolean => isLetter(code) || (code >= 48 && code <= 57);

function numericOf(digits: string, hex: boolean): string {
  const code = Number.parseInt(digits, hex ? 16 : 10);
  if (!Number.isFinite(code) || code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\ufffd';
  if (code >= 128 && code <= 159) return WINDOWS[code - 128] ?? '';
  return String.fromCodePoint(code);
}

/** The reference at `text[at] === '&'`: what it stands for and where it ends; `null` when it is just an ampersand. */
function referenceAt(text: string, at: number): { readonly value: string; readonly end: number } | null {
  let index = at + 1;
  if (unitAt(text, index) === 35) {
    index++;
    const hex = signAt(text, index) === 'x' || signAt(text, index) === 'X';
    if (hex) index++;
    const start = index;
    const digit = hex ? /^[0-9a-fA-F]$/ : /^\d$/;
    while (index - start < 8 && digit.test(signAt(text, index))) index++;
    if (index === start) return null;
    const value = numericOf(text.slice(start, index), hex);
    return { value, end: signAt(text, index) === ';' ? index + 1 : index };
  }
  const start = index;
  while (index - start < LONGEST_NAME && isNameChar(unitAt(text, index))) index++;
  if (signAt(text, index) !== ';') return null;
  const value = NAMED.get(text.slice(start, index));
  return value === undefined ? null : { value, end: index + 1 };
}

/** Decodes the references of a text once. */
export function decodeEntities(text: string): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  let out = '';
  let from = 0;
  while (at >= 0) {
    const reference = referenceAt(text, at);
    if (reference !== null) {
      out += text.slice(from, at) + reference.value;
      from = reference.end;
    }
    at = text.indexOf('&', reference?.end ?? at + 1);
  }
  return out + text.slice(from);
}

/** Collects words, line breaks and blank lines; never more than one blank line, no space at line ends. */
class Lines {
  private out = '';
  private space = false;
  private breaks = 0;
  private atBullet = false;

  /** A stretch of text without markup. */
  write(text: string, from: number, to: number, preformatted: boolean): void {
    let index = from;
    while (index < to) {
      const code = text.charCodeAt(index);
      if (isSpace(code)) {
        if (preformatted && code === 10) this.break(Math.min(this.breaks + 1, 2));
        else this.space = true;
        index++;
        continue;
      }
      // As long a stretch as can be taken as it is: words with one plain space between them.
      const start = index++;
      while (index < to) {
        const sign = text.charCodeAt(index);
        if (!isSpace(sign)) index++;
        else if (sign === 32 && index + 1 < to && !isSpace(text.charCodeAt(index + 1))) index += 2;
        else break;
      }
      this.flush();
      this.out += text.slice(start, index);
    }
  }

  /** A decoded reference: text like any other, but a space stays a space. */
  add(value: string): void {
    this.write(value, 0, value.length, false);
  }

  break(count: number): void {
    if (this.out !== '' && !this.atBullet && count > this.breaks) this.breaks = count;
  }

  gap(): void {
    this.space = true;
  }

  bullet(): void {
    if (this.atBullet) return;
    this.break(1);
    this.flush();
    this.out += '-';
    this.space = true;
    this.atBullet = true;
  }

  private flush(): void {
    if (this.breaks > 0) this.out += this.breaks > 1 ? '\n\n' : '\n';
    else if (this.space && this.out !== '') this.out += ' ';
    this.breaks = 0;
    this.space = false;
    this.atBullet = false;
  }

  text(): string {
    return this.out;
  }
}

/** Whether a text holds markup at all: a tag, a closing tag or a comment. */
export const looksLikeHtml = (text: string): boolean => /<(?:[a-z][a-z0-9]{0,9}[\s/>]|\/[a-z]|!--)/i.test(text);

/**
 * The words of an HTML text in reading order, in one pass and linear time. Block elements break lines, list items start with «- »,
 * references are decoded, script and style are dropped; what is no tag («a < b», «<3 years») stays text. A text without markup keeps its lines.
 */
export function htmlToText(html: string): string {
  const lines = new Lines();
  const plain = !looksLikeHtml(html);
  let quotesHold = true;
  let preformatted = plain ? 1 : 0;
  let index = 0;
  const length = html.length;
  let text = 0;
  const upTo = (end: number): void => {
    if (end > text) lines.write(html, text, end, preformatted > 0);
  };
  // Where the next of each stands: found by the engine's own search, which is faster than any loop here.
  let tag = html.indexOf('<');
  let ampersand = html.indexOf('&');
  while (index < length) {
    if (tag >= 0 && tag < index) tag = html.indexOf('<', index);
    if (ampersand >= 0 && ampersand < index) ampersand = html.indexOf('&', index);
    if (tag < 0 && ampersand < 0) break;
    if (tag < 0 || (ampersand >= 0 && ampersand < tag)) {
      index = ampersand;
      const reference = referenceAt(html, index);
      if (reference === null) {
        index++;
        continue;
      }
      upTo(index);
      lines.add(reference.value);
      index = text = reference.end;
      continue;
    }
    index = tag;
    const next = unitAt(html, index + 1);
    const closing = next === 47;
    if (next === 33 || next === 63) {
      upTo(index);
      const comment = html.startsWith('<!--', index);
      const end = comment ? html.indexOf('-->', index + 4) : html.indexOf('>', index);
      index = text = end < 0 ? length : end + (comment ? 3 : 1);
      continue;
    }
    if (!isLetter(closing ? unitAt(html, index + 2) : next)) {
      index++;
      continue;
    }
    upTo(index);
    let cursor = index + (closing ? 2 : 1);
    const nameStart = cursor;
    while (isNameChar(unitAt(html, cursor))) cursor++;
    const element = elementAt(html, nameStart, cursor);
    let quote = 0;
    const attributes = cursor;
    while (cursor < length) {
      const sign = html.charCodeAt(cursor);
      if (quote !== 0) {
        if (sign === quote) quote = 0;
      } else if (sign === 62) break;
      else if ((sign === 34 || sign === 39) && quotesHold) quote = sign;
      cursor++;
    }
    if (cursor >= length && quotesHold && quote !== 0) {
      // An unclosed quote would swallow the rest: from here on quotes mean nothing, so this happens once.
      quotesHold = false;
      const end = html.indexOf('>', attributes);
      cursor = end < 0 ? length : end;
    }
    index = text = Math.min(length, cursor + 1);
    if (element === null) continue;
    const { dropTo } = element;
    if (dropTo !== null) {
      if (closing) continue;
      dropTo.lastIndex = index;
      const found = dropTo.exec(html);
      const close = found === null ? -1 : html.indexOf('>', found.index);
      index = text = close < 0 ? length : close + 1;
      continue;
    }
    if (element.isPreformatted) preformatted = Math.max(0, preformatted + (closing ? -1 : 1));
    if (element.isItem && !closing) lines.bullet();
    else if (element.isCell) lines.gap();
    else lines.break(element.breaks);
  }
  upTo(length);
  return lines.text();
}
