import type { FactorDimension, GuideClaim, SalaryFactor } from '../domain/salary-factor.js';
import { FACTOR_DIMENSIONS } from '../domain/salary-factor.js';
import { FactorChart } from './charts/factor-chart.js';
import { Day } from './dates.js';
import { theCountry } from '../domain/value-names.js';
import { againstWords, differenceWords, DIMENSION_WORDS, factorName, intervalWords, restWords } from './factor-words.js';
import { countWords, pluralWords, shareWords } from './pay-words.js';

/** Factors of one scope as the page shows them. */
export interface FactorsView {
  readonly country: string | null;
  readonly months: number;
  readonly asOf: string;
  readonly modelVersion: string;
  readonly currency: string;
  readonly n: number;
  readonly employers: number;
  readonly listings: number;
  readonly shareWithPay: number;
  readonly refusal: string | null;
  readonly factors: readonly SalaryFactor[];
  readonly claims: readonly GuideClaim[];
}

const MOST_UNTOLD = 60;

function Rows({ factors }: { readonly factors: readonly SalaryFactor[] }) {
  return (
    <>
      {factors.map((factor) => (
        <tr>
          <th scope="row">
            {factorName(factor)}
            <p class="small soft">against {againstWords(factor)}</p>
          </th>
          <td class="r pay">{factor.premium === null ? <span class="few">–</span> : differenceWords(factor.premium)}</td>
          <td class="r">{factor.interval === null ? <span class="few">–</span> : intervalWords(factor.interval)}</td>
          <td class="r">{factor.rawDifference === null ? <span class="few">–</span> : differenceWords(factor.rawDifference)}</td>
          <td class="r">
            {countWords(factor.n)} <span class="soft">against {countWords(factor.nAgainst)}</span>
          </td>
          <td class="r">{countWords(factor.employers)}</td>
          <td>
            {factor.suppressedReason !== null ? (
              <span class="small soft">{factor.suppressedReason}</span>
            ) : factor.differsFromZero === true ? (
              'differs from zero'
            ) : (
              <span class="soft">may be chance</span>
            )}
            {factor.stage === 'between-employer' && factor.premium !== null && <p class="small soft">compared between employers</p>}
          </td>
        </tr>
      ))}
    </>
  );
}

function FactorTable({ factors, words }: { readonly factors: readonly SalaryFactor[]; readonly words: string }) {
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={words}>
      <table>
        <thead>
          <tr>
            <th scope="col">Property</th>
            <th scope="col" class="r">
              All else equal
            </th>
            <th scope="col" class="r">
              95 % interval
            </th>
            <th scope="col" class="r">
              Raw medians
            </th>
            <th scope="col" class="r">
              Listings
            </th>
            <th scope="col" class="r">
              Employers
            </th>
            <th scope="col">What it says</th>
          </tr>
        </thead>
        <tbody>
          <Rows factors={factors} />
        </tbody>
      </table>
    </div>
  );
}

const byDimension = (factors: readonly SalaryFactor[]): SalaryFactor[] => {
  const rank = ({ dimension }: SalaryFactor) => FACTOR_DIMENSIONS.indexOf(dimension);
  return factors.toSorted((a, b) => rank(a) - rank(b) || (b.premium ?? -9) - (a.premium ?? -9) || b.n - a.n);
};

/** `/salaries`: what each property is worth at the same employer. */
export function FactorsSection({ view }: { readonly view: FactorsView }) {
  const factors = byDimension(view.factors);
  const told = factors.filter((factor) => factor.premium !== null);
  const untold = factors.filter((factor) => factor.premium === null);
  const dimensions = FACTOR_DIMENSIONS.filter((dimension) => told.some((factor) => factor.dimension === dimension));
  const where = view.country === null ? 'All countries' : theCountry(view.country).replace(/^the /, 'The ');
  return (
    <section class="stack" aria-labelledby="factors">
      <h2 id="factors">What moves pay, all else equal</h2>
      <div class="prose">
        <p>
          Employers that pay little ask for other things than employers that pay much, so raw medians mislead. Here a property is compared{' '}
          <strong>among listings of the same employer</strong> with the same level, place, languages and the rest. The raw difference stands
          beside it.
        </p>
        <p class="small soft">
          {where}, {pluralWords(view.n, 'listing')} in {view.currency} of {pluralWords(view.employers, 'employer')}, first seen in the last{' '}
          {view.months} months; {shareWords(view.shareWithPay)} of {pluralWords(view.listings, 'listing')} state pay. As of{' '}
          <Day at={view.asOf} />, model {view.modelVersion}.
        </p>
      </div>
      {told.length === 0 ? (
        <p class="note">
          Not enough data for any premium yet: each needs 30 listings on each side from 10 employers that have both.
          {view.refusal !== null && ` (${view.refusal}.)`}
        </p>
      ) : (
        <>
          <p class="hint">
            Full dot: premium, all else equal; line: its 95 % interval. Open dot and dashed line: not told from zero. Diamond: raw
            difference of medians.
          </p>
          <div class="cols charts">
            {dimensions.map((dimension) => (
              <Dimension dimension={dimension} factors={told.filter((factor) => factor.dimension === dimension)} />
            ))}
          </div>
          <details>
            <summary>All published premiums as a table</summary>
            <FactorTable factors={told} words="Premiums by property" />
          </details>
        </>
      )}
      {untold.length > 0 && (
        <details>
          <summary>{pluralWords(untold.length, 'property', 'properties')} without a published premium, and why</summary>
          <FactorTable factors={untold.slice(0, MOST_UNTOLD)} words="Properties without a premium" />
        </details>
      )}
    </section>
  );
}

function Dimension({ dimension, factors }: { readonly dimension: FactorDimension; readonly factors: readonly SalaryFactor[] }) {
  return (
    <div>
      <h3>
        {DIMENSION_WORDS[dimension]}
        {dimension === 'industry' && <span class="small soft"> (compared between employers: each has one)</span>}
      </h3>
      <FactorChart factors={factors} id={`factor-${dimension}`} />
    </div>
  );
}

const VERDICT_WORDS: Record<GuideClaim['verdict'], string> = {
  agrees: 'The data here agrees',
  disagrees: 'The data here says the opposite',
  'not-clear': 'The data here cannot tell it from chance',
  'not-enough-data': 'Not enough data',
};

/** The career guide's claims, each with what this instance's data says. */
export function ClaimsSection({ view }: { readonly view: FactorsView }) {
  return (
    <section class="stack" aria-labelledby="claims">
      <h2 id="claims">What the career guide says, and what the data here says</h2>
      <ul class="sup">
        {view.claims.map((claim) => (
          <li id={`claim-${claim.id}`}>
            <h3>{claim.claim}</h3>
            <p>
              <strong>{VERDICT_WORDS[claim.verdict]}.</strong>
              {claim.factors.length === 0 && ' No listing with comparable pay asks for it.'}
            </p>
            {claim.factors.map((factor) => (
              <p class="small">
                {DIMENSION_WORDS[factor.dimension]} «{factorName(factor)}»:{' '}
                {factor.premium === null || factor.interval === null ? (
                  <span class="soft">{factor.suppressedReason}</span>
                ) : (
                  <span class="num">
                    {differenceWords(factor.premium)} ({intervalWords(factor.interval)})
                    {factor.stage === 'between-employer' ? ' between employers' : ' at the same employer'}, {restWords(factor)}
                  </span>
                )}
                {factor.rawDifference !== null && <span class="soft">; raw medians {differenceWords(factor.rawDifference)}</span>}
              </p>
            ))}
          </li>
        ))}
      </ul>
    </section>
  );
}
