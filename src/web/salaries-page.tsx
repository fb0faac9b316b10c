import { PUBLICATION } from '../domain/salary-factor.js';
import type { SalaryCell } from '../domain/salary-factor.js';
import { SalaryBoxes } from './charts/salary-boxes.js';
import { Day } from './dates.js';
import { ClaimsSection, FactorsSection } from './factors-section.js';
import { queryOf } from './filter-links.js';
import { chipsOf, searchWords } from './filter-words.js';
import { Layout } from './layout.js';
import { figureWords, pluralWords, shareWords } from './pay-words.js';
import { Pickers } from './salary-pickers.js';
import { Table, cellName, fewWords } from './salary-table.js';
import type { SalariesView, SalaryAnswer } from './salary-table.js';

function Overall({ cell, words }: { readonly cell: SalaryCell; readonly words: string }) {
  return (
    <p class="lead">
      {cell.p50 === null ? (
        <>
          {words}: {fewWords(cell)}, so no figure is shown.
        </>
      ) : (
        <>
          {words}: the median is <strong class="num">{figureWords(cell.p50, cell.currency)}</strong> a year
          {cell.medianInterval !== null &&
            ` (95 % interval ${figureWords(cell.medianInterval.low, cell.currency)} to ${figureWords(cell.medianInterval.high, cell.currency)})`}
          , from {pluralWords(cell.n, 'listing')} of {pluralWords(cell.employers, 'employer')}; {shareWords(cell.shareWithPay)} of listings
          state pay.
        </>
      )}
    </p>
  );
}

/** Where nothing could be said of a place: the next wider one, by name. */
function Wider({ wider }: { readonly wider: NonNullable<SalaryAnswer['wider']> }) {
  const { filter, cell } = wider;
  const words = searchWords(filter);
  return (
    <p class="note">
      Nothing can be said of that place. One step wider,{' '}
      <a href={`/salaries${queryOf(filter)}`}>{words === 'every open backend listing' ? 'everywhere' : words}</a>:{' '}
      {cell === null || cell.p50 === null
        ? 'still too few to say anything.'
        : `the median is ${figureWords(cell.p50, cell.currency)} a year, from ${pluralWords(cell.n, 'listing')} of ${pluralWords(cell.employers, 'employer')}.`}
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
          <Overall cell={answer.overall} words={words === 'every open backend listing' ? 'All backend listings' : words} />
        )}
      </div>
      {answer?.wider !== null && answer?.wider !== undefined && <Wider wider={answer.wider} />}
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
          <div class="beside">
            <Table view={view} answer={answer} />
            <SalaryBoxes cells={answer.cells.slice(0, 40)} nameOf={(cell) => cellName(view.by, cell)} id="boxes" />
          </div>
        ))}
      {answer !== null && (
        <div class="prose">
          <p class="small soft">
            {answer.conversion ?? `Only figures stated in ${view.currency}.`} As of <Day at={answer.asOf} />.{' '}
            {answer.notes.map((note) => `${note} `)}A median needs {PUBLICATION.median.listings} listings of {PUBLICATION.median.employers}{' '}
            employers, quartiles {PUBLICATION.quartiles.listings} of {PUBLICATION.quartiles.employers}; «–» says that there are fewer.
            Listings that name no level are a group of their own. <a href="/about/method">How this is computed</a>
          </p>
          <p class="small">
            These figures as <a href={`${view.json}.csv${query}`}>CSV</a> or <a href={`${view.json}${query}`}>JSON</a>
            {' · '}
            <a href="/salaries/compare">Compare two groups</a>
            {' · '}
            <a href={`/trends${queryOf(view.filter)}`}>Over time</a>
            {' · '}
            <a href={`/jobs${queryOf(view.filter)}`}>Open listings of this selection</a>
          </p>
        </div>
      )}
      {view.factors !== null && view.factors !== undefined && (
        <>
          <FactorsSection view={view.factors} />
          <ClaimsSection view={view.factors} />
        </>
      )}
    </Layout>
  );
}
