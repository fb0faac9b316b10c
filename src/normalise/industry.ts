import { INDUSTRIES, type Industry } from '#src/domain/industry';
import type { Evidence } from '#src/domain/posting';
import { tokenise } from '#src/text/tokenise';
import { evidenceAt, type DescriptionReading } from './description.js';
import { companyKeyOf } from './company-name.js';
import { hitAt, placesFor } from './description-lexicons.js';
import { Lexicon } from './lexicon.js';
import { COMPANY_INDUSTRY_ROWS } from './tables/company-industries.js';
import { INDUSTRY_VALUES } from './tables/field-value-words.js';

const values = new Lexicon<Industry>(INDUSTRY_VALUES.map(([industry, words]) => [words, industry]));
/** Words between «we are a» and what the company is, at most. */
const REACH = 6;
/** What a company says of itself stands at the beginning or end; words read from each. */
const WORDS_READ = 400;

const COMPANIES = new Map<string, Industry>();
for (const row of COMPANY_INDUSTRY_ROWS.trim().split('\n')) {
  const [industry = '', keys = ''] = row.split('\t');
  if ((INDUSTRIES as readonly string[]).includes(industry)) for (const key of keys.split(' ')) COMPANIES.set(key, industry as Industry);
}

export interface IndustryReading {
  readonly industry: Industry | null;
  readonly evidence: readonly Evidence[];
}

export interface IndustryInput {
  /** The source's own field. */
  readonly field: string | null;
  readonly company: string | null;
  /** What the board's file says. */
  readonly companyIndustry: Industry | null;
  readonly description: DescriptionReading | null;
}

/** The employer's industry: the source's field, the board's, the table of companies, then what the description says the company is. */
export function industryOf(input: IndustryInput): IndustryReading {
  if (input.field !== null) {
    const hit = values.all(tokenise(input.field.slice(0, 200)))[0];
    if (hit !== undefined)
      return {
        industry: hit.value,
        evidence: [
          { field: 'industry', from: 'field', quote: input.field.slice(0, 200), start: null, end: null, rule: 'the source’s own field' },
        ],
      };
  }
  const company = input.company ?? '';
  const tabled = input.companyIndustry ?? COMPANIES.get(companyKeyOf(company)) ?? null;
  if (tabled !== null)
    return {
      industry: tabled,
      evidence: [{ field: 'industry', from: 'company', quote: company, start: null, end: null, rule: 'table of companies' }],
    };
  return input.description === null ? { industry: null, evidence: [] } : describedIndustry(input.description);
}

function describedIndustry(reading: DescriptionReading): IndustryReading {
  const { length } = reading.words;
  for (const index of placesFor(reading, 'companyAnchors')) {
    if (index >= WORDS_READ && index < length - WORDS_READ) continue;
    const anchor = hitAt(reading, 'companyAnchors', index);
    if (anchor === null) continue;
    for (let at = anchor.to; at < anchor.to + REACH; at++) {
      const hit = hitAt(reading, 'industries', at);
      if (hit === null || reading.lines[hit.from] !== reading.lines[anchor.from]) continue;
      return {
        industry: hit.value,
        evidence: [evidenceAt(reading, { from: anchor.from, to: hit.to }, 'industry', 'what the description says the company is')],
      };
    }
  }
  return { industry: null, evidence: [] };
}
