import { sourceOf } from '#scrapers/index';
import type { BoardLead } from '#scrapers/source';
import type { NewSuggestion } from '#src/store';
import type { Recognise } from './interpret-row.js';

/** Links of one post that are looked at; more is no job advert. */
const LINKS_A_POST = 20;

/** Boards that posts link to, one entry each: the newest evidence wins. `recognise` knows boards and refuses what is refused. */
export function suggestionsOf(leads: readonly BoardLead[], recognise: Recognise): readonly NewSuggestion[] {
  const found = new Map<string, NewSuggestion>();
  for (const { links, company, threadUrl, postUrl } of leads) {
    for (const link of links.slice(0, LINKS_A_POST)) {
      const board = recognise(link);
      // A feed of many employers is nobody's own board.
      if (board !== null && sourceOf(board.source)?.platform === true)
        found.set(`${board.source} ${board.slug}`, { source: board.source, slug: board.slug, company, threadUrl, postUrl });
    }
  }
  return [...found.values()];
}
