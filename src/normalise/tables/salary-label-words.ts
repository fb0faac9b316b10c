import { PAY_WORDS } from './salary-words.js';
import { PERIOD_WORDS } from './salary-period-words.js';

/** Words that are no label: pay, periods, bounds and small words. */
export const LABEL_STOP_WORDS: readonly string[] = [
  ...PAY_WORDS,
  ...PERIOD_WORDS.flatMap((row) => [...row.noun, ...row.adverb]),
  'the', 'a', 'an', 'is', 'are', 'for', 'this', 'that', 'of', 'role', 'position', 'range', 'ranges', 'from', 'to', 'up', 'between', 'and', 'or', 'our', 'we', 'offer', 'expected', 'estimated', 'starting', 'at', 'be', 'will', 'in', 'target', 'targeted', 'approximately', 'about', 'around', 'amount', 'usd', 'eur', 'gbp', 'cad', 'us', 'hiring', 'budget', 'der', 'die', 'das', 'ein', 'von', 'bis', 'zu', 'ab', 'le', 'la', 'de', 'des', 'el', 'do', 'da', 'od', 'est', 'ist', 'liegt', 'cash', 'you', 'your', 'can', 'full-time', 'job', 'with', 'depending', 'on', 'experience', 'benefits', 'location', 'currently', 'anticipated', 'reasonable', 'range:', 'min', 'max', 'minimum', 'maximum', 'by', 'it', 'not', 'than', 'as', 'per', 'including', 'plus',
];
