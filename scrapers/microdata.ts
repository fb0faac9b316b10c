import { load, type CheerioAPI } from 'cheerio';

/** schema.org `JobPosting` as microdata: the older way of marking a page, read where it has no JSON-LD. */
type Node = Record<string, unknown>;
type Element = NonNullable<ReturnType<CheerioAPI>[0]>;
type Item = Map<string, unknown[]>;

const MAX_POSTINGS = 40;
const MAX_PROPERTIES = 1_000;
/** Characters of values read from one page: nested descriptions would else be read again and again. */
const MAX_CHARACTERS = 4_194_304;
const MAX_DEPTH = 6;

const POSTING = '[itemscope][itemtype$="schema.org/JobPosting"]';

function valueOf($: CheerioAPI, element: Element, names: readonly string[]): string {
  const stated = $(element).attr('content') ?? $(element).attr('datetime');
  if (stated !== undefined) return stated;
  if (names.includes('url')) return $(element).attr('href') ?? $(element).text().trim();
  return names.includes('description') ? ($(element).html() ?? '') : $(element).text().replaceAll(/\s+/g, ' ').trim();
}

/** Every property of the page under the item it belongs to; those of no item under `null`. One pass. */
function itemsOf($: CheerioAPI): Map<Element | null, Item> {
  const items = new Map<Element | null, Item>();
  const itemAt = (element: Element | null): Item => {
    const item = items.get(element) ?? new Map<string, unknown[]>();
    items.set(element, item);
    return item;
  };
  let characters = 0;
  for (const element of $('[itemprop]').toArray().slice(0, MAX_PROPERTIES)) {
    if (characters > MAX_CHARACTERS) break;
    const names = ($(element).attr('itemprop') ?? '').split(/\s+/, 2).filter((name) => /^[A-Za-z]{1,40}$/.test(name));
    const value = $(element).is('[itemscope]') ? itemAt(element) : valueOf($, element, names);
    characters += typeof value === 'string' ? value.length : 0;
    const owner = itemAt($(element).parent().closest('[itemscope]').get(0) ?? null);
    for (const name of names) owner.set(name, [...(owner.get(name) ?? []).slice(0, 20), value]);
  }
  return items;
}

/** An item as JSON-LD would say it: a property that stands once is a value, one that stands more often a list. */
function nodeOf(item: Item, depth = 0): Node {
  const plain = (value: unknown): unknown => (value instanceof Map ? (depth < MAX_DEPTH ? nodeOf(value as Item, depth + 1) : null) : value);
  return Object.fromEntries([...item].map(([name, values]) => [name, values.length === 1 ? plain(values[0]) : values.map(plain)]));
}

/** JobPosting items of an HTML page, in the shape of JSON-LD; empty where there are none. At most 40. */
export function microdataPostings(html: string): Node[] {
  if (!html.includes('itemprop')) return [];
  const $ = load(html);
  const items = itemsOf($);
  const postings = $(POSTING).toArray().slice(0, MAX_POSTINGS);
  if (postings.length > 0) {
    return postings.map((element) => nodeOf(items.get(element) ?? new Map())).filter((node) => typeof node['title'] === 'string');
  }
  // Some pages mark the fields and forget the item around them.
  const loose = nodeOf(items.get(null) ?? new Map());
  return ['title', 'description', 'datePosted'].every((name) => typeof loose[name] === 'string') ? [loose] : [];
}
