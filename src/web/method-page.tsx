import { LEVEL_FACTS } from '../domain/level.js';
import { PUBLICATION } from '../domain/salary-factor.js';
import { DataTable } from './data-table.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { PayMethod } from './pay-method.js';

/** A table of the evaluation file: figures of how well titles, levels and pay are read. */
export interface EvaluationTable {
  readonly asOf: string;
  readonly rows: readonly { readonly what: string; readonly figure: string; readonly n: string }[];
}

/** `/about/method`. */
export function MethodPage(props: {
  readonly site: Site;
  readonly rulesVersion: string | null;
  readonly evaluation: EvaluationTable | null;
}) {
  const inferred = LEVEL_FACTS.filter((facts) => facts.inferredFromYears !== null);
  return (
    <Layout
      site={props.site}
      title="Method"
      canonical="/about/method"
      description="How levels, pay and statistics are reached, and which figures are never shown."
    >
      <h1>Method</h1>
      <div class="prose">
        {props.rulesVersion !== null && <p class="small soft">Rules {props.rulesVersion}. A change of rules reads every posting again.</p>}
        <h2>Levels</h2>
        <p>
          A level is read from the source’s own field, from words and numerals in the title, or from the years that the posting asks for, in
          that order; the words are kept and shown. A backend title without any marker is read as mid level, marked «assumed», and kept out
          of every figure for mid level: in statistics it is the group «no level named».
        </p>
        <p>
          Years alone are read like this, where the guide gives none (inferred by this project):{' '}
          {inferred.map((facts) => `${facts.name.toLowerCase()} from ${facts.inferredFromYears}`).join(', ')}.
        </p>
        <h2>Pay</h2>
        <p>
          Pay is only what a posting states, in a field or in its text, and always stands beside the words it was read from. An estimate is
          never shown as stated pay. Yearly figures take 12 months, 52 weeks, 260 days or 2,080 hours; where a posting says 13 or 14
          salaries, it is so many.
        </p>
        <h2>Statistics</h2>
        <p>
          They use gross yearly base pay of employees, the middle of the stated range, for listings first seen in the last 12 months, open
          or closed. A listing counts once, on however many boards it stands.
        </p>
        <ul>
          <li>
            A median needs {PUBLICATION.median.listings} listings of {PUBLICATION.median.employers} employers, quartiles{' '}
            {PUBLICATION.quartiles.listings} of {PUBLICATION.quartiles.employers}, the outer tenths {PUBLICATION.deciles.listings} of{' '}
            {PUBLICATION.deciles.employers}. Below that there is the count, and an estimate that says it is one.
          </li>
          <li>
            Where one employer has more than {PUBLICATION.employerShare * 100} % of a group, no employer may weigh more than{' '}
            {PUBLICATION.employerCap * 100} %, and the row says «reweighted».
          </li>
          <li>
            The interval beside a median is its 95 % interval: with other listings of the same kind, the median would lie there 19 times of
            20.
          </li>
        </ul>
        <PayMethod />
        {props.evaluation !== null && (
          <>
            <h2>How well it reads</h2>
            <DataTable
              label="Evaluation"
              caption={`Measured on labelled postings, ${props.evaluation.asOf}.`}
              columns={[
                { head: 'What', cell: (row) => row.what },
                { head: 'Figure', cell: (row) => row.figure },
                { head: 'n', cell: (row) => row.n },
              ]}
              rows={props.evaluation.rows}
            />
          </>
        )}
      </div>
    </Layout>
  );
}
