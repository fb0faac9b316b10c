import type { ListingFilter } from '../domain/listing-filter.js';
import type { SalaryCell, SalaryGrouping } from '../domain/salary-factor.js';
import { INDUSTRIES } from '../domain/industry.js';
import { LEVELS } from '../domain/level.js';
import { WORKPLACES } from '../domain/location.js';
import { SKILLS } from '../domain/skill.js';
import { SalaryBoxes } from './charts/salary-boxes.js';
import { Day } from './dates.js';
import { filterPairs, queryOf, searchHref, withOnly } from './filter-links.js';
import type { ChoiceKey } from './filter-links.js';
import { chipsOf, searchWords, valueWords } from './filter-words.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { countWords, figureWords, pluralWords, roundedWords, shareWords } from './pay-words.js';
import type { FieldProblem } from './search-page.js';

/** Groupings that the page offers. */
export const PAGE_GROUPINGS = ['level', 'country', 'language', 'industry', 'workplace', 'title', 'specialisation', 'city'] as const;
export type PageGrouping = (typeof PAGE_GROUPINGS)[number];

/** Pay by group, as the insights give it. */
export interface SalaryAnswer {
  readonly cells: readonly SalaryCell[];
  /** The whole selection as one cell. */
  readonly overall: SalaryCell | null;
  /** ISO 8601 dates of the window: first seen from, to. */
  readonly from: string;
  readonly to: string;
  readonly asOf: string;
  /** How figures came into this currency; `null`: they were stated in it. */
  readonly conversion: string | null;
  readonly notes: readonly string[];
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
  /** Path of the JSON answer; the query is appended. */
  readonly json: string;
  readonly csv: string;
}

const BY_WORDS: Record<PageGrouping, string> = {
  level: 'Level',
  country: 'Country',
  language: 'Language',
  industry: 'Industry',
  workplace: 'Workplace',
  title: 'Title',
  specialisation: 'Specialisation',
  city: 'City',
};
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'SEK', 'CAD', 'INR'];
const LANGUAGES = SKILLS.filter((skill) => skill.category === 'language');
const PICKED: ReadonlySet<string> = new Set(['level', 'country', 'language', 'industry', 'workplace', 'currency']);

/** A group's name in words: its keys joined. */
export const cellName = (by: SalaryGrouping, cell: SalaryCell): string => cell.key.map((key) => valueWords(by, key)).join(', ');

function Picker(props: {
  readonly name: ChoiceKey;
  readonly words: string;
  readonly values: readonly string[];
  readonly filter: ListingFilter;
}) {
  const { name, filter } = props;
  const chosen = (filter[name] as { any: readonly string[] } | undefined)?.any ?? [];
  const values = [...new Set([...props.values, ...chosen])];
  const several = chosen.length > 1;
  return (
    <label class="field">
      <span>{props.words}</span>
      <select name={name}>
        <option value="" selected={chosen.length === 0}>
          any
        </option>
        {values.map((value) => (
          <option value={value} selected={!several && chosen[0] === value}>
            {valueWords(name, value)}
          </option>
        ))}
      </select>
      {several && chosen.map((value) => <input type="hidden" name={name} value={value} />)}
    </label>
  );
}

function Pickers({ view }: { readonly view: SalariesView }) {
  const { filter } = view;
  const rest = filterPairs(filter).filter(([key, value]) => !PICKED.has(key) || value.startsWith('not:'));
  return (
    <form action="/salaries" method="get" class="row end" aria-label="Choose listings and grouping">
      {rest.map(([key, value]) => (
        <input type="hidden" name={key} value={value} />
      ))}
      <label class="field">
        <span>Group by</span>
        <select name="by">
          {PAGE_GROUPINGS.map((by) => (
            <option value={by} selected={by === view.by}>
              {BY_WORDS[by]}
            </option>
          ))}
        </select>
      </label>
      <Picker name="level" words="Level" values={LEVELS} filter={filter} />
      <Picker name="country" words="Country" values={view.countries} filter={filter} />
      <Picker name="language" words="Language" values={LANGUAGES.map(({ slug }) => slug)} filter={filter} />
      <Picker name="industry" words="Industry" values={INDUSTRIES} filter={filter} />
      <Picker name="workplace" words="Workplace" values={WORKPLACES} filter={filter} />
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
      <button class="primary">Show pay</button>
    </form>
  );
}

function Figure({ amount, currency }: { readonly amount: number | null; readonly currency: string }) {
  return amount === null ? <span class="few">–</span> : <>{figureWords(amount, currency)}</>;
}

/** `SalaryCell.suppressedReason`, or the rule in words. */
const fewWords = (cell: SalaryCell): string =>
  cell.suppressedReason === null || cell.suppressedReason === ''
    ? `too few (n=${cell.n}, ${pluralWords(cell.employers, 'employer')})`
    : `too few (n=${cell.n}): ${cell.suppressedReason}`;

function Table({ view, answer }: { readonly view: SalariesView; readonly answer: SalaryAnswer }) {
  const groupKey = view.by as ChoiceKey;
  return (
    <>
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
                  </td>
                ) : (
                  <>
                    <td class="r pay">
                      <Figure amount={cell.p50} currency={cell.currency} />
                    </td>
                    <td class="r">
                      {cell.medianInterval === null ? (
                        <span class="few">–</span>
                      ) : (
                        `${figureWords(cell.medianInterval.low, cell.currency)}–${roundedWords(cell.medianInterval.high)}`
                      )}
                    </td>
                    <td class="r">
                      <Figure amount={cell.p25} currency={cell.currency} />
                    </td>
                    <td class="r">
                      <Figure amount={cell.p75} currency={cell.currency} />
                    </td>
                  </>
                )}
                <td class="r">{countWords(cell.n)}</td>
                <td class="r">{countWords(cell.employers)}</td>
                <td class="r">
                  {shareWords(cell.shareWithPay)} <span class="soft">of {countWords(cell.listings)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

function Overall({ cell, words }: { readonly cell: SalaryCell; readonly words: string }) {
  return (
    <p class="lead">
      {cell.p50 === null ? (
        <>
          For {words}: {fewWords(cell)}, so no figure is shown.
        </>
      ) : (
        <>
          For {words} the median is <strong class="num">{figureWords(cell.p50, cell.currency)}</strong> a year
          {cell.medianInterval !== null &&
            ` (95 % interval ${figureWords(cell.medianInterval.low, cell.currency)} to ${figureWords(cell.medianInterval.high, cell.currency)})`}
          , from {pluralWords(cell.n, 'listing')} of {pluralWords(cell.employers, 'employer')}; {shareWords(cell.shareWithPay)} of listings
          state pay.
        </>
      )}
    </p>
  );
}

/** `/salaries`: pickers, the table, then the same rows drawn. */
export function SalariesPage(view: SalariesView) {
  const { answer } = view;
  const words = searchWords(view.filter);
  const chips = chipsOf(view.filter, 'newest');
  const query = queryOf(view.filter, { by: view.by, currency: view.currency });
  return (
    <Layout
      site={view.site}
      title={chips.length === 0 ? 'Backend salaries' : `Salaries: ${words}`}
      description="What backend listings state as pay, by level, country, language, industry and workplace, with the number of listings behind each figure."
      canonical={`/salaries${queryOf(view.filter, { by: view.by === 'level' ? null : view.by })}`}
      noindex={chips.length > 1 || view.problems.length > 0}
    >
      <div class="stack">
        <h1>Backend salaries</h1>
        {answer?.overall !== null && answer?.overall !== undefined && (
          <Overall cell={answer.overall} words={words === 'every open backend listing' ? 'all backend listings' : words} />
        )}
      </div>
      <Pickers view={view} />
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
      {answer !== null &&
        (answer.cells.length === 0 ? (
          <p class="note">No listing of this selection states pay in a way that can be compared.</p>
        ) : (
          <>
            <Table view={view} answer={answer} />
            <SalaryBoxes cells={answer.cells.slice(0, 40)} nameOf={(cell) => cellName(view.by, cell)} id="boxes" />
          </>
        ))}
      {answer !== null && (
        <div class="prose">
          <p class="small soft">
            {answer.conversion ?? `Only figures stated in ${view.currency}.`} As of <Day at={answer.asOf} />.{' '}
            {answer.notes.map((note) => `${note} `)}A figure needs at least 10 listings of 5 employers; below that the count is shown and
            nothing else. Listings that name no level are a group of their own. <a href="/about/method">How this is computed</a>
          </p>
          <p class="small">
            <a href={`${view.json}${query}`}>These figures as JSON</a>
            {' · '}
            <a href={`/jobs${queryOf(view.filter)}`}>Open listings of this selection</a>
          </p>
        </div>
      )}
    </Layout>
  );
}
