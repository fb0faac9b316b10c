import { load, type CheerioAPI } from 'cheerio';
import { PageShapeError, type FetchedPage } from './source.js';

/** An XML document as cheerio reads it: no entity of its own is expanded, nothing outside is fetched. */
export type Xml = CheerioAPI;

/** Name of the first element, past declaration, comments and document type. */
function rootOf(text: string): string | null {
  let at = 0;
  for (let skips = 0; skips < 50; skips += 1) {
    while (at < text.length && /\s/.test(text.charAt(at))) at += 1;
    const closer = text.startsWith('<!--', at) ? '-->' : text.startsWith('<?', at) ? '?>' : text.startsWith('<!', at) ? '>' : null;
    if (closer === null) break;
    const end = text.indexOf(closer, at);
    if (end < 0) return null;
    at = end + closer.length;
  }
  return /^<([A-Za-z][\w:.-]{0,60})/.exec(text.slice(at, at + 80))?.[1] ?? null;
}

/**
 * Parses a page as XML with one of these root elements.
 * @throws PageShapeError for another root, and for a document that breaks off before its root is closed.
 */
export function pageXml(page: FetchedPage, roots: readonly string[]): Xml {
  const text = page.text.trim();
  if (text === '') throw new PageShapeError('the answer is empty');
  if (/^<(?:!doctype html|html)\b/i.test(text))
    throw new PageShapeError('a web page came where a feed was expected: perhaps a check for robots');
  if (!text.startsWith('<')) throw new PageShapeError('the answer is not XML');
  const name = rootOf(text);
  if (name === null || !roots.includes(name))
    throw new PageShapeError(`the answer is XML of another kind (${name ?? 'no root'}), not ${roots.join(' or ')}`);
  if (!text.endsWith(`</${name}>`) && !text.endsWith('/>')) throw new PageShapeError('the answer breaks off in the middle');
  return load(text, { xml: true });
}

/** Each element as a record of its children's texts by name; the first of a name counts, an empty one is left out. */
export function recordsOf($: Xml, selector: string): Record<string, string>[] {
  return $(selector)
    .toArray()
    .map((element) => {
      const record: Record<string, string> = Object.create(null) as Record<string, string>;
      for (const child of $(element).children().toArray()) {
        const text = $(child).text().trim();
        const href = $(child).attr('href');
        const value = text === '' ? (href ?? '') : text;
        if (value !== '' && record[child.tagName] === undefined) record[child.tagName] = value;
      }
      return record;
    });
}

/** Items of an RSS feed or entries of an Atom feed. @throws PageShapeError */
export function feedItems(page: FetchedPage): Record<string, string>[] {
  const $ = pageXml(page, ['rss', 'feed', 'rdf:RDF']);
  return [...recordsOf($, 'item'), ...recordsOf($, 'entry')];
}
