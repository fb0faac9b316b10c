import { LEVEL_FACTS } from '../domain/level.js';
import type { GuideLevel, LevelFacts } from '../domain/level.js';
import type { SalaryCell } from '../domain/salary-factor.js';
import { TITLE_FACTS } from '../domain/title.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { countWords, figureWords, pluralWords, roundedWords, shareWords } from './pay-words.js';

/** What the board holds of one level; `null`: not counted in time. */
interface LevelCount {
  readonly open: number | null;
  /** Of these, how many are remote. */
  readonly remote: number | null;
  /** Pay of the level; `null`: not reckoned. */
  readonly pay: SalaryCell | null;
}

export interface LevelsView {
  readonly site: Site;
  readonly counts: Readonly<Record<GuideLevel, LevelCount>>;
  /** Open listings by canonical title. */
  readonly titles: Readonly<Record<string, number>>;
  /** Open listings whose level is assumed are in «mid»; adjacent managers and «all levels» stand apart. */
  readonly managers: number | null;
  readonly unspecified: number | null;
}

/** Years as the guide states them, else as this project infers them, and which of the two it is. */
export function yearsWords(facts: LevelFacts): string {
  if (facts.guideYears !== null) {
    const [from, to] = facts.guideYears;
    return to === null ? `${from} years or more` : `${from} to ${to} years`;
  }
  if (facts.inferredFromYears === null) return 'no years named';
  return facts.inferredFromYears === 0 ? 'from the start' : `about ${facts.inferredFromYears} years or more (inferred)`;
}

/** The middle half where enough listings state pay, else the median alone, with how many it rests on. */
export function PayBand({ cell }: { readonly cell: SalaryCell | null }) {
  if (cell === null) return <span class="small soft">no pay stated yet</span>;
  if (cell.p50 === null) return <span class="small soft">pay: too few (n={cell.n})</span>;
  return (
    <span class="num">
      <strong>{figureWords(cell.p50, cell.currency)}</strong>{' '}
      <span class="small soft">
        median a year
        {cell.p25 !== null && cell.p75 !== null && `, middle half ${figureWords(cell.p25, cell.currency)}–${roundedWords(cell.p75)}`}, n=
        {countWords(cell.n)}
      </span>
    </span>
  );
}

export function Titles({ level, titles }: { readonly level: GuideLevel; readonly titles: Readonly<Record<string, number>> }) {
  return (
    <ul class="tags">
      {TITLE_FACTS.filter((facts) => facts.level === level).map(({ title }) => (
        <li>
          <a href={`/jobs?title=${encodeURIComponent(title)}`}>{title}</a> <span class="soft num">{countWords(titles[title] ?? 0)}</span>
        </li>
      ))}
    </ul>
  );
}

/** «34 % remote»; an empty text where it was not counted or nothing is open. */
export const remoteWords = ({ open, remote }: LevelCount): string =>
  open === null || remote === null || open === 0 ? '' : `${shareWords(remote / open)} remote`;

export const openWords = (count: number | null): string => (count === null ? 'not counted' : pluralWords(count, 'open listing'));

/** `/levels`: the guide's ladder, lowest rung first. */
export function LevelsPage(view: LevelsView) {
  return (
    <Layout
      site={view.site}
      title="Levels"
      description="The six levels of backend work, what each one does, its titles, and the listings open now."
      canonical="/levels"
    >
      <div>
        <h1>The ladder of levels</h1>
        <p class="lead">
          Six rungs of the backend career guide, lowest first. A listing stands on a rung because of words in its posting; where it names
          none, it is read as mid level and marked «assumed».
        </p>
      </div>
      <ol class="rungs">
        {LEVEL_FACTS.map((facts) => (
          <li class="rung">
            <div>
              <h2>
                <a href={`/levels/${facts.level}`}>{facts.name}</a>
              </h2>
              <p class="small soft">{yearsWords(facts)}</p>
            </div>
            <div>
              <ul>
                {facts.duties.map((duty) => (
                  <li>{duty}</li>
                ))}
              </ul>
              {facts.nextStep !== null && (
                <p class="next small">
                  <strong>To the next rung:</strong> {facts.nextStep}.
                </p>
              )}
              <Titles level={facts.level} titles={view.titles} />
            </div>
            <div class="side">
              <p>
                <a href={`/jobs?level=${facts.level}`}>{openWords(view.counts[facts.level].open)}</a>
              </p>
              <p class="small soft">{remoteWords(view.counts[facts.level])}</p>
              <p>
                <PayBand cell={view.counts[facts.level].pay} />
              </p>
            </div>
          </li>
        ))}
      </ol>
      <section class="prose" aria-labelledby="beside">
        <h2 id="beside">Beside the ladder</h2>
        <p>
          <a href="/jobs?level=manager">Engineering managers</a> ({openWords(view.managers)}) lead one team: the guide gives them no rung.{' '}
          <a href="/jobs?level=unspecified">Listings for all levels</a> ({openWords(view.unspecified)}) say so themselves. Adjacent careers:
        </p>
        <ul class="tags">
          {TITLE_FACTS.filter((facts) => facts.kind === 'adjacent').map(({ title }) => (
            <li>
              <a href={`/jobs?title=${encodeURIComponent(title)}`}>{title}</a>{' '}
              <span class="soft num">{countWords(view.titles[title] ?? 0)}</span>
            </li>
          ))}
        </ul>
        <p class="small soft">
          The order of rungs says nothing of how far apart their pay is: see the figures, with how many listings they rest on.
        </p>
      </section>
    </Layout>
  );
}
