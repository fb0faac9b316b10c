import { INDUSTRIES } from '../domain/industry.js';
import { LEVELS } from '../domain/level.js';
import { WORKPLACES } from '../domain/location.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import type { SalaryCell } from '../domain/salary-factor.js';
import { SKILLS } from '../domain/skill.js';
import { SalaryBoxes } from './charts/salary-boxes.js';
import { Day } from './dates.js';
import type { ChoiceKey } from './filter-links.js';
import { queryOf } from './filter-links.js';
import { searchWords } from './filter-words.js';
import { valueWords } from '../domain/filter-value-words.js';
import { differenceWords, intervalWords } from './factor-words.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { countWords, figureWords, pluralWords, shareWords } from './pay-words.js';
import type { FieldProblem } from './search-view.js';

/** One of the two groups that are compared. */
export interface ComparedGroup {
  readonly filter: ListingFilter;
  readonly cell: SalaryCell | null;
}

export interface CompareView {
  readonly site: Site;
  readonly a: ComparedGroup;
  readonly b: ComparedGroup;
  readonly currency: string;
  /** `null`: one of them is too small to say, or nothing was asked yet. */
  readonly difference: { readonly share: number; readonly interval: { readonly low: number; readonly high: number } | null } | null;
  readonly asked: boolean;
  readonly asOf: string;
  readonly countries: readonly string[];
  readonly problems: readonly FieldProblem[];
}

const LANGUAGES = SKILLS.filter((skill) => skill.category === 'language').map(({ slug }) => slug);
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'SEK', 'CAD', 'INR'];
export const COMPARED_KEYS = ['level', 'country', 'language', 'industry', 'workplace'] as const satisfies readonly ChoiceKey[];

const wordsOf = (filter: ListingFilter): string => {
  const words = searchWords(filter);
  return words === 'every open backend listing' ? 'All backend listings' : words;
};

/** A figure and its sign stay on one line. */
const unbroken = (words: string): string => words.replaceAll(' %', '\u00a0%');

/** What the two medians say of each other, in a sentence. */
export function comparisonWords(view: CompareView): string {
  const [a, b] = [wordsOf(view.a.filter), wordsOf(view.b.filter)];
  const { difference } = view;
  if (difference === null || view.a.cell?.p50 == null || view.b.cell?.p50 == null) {
    const thin = [view.a, view.b].filter(({ cell }) => cell === null || cell.p50 === null).map(({ filter }) => `«${wordsOf(filter)}»`);
    return `Nothing can be said: ${thin.join(' and ')} ${thin.length === 1 ? 'has' : 'have'} too few listings or employers.`;
  }
  const { share, interval } = difference;
  const percent = `${(Math.abs(share) * 100).toFixed(1)} %`;
  const figures = `${figureWords(view.a.cell.p50, view.currency)} against ${figureWords(view.b.cell.p50, view.currency)}`;
  const states =
    share === 0 ? `«${a}» and «${b}» state the same median` : `«${a}» states ${percent} ${share > 0 ? 'more' : 'less'} than «${b}»`;
  if (interval === null) return unbroken(`${states}: ${figures}.`);
  const chance =
    interval.low <= 0 && interval.high >= 0
      ? 'That holds zero, so the difference may be chance'
      : 'Zero is outside, so chance alone would seldom do this';
  return unbroken(
    `${states}: ${figures}. With other employers of the same kind the difference would lie between ${differenceWords(interval.low)} and ${differenceWords(interval.high)}, 19 times of 20. ${chance}.`,
  );
}

function Side(props: {
  readonly side: 'a' | 'b';
  readonly words: string;
  readonly filter: ListingFilter;
  readonly countries: readonly string[];
}) {
  const values: Record<(typeof COMPARED_KEYS)[number], readonly string[]> = {
    level: LEVELS,
    country: props.countries,
    language: LANGUAGES,
    industry: INDUSTRIES,
    workplace: WORKPLACES,
  };
  const names = { level: 'Level', country: 'Country', language: 'Language', industry: 'Industry', workplace: 'Workplace' } as const;
  return (
    <fieldset>
      <legend>{props.words}</legend>
      <div class="row end">
        {COMPARED_KEYS.map((key) => {
          const chosen = props.filter[key]?.any[0];
          return (
            <label class="field">
              <span>{names[key]}</span>
              <select name={`${props.side}-${key}`}>
                <option value="" selected={chosen === undefined}>
                  any
                </option>
                {[...new Set([...values[key], ...(chosen === undefined ? [] : [chosen])])].map((value) => (
                  <option value={value} selected={value === chosen}>
                    {valueWords(key, value)}
                  </option>
                ))}
              </select>
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}

function Row({ group }: { readonly group: ComparedGroup }) {
  const { cell } = group;
  const amount = (value: number | null) =>
    value === null || cell === null ? <span class="few">–</span> : figureWords(value, cell.currency);
  return (
    <tr>
      <th scope="row">
        <a href={`/salaries${queryOf(group.filter)}`}>{wordsOf(group.filter)}</a>
      </th>
      {cell === null || cell.p50 === null ? (
        <td colspan={3} class="few">
          {cell?.suppressedReason ?? 'no listing states comparable pay'}
        </td>
      ) : (
        <>
          <td class="r pay">{amount(cell.p50)}</td>
          <td class="r">{amount(cell.p25)}</td>
          <td class="r">{amount(cell.p75)}</td>
        </>
      )}
      <td class="r">{countWords(cell?.n ?? 0)}</td>
      <td class="r">{countWords(cell?.employers ?? 0)}</td>
      <td class="r">
        {shareWords(cell?.shareWithPay ?? 0)} <span class="soft">of {countWords(cell?.listings ?? 0)}</span>
      </td>
    </tr>
  );
}

/** `/salaries/compare`: two groups side by side, and a sentence. */
export function ComparePage(view: CompareView) {
  const cells = [view.a, view.b].flatMap(({ cell }, index) => (cell === null ? [] : [{ ...cell, key: [String(index)] }]));
  return (
    <Layout
      site={view.site}
      title="Compare pay"
      description="Two groups of backend listings side by side: their medians, how far apart they are, and when that may be chance."
      canonical="/salaries/compare"
      noindex={view.asked}
    >
      <div class="stack">
        <h1>Compare pay</h1>
        {view.asked && view.problems.length === 0 ? (
          <p class="lead">{comparisonWords(view)}</p>
        ) : (
          <p class="lead">Choose two groups of listings; the difference of their medians comes with how far chance could move it.</p>
        )}
      </div>
      <form action="/salaries/compare" method="get" class="stack" aria-label="Choose two groups">
        <Side side="a" words="First group" filter={view.a.filter} countries={view.countries} />
        <Side side="b" words="Second group" filter={view.b.filter} countries={view.countries} />
        <div class="row end">
          <label class="field">
            <span>Shown in</span>
            <select name="currency">
              {[...new Set([...CURRENCIES, view.currency])].map((code) => (
                <option value={code} selected={code === view.currency}>
                  {code}
                </option>
              ))}
            </select>
          </label>
          <button class="primary">Compare</button>
        </div>
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
      {view.asked && view.problems.length === 0 && (
        <>
          <div class="scroll" tabindex={0} role="region" aria-label="Both groups">
            <table>
              <thead>
                <tr>
                  <th scope="col">Group</th>
                  <th scope="col" class="r">
                    Median
                  </th>
                  <th scope="col" class="r">
                    Lower quartile
                  </th>
                  <th scope="col" class="r">
                    Upper quartile
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
                </tr>
              </thead>
              <tbody>
                <Row group={view.a} />
                <Row group={view.b} />
              </tbody>
            </table>
          </div>
          <SalaryBoxes cells={cells} nameOf={(cell) => wordsOf(cell.key[0] === '0' ? view.a.filter : view.b.filter)} id="compared" wide />
          {view.difference !== null && (
            <p class="small soft">
              Difference of medians {differenceWords(view.difference.share)}
              {view.difference.interval !== null && `, 95 % interval ${intervalWords(view.difference.interval)} (employers drawn anew)`}.
              These are raw medians: the groups may differ in level, place and employers as well.{' '}
              <a href="/salaries#factors">What moves pay, all else equal</a>
            </p>
          )}
          <p class="small soft">
            Yearly gross base pay, {pluralWords(12, 'month')}, each listing at the rate of the day it was first seen. As of{' '}
            <Day at={view.asOf} />. <a href="/about/method">How this is computed</a>
          </p>
        </>
      )}
    </Layout>
  );
}
