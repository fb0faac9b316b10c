import { LEVEL_FACTS } from '../domain/level.js';
import type { GuideLevel, LevelFacts } from '../domain/level.js';
import type { ListingCard } from '../domain/listing.js';
import type { SalaryCell } from '../domain/salary-factor.js';
import { TITLE_FACTS } from '../domain/title.js';
import { Layout } from './layout.js';
import type { Site } from './layout.js';
import { Card } from './listing-card.js';
import { figureWords, countWords, pluralWords } from './pay-words.js';

/** What the board holds of one level; `null`: not counted in time. */
export interface LevelCount {
  readonly open: number | null;
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

export interface LevelView extends LevelsView {
  readonly level: GuideLevel;
  /** Newest open listings that name the level. */
  readonly newest: readonly ListingCard[];
  /** Words in real postings that put them here, with how many of the newest carry them. */
  readonly phrases: readonly { readonly words: string; readonly count: number }[];
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

function PayBand({ cell }: { readonly cell: SalaryCell | null }) {
  if (cell === null) return <span class="small soft">no pay stated yet</span>;
  if (cell.p50 === null) return <span class="small soft">pay: too few (n={cell.n})</span>;
  return (
    <span class="num">
      <strong>{figureWords(cell.p50, cell.currency)}</strong> <span class="small soft">median a year, n={countWords(cell.n)}</span>
    </span>
  );
}

function Titles({ level, titles }: { readonly level: GuideLevel; readonly titles: Readonly<Record<string, number>> }) {
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

const openWords = (count: number | null): string => (count === null ? 'not counted' : pluralWords(count, 'open listing'));

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

/** `/levels/{level}`: one rung. */
export function LevelPage(view: LevelView) {
  const at = LEVEL_FACTS.findIndex((facts) => facts.level === view.level);
  const facts = LEVEL_FACTS[at];
  if (facts === undefined) throw new RangeError(`no such level: ${view.level}`);
  const below = LEVEL_FACTS[at - 1];
  const above = LEVEL_FACTS[at + 1];
  const count = view.counts[view.level];
  return (
    <Layout
      site={view.site}
      title={`${facts.name} backend jobs`}
      description={`${facts.name} in backend work: ${facts.duties.join('; ')}.`}
      canonical={`/levels/${view.level}`}
    >
      <div class="stack">
        <p class="crumb">
          <a href="/levels">Levels</a> / {facts.name}
        </p>
        <h1>{facts.name}</h1>
        <p class="lead">
          {yearsWords(facts)} · <a href={`/jobs?level=${view.level}`}>{openWords(count.open)}</a> · <PayBand cell={count.pay} />
        </p>
      </div>
      <div class="detail">
        <div class="stack">
          <section aria-labelledby="duties" class="prose">
            <h2 id="duties">What the level does</h2>
            <ul>
              {facts.duties.map((duty) => (
                <li>{duty}</li>
              ))}
            </ul>
            {facts.nextStep !== null && above !== undefined && (
              <p>
                <strong>
                  To <a href={`/levels/${above.level}`}>{above.name}</a>:
                </strong>{' '}
                {facts.nextStep}.
              </p>
            )}
            {below !== undefined && (
              <p class="soft">
                One rung below: <a href={`/levels/${below.level}`}>{below.name}</a>
              </p>
            )}
          </section>
          <section aria-labelledby="newest" class="stack">
            <h2 id="newest">Newest listings</h2>
            {view.newest.length === 0 ? (
              <p class="soft">No open listing names this level now.</p>
            ) : (
              <ol class="cards">
                {view.newest.map((card) => (
                  <Card card={card} />
                ))}
              </ol>
            )}
          </section>
        </div>
        <aside aria-label="Titles, words and pay">
          <section class="panel" aria-labelledby="titles">
            <h2 id="titles">Titles of the guide</h2>
            <Titles level={view.level} titles={view.titles} />
          </section>
          {view.phrases.length > 0 && (
            <section class="panel" aria-labelledby="phrases">
              <h2 id="phrases">Words that put listings here</h2>
              <ul class="tags">
                {view.phrases.map(({ words, count }) => (
                  <li>
                    <q>{words}</q> <span class="soft num">{count}</span>
                  </li>
                ))}
              </ul>
              <p class="hint">Counted over the newest listings shown here.</p>
            </section>
          )}
          <p>
            <a href={`/salaries?level=${view.level}&by=country`}>Pay of this level by country</a>
          </p>
        </aside>
      </div>
    </Layout>
  );
}
