import type { ListingFilter } from '../domain/listing-filter.js';
import { PUBLICATION } from '../domain/salary-factor.js';
import type { SalaryCell, SalaryGrouping } from '../domain/salary-factor.js';
import { Day } from './dates.js';
import type { FactorsView } from './factors-section.js';
import { searchHref, withOnly } from './filter-links.js';
import type { ChoiceKey } from './filter-links.js';
import { valueWords } from './filter-words.js';
import type { Site } from './layout.js';
import { countWords, figureWords, pluralWords, roundedWords, shareWords } from './pay-words.js';
import type { FieldProblem } from './search-view.js';

/** Groupings that the page offers. */
export const PAGE_GROUPINGS = ['level', 'country', 'language', 'industry', 'workplace', 'title', 'specialisation', 'city'] as const;
export type PageGrouping = (typeof PAGE_GROUPINGS)[number];

/** A group too small to publish: typical pay drawn toward what similar postings say. */
export interface EstimateOfCell {
  readonly mid: number;
  readonly low: number;
  readonly high: number;
  readonly ownShare: number;
}
type ShownCell = SalaryCell & { readonly estimate?: EstimateOfCell | null };

/** Pay by group, as the insights give it. */
export interface SalaryAnswer {
  readonly cells: readonly ShownCell[];
  /** The whole selection as one cell. */
  readonly overall: SalaryCell | null;
  /** ISO 8601 dates of the window: first seen from, to. */
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  /** How figures came into this currency; `null`: they were stated in it. */
  readonly conversion: string | null;
  readonly notes: readonly string[];
  /** The next wider place, where nothing could be said of the asked one. */
  readonly wider?: { readonly filter: ListingFilter; readonly cell: SalaryCell | null } | null;
}

export interface SalariesView {
  readonly site: Site;
  readonly filter: ListingFilter;
  readonly by: PageGrouping;
  readonly currency: string;
  /** `null`: values were wrong. */
  readonly answer: SalaryAnswer | null;
  readonly problems: readonly FieldProblem[];
  /** Countries to offer, by listings. */
  readonly countries: readonly string[];
  /** What each property is worth, of the filter's country or of all; `null` or absent: not asked for. */
  readonly factors?: FactorsView | null;
  /** Path of the JSON answer; the query is appended. */
  readonly json: string;
}

export const BY_WORDS: Record<PageGrouping, string> = {
  level: 'Level',
  country: 'Country',
  language: 'Language',
  industry: 'Industry',
  workplace: 'Workplace',
  title: 'Title',
  specialisation: 'Specialisation',
  city: 'City',
};
/** A group's name in words: its keys joined. */
export const cellName = (by: SalaryGrouping, cell: SalaryCell): string => cell.key.map((key) => valueWords(by, key)).join(', ');

/** Two bounds of a share of listings; a dash where too few state pay to say. */
function Span({ low, high, currency }: { readonly low: number | null; readonly high: number | null; readonly currency: string }) {
  return low === null || high === null ? (
    <span class="few">–</span>
  ) : (
    <>
      {figureWords(low, currency)}–{roundedWords(high)}
    </>
  );
}

/** Why a group has no figure: how few there are, else the rule's own reason. */
export const fewWords = (cell: SalaryCell): string =>
  cell.n < PUBLICATION.median.listings || cell.employers < PUBLICATION.median.employers || cell.suppressedReason === null
    ? `too few (n=${cell.n}, ${pluralWords(cell.employers, 'employer')})`
    : `not shown: ${cell.suppressedReason}`;

export function Table({ view, answer }: { readonly view: SalariesView; readonly answer: SalaryAnswer }) {
  const groupKey = view.by as ChoiceKey;
  return (
    <div class="stack">
      <p class="small soft" id="pay-caption">
        Yearly gross base pay in {view.currency}, middle of the stated range; listings first seen <Day at={answer.from} /> to{' '}
        <Day at={answer.to} />.
      </p>
      <div class="scroll" tabindex={0} role="region" aria-label="Pay by group">
        <table aria-describedby="pay-caption">
          <thead>
            <tr>
              <th scope="col">{BY_WORDS[view.by]}</th>
              <th scope="col" class="r">
                Median
              </th>
              <th scope="col" class="r">
                95 % interval
              </th>
              <th scope="col" class="r">
                Middle half
              </th>
              <th scope="col" class="r">
                Middle 80 %
              </th>
              <th scope="col" class="r">
                n (employers)
              </th>
              <th scope="col" class="r">
                State pay
              </th>
            </tr>
          </thead>
          <tbody>
            {answer.cells.map((cell) => (
              <tr>
                <th scope="row">
                  {cell.key.length === 1 && cell.key[0] !== 'unmarked' && cell.key[0] !== undefined ? (
                    <a href={searchHref(withOnly(view.filter, groupKey, cell.key[0]))}>{cellName(view.by, cell)}</a>
                  ) : (
                    cellName(view.by, cell)
                  )}
                  {cell.reweighted && <p class="small soft">reweighted: one employer had over 40 %</p>}
                </th>
                {cell.p50 === null ? (
                  <td colspan={4} class="few">
                    {fewWords(cell)}
                    {cell.estimate !== null && cell.estimate !== undefined && (
                      <p class="small">
                        Estimated from similar postings:{' '}
                        <em>
                          {figureWords(cell.estimate.mid, cell.currency)} ({figureWords(cell.estimate.low, cell.currency)}–
                          {roundedWords(cell.estimate.high)})
                        </em>
                        ,{' '}
                        {cell.estimate.ownShare < 0.005
                          ? 'all but nothing of it from this group itself'
                          : `${shareWords(cell.estimate.ownShare)} of its weight from this group itself`}
                      </p>
                    )}
                  </td>
                ) : (
                  <>
                    <td class="r pay">{figureWords(cell.p50, cell.currency)}</td>
                    <td class="r">
                      <Span low={cell.medianInterval?.low ?? null} high={cell.medianInterval?.high ?? null} currency={cell.currency} />
                    </td>
                    <td class="r">
                      <Span low={cell.p25} high={cell.p75} currency={cell.currency} />
                    </td>
                    <td class="r">
                      <Span low={cell.p10} high={cell.p90} currency={cell.currency} />
                    </td>
                  </>
                )}
                <td class="r">
                  {countWords(cell.n)} <span class="soft">({countWords(cell.employers)})</span>
                </td>
                <td class="r">
                  {shareWords(cell.shareWithPay)} <span class="soft">of {countWords(cell.listings)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
