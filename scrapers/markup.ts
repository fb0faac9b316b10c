import { load, type CheerioAPI } from 'cheerio';
import { PageShapeError, type FetchedPage } from './source.js';

/** An XML document as cheerio reads it: no entity of its own is expanded, nothing outside is fetched. */
export type Xml = CheerioAPI;

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
  const name = /^(?:\s|<\?[^>]{0,500}>|<!--[\s\S]{0,5000}?-->|<!DOCTYPE[^>[]{0,500}>){0,20}<([A-Za-z][\w:.-]{0,60})/.exec(text)?.[1];
  if (name === undefined || !roots.includes(name))
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
