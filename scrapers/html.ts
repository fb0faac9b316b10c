import { ENTITIES } from './tables/entities.js';
import { WINDOWS_1252 } from './tables/windows-1252.js';

const REFERENCE = /&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|([A-Za-z]{2,8}));/g;

function characterOf(code: number): string {
  // Numeric references below 160 mean windows-1252, as browsers read them.
  if (code >= 0x80 && code <= 0x9f) return WINDOWS_1252.charAt(code - 0x80);
  if (code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return '\uFFFD';
  return String.fromCodePoint(code);
}

/** Decodes character references once: `&lt;p&gt;&amp;nbsp;` gives `<p>&nbsp;`. Unknown names stay. */
export function decodeEntities(text: string): string {
  return text.includes('&')
    ? text.replace(REFERENCE, (whole: string, decimal?: string, hex?: string, name?: string) => {
        if (decimal !== undefined) return characterOf(Number(decimal));
        if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
        return ENTITIES[name ?? ''] ?? whole;
      })
    : text;
}

/** Turns plain text into HTML that reads the same. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const TAG = /<(\/?)([A-Za-z][A-Za-z0-9]{0,20})([^<>]*)>/g;
const HREF = /\bhref\s*=\s*(?:"([^"]{1,2000})"|'([^']{1,2000})')/i;
const BREAKS = new Set(['p', 'div', 'br', 'li', 'ul', 'ol', 'pre', 'h1', 'h2', 'h3', 'h4', 'tr']);

/**
 * The words of a short piece of HTML, links by their address rather than their (often cut) text, a line a paragraph.
 * For reading a post's first lines; descriptions go on as HTML.
 */
export function plainOf(html: string): string {
  const parts: string[] = [];
  let at = 0;
  let inLink = false;
  for (const match of html.matchAll(TAG)) {
    if (!inLink) parts.push(html.slice(at, match.index));
    at = match.index + match[0].length;
    const name = (match[2] ?? '').toLowerCase();
    if (name === 'a') {
      const found = match[1] === '' ? HREF.exec(match[3] ?? '') : null;
      if (found !== null) parts.push(found[1] ?? found[2] ?? '');
      inLink = found !== null;
    } else if (BREAKS.has(name) && !inLink) parts.push('\n');
  }
  if (!inLink) parts.push(html.slice(at));
  return decodeEntities(parts.join('')).replaceAll('\u00A0', ' ').replaceAll('\u00AD', '');
}

/** Addresses that a piece of HTML links to, in order, at most 50. */
export function linksOf(html: string): string[] {
  const links: string[] = [];
  for (const match of html.matchAll(TAG)) {
    if (links.length >= 50) break;
    const found = (match[2] ?? '').toLowerCase() === 'a' && match[1] === '' ? HREF.exec(match[3] ?? '') : null;
    const href = found === null ? '' : decodeEntities(found[1] ?? found[2] ?? '').trim();
    if (/^https?:\/\//i.test(href)) links.push(href);
  }
  return links;
}
