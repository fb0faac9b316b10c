import { load } from 'cheerio';
import { htmlToText } from '#src/text/html-to-text';
import { median, perSecond, rounded, timed } from './timing.js';

export interface HtmlWords {
  readonly ownPerSecond: number;
  readonly cheerioPerSecond: number;
  readonly times: number;
  /** Documents of which both give the same signs in the same order, blanks and the scanner's list dashes apart. */
  readonly alike: number;
  readonly documents: number;
}

const signsOf = (text: string): string => text.replaceAll(/\s+/g, '');
const withoutDashes = (text: string): string => text.replaceAll(/^- /gm, '');

/** The scanner against cheerio's `text()`, turn by turn; medians. */
export async function measureHtml(documents: readonly string[], rounds: number): Promise<HtmlWords> {
  const own: number[] = [];
  const cheerio: number[] = [];
  let sink = 0;
  const read = (reader: (html: string) => string) =>
    timed(() => {
      for (const html of documents) sink += reader(html).length;
    });
  const byCheerio = (html: string) => load(html).text();
  const alike = documents.filter((html) => signsOf(withoutDashes(htmlToText(html))) === signsOf(byCheerio(html))).length;
  for (let round = 0; round < rounds; round += 1) {
    own.push((await read(htmlToText)).seconds);
    cheerio.push((await read(byCheerio)).seconds);
  }
  if (sink === 0) throw new Error('nothing was read');
  return {
    ownPerSecond: perSecond(documents.length, median(own)),
    cheerioPerSecond: perSecond(documents.length, median(cheerio)),
    times: rounded(median(cheerio.map((seconds, at) => seconds / (own[at] ?? NaN)))),
    alike,
    documents: documents.length,
  };
}
