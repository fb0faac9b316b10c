import { SCOPE_EXCLUSIONS, SCOPE_LEADS, SCOPE_STEMS } from './tables/remote-scope-words.js';
import { WORKPLACE_PHRASES, WORKPLACE_STEMS } from './tables/workplace-words.js';
import { phraseFinder } from './workplace-phrases.js';

/** Phrases that say where the work is done. */
export const WORKPLACES = phraseFinder(
  WORKPLACE_PHRASES.flatMap(([, words]) => words),
  WORKPLACE_STEMS,
);
/** Phrases that lead to the places a remote hire may live in, and those that rule places out. */
export const LEADS = phraseFinder(SCOPE_LEADS, SCOPE_STEMS);
export const EXCLUSIONS = phraseFinder(SCOPE_EXCLUSIONS, SCOPE_STEMS);
