import type { ListingFilter } from '../domain/listing-filter.js';
import { TREND_GROUPINGS, type TrendGrouping } from '../domain/pay-scope.js';
import type { SalaryTrendPoint } from '../domain/salary-factor.js';
import { TrendChart } from './charts/trend-chart.js';
import { Day } from './dates.js';
import { filterPairs, queryOf } from './filter-links.js';
import { searchWords, valueWords } from './filter-words.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { countWords, figureWords, pluralWords, shareWords } from './pay-words.js';
import type { FieldProblem } from './search-view.js';

/** One index as the page shows it. */
export interface TrendView {
  readonly key: readonly string[];
  readonly currency: string;
  readonly grain: 'month' | 'quarter';
  readonly n: number;
  readonly points: readonly (SalaryTrendPoint & { readonly listings: number; readonly published: boolean })[];
}

export interface TrendsView {
  readonly site: Site;
  readonly filter: ListingFilter;
  readonly by: TrendGrouping | null;
  readonly trends: readonly TrendView[];
  readonly provisional: boolean;
  readonly asOf: string;
  readonly problems: readonly FieldProblem[];
}

const BY_WORDS: Record<TrendGrouping, string> = {
  level: 'Level',
  country: 'Country',
  language: 'Language',
  industry: 'Industry',
  workplace: 'Workplace',
  specialisation: 'Specialisation',
};

const nameOf = (view: TrendsView, trend: TrendView): string => {
  const [value] = trend.key;
  return view.by === null || value === undefined ? 'All backend listings' : valueWords(view.by, value);
};

function PointTable({ trend, words }: { readonly trend: TrendView; readonly words: string }) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={`Pay index: ${words}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{trend.grain === 'month' ? 'Month' : 'Quarter'}</th>
            <th scope="col" class="r">
              Index
            </th>
            <th scope="col" class="r">
              95 % interval
            </th>
            <th scope="col" class="r">
              Raw median
            </th>
            <th scope="col" class="r">
              n
            </th>
            <th scope="col" class="r">
              Employers
            </th>
            <th scope="col" class="r">
              State pay
            </th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {trend.points.toReversed().map((point) => (
            <tr>
              <th scope="row">{point.period}</th>
              <td class="r pay">{point.index === null ? <span class="few">–</span> : point.index.toFixed(1)}</td>
              <td class="r">
                {point.interval === null ? (
                  <span class="few">–</span>
                ) : (
                  `${point.interval.low.toFixed(1)}–${point.interval.high.toFixed(1)}`
                )}
              </td>
              <td class="r">{point.rawMedian === null ? <span class="few">–</span> : figureWords(point.rawMedian, trend.currency)}</td>
              <td class="r">{countWords(point.n)}</td>
              <td class="r">{countWords(point.employers)}</td>
              <td class="r">
                {shareWords(point.listings === 0 ? 0 : point.n / point.listings)} <span class="soft">of {countWords(point.listings)}</span>
              </td>
              <td class="small soft">
                {[point.suppressedReason, ...point.breaks, point.index !== null && !point.published ? 'not final' : null]
                  .filter((note) => note !== null)
                  .join('; ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function One({ view, trend, index }: { readonly view: TrendsView; readonly trend: TrendView; readonly index: number }) {
  const name = nameOf(view, trend);
  const told = trend.points.filter((point) => point.index !== null);
  const last = told.at(-1);
  return (
    <section class="stack" aria-labelledby={`trend-${index}`}>
      <h2 id={`trend-${index}`}>{name}</h2>
      {told.length < 2 || last === undefined ? (
        <p class="note">
          No index yet: it needs two {trend.grain}s or more with 60 listings from 20 employers each. {pluralWords(trend.n, 'listing')} with
          pay in {trend.currency} so far.
        </p>
      ) : (
        <>
          <p>
            Like for like, pay in {last.period} stands at <strong class="num">{(last.index ?? 0).toFixed(1)}</strong>
            {last.interval !== null && ` (${last.interval.low.toFixed(1)} to ${last.interval.high.toFixed(1)})`}; {told[0]?.period} is 100.
            Pay stated in {trend.currency}, never converted.
          </p>
          <TrendChart points={trend.points} words={name} id={`trend-chart-${index}`} />
        </>
      )}
      {index === 0 ? (
        <PointTable trend={trend} words={name} />
      ) : (
        <details>
          <summary>The figures of {name}</summary>
          <PointTable trend={trend} words={name} />
        </details>
      )}
    </section>
  );
}

/** `/trends`: pay over time, like for like. */
export function TrendsPage(view: TrendsView) {
  const words = searchWords(view.filter);
  const isFiltered = filterPairs(view.filter).length > 0;
  return (
    <Layout
      site={view.site}
      title={isFiltered ? `Pay over time: ${words}` : 'Pay over time'}
      description="A pay index of backend listings that compares like with like: same employers, levels and places, month by month, with its interval and the counts behind it."
      canonical={`/trends${queryOf(view.filter, { by: view.by })}`}
      noindex={isFiltered || view.problems.length > 0}
    >
      <div class="stack">
        <h1>Pay over time</h1>
        <p class="lead">
          The index compares like with like: the same employers, levels and places. The raw median, dashed, moves with whatever happened to
          be posted.
        </p>
        {isFiltered && <p>{words}</p>}
      </div>
      <form action="/trends" method="get" class="row end" aria-label="Choose an index">
        {filterPairs(view.filter).map(([key, value]) => (
          <input type="hidden" name={key} value={value} />
        ))}
        <label class="field">
          <span>One index for each</span>
          <select name="by">
            <option value="" selected={view.by === null}>
              all together
            </option>
            {TREND_GROUPINGS.map((by) => (
              <option value={by} selected={by === view.by}>
                {BY_WORDS[by]}
              </option>
            ))}
          </select>
        </label>
        <button class="primary">Show</button>
        {isFiltered && <a href={`/trends${view.by === null ? '' : `?by=${view.by}`}`}>Without the filter</a>}
      </form>
      {view.problems.length > 0 && (
        <div class="note bad" role="alert">
          <ul>
            {view.problems.map(({ field, message }) => (
              <li>
                <strong>{field}</strong>: {message}
              </li>
            ))}
          </ul>
        </div>
      )}
      {view.provisional && view.trends.length > 0 && (
        <p class="note warn">
          Provisional: made for this question. It may move with every listing; only the published indexes (everything, by level, by country,
          by language, without a filter) are never revised.
        </p>
      )}
      {view.problems.length === 0 && view.trends.length === 0 && (
        <p class="note">No listing of this selection states pay in a way that can be compared over time yet.</p>
      )}
      {view.trends.map((trend, index) => (
        <One view={view} trend={trend} index={index} />
      ))}
      <div class="prose">
        <p class="small soft">
          As of <Day at={view.asOf} />. Months need 60 listings of 20 employers, else quarters are shown; a triangle marks where a source
          with a tenth of the listings joined or left: what moves there may be the source. Posted pay is not paid pay.{' '}
          <a href="/about/method">How this is computed</a>
        </p>
        <p class="small">
          <a href={`/api/v1/salary-trends${queryOf(view.filter, { by: view.by })}`}>These figures as JSON</a>
          {' · '}
          <a href="/salaries">What listings pay now</a>
        </p>
      </div>
    </Layout>
  );
}
