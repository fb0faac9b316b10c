import { LEVEL_FACTS } from '../domain/level.js';
import type { GuideLevel } from '../domain/level.js';
import type { ListingCard } from '../domain/listing.js';
import type { Evidence } from '../domain/posting.js';
import type { LevelWords } from '../store/page-facts.js';
import { Layout } from './layout.js';
import { PayBand, Titles, openWords, remoteWords, yearsWords } from './levels-page.js';
import type { LevelsView } from './levels-page.js';
import { Cards } from './listing-card.js';
import { countWords, pluralWords } from './pay-words.js';

interface LevelView extends LevelsView {
  readonly level: GuideLevel;
  /** Newest open listings that name the level. */
  readonly newest: readonly ListingCard[];
  /** Words in real postings that put them here. */
  readonly words: LevelWords;
}

const PLACES: Record<Evidence['from'], string> = {
  title: 'in titles',
  description: 'in descriptions',
  field: 'in the source’s own field',
  company: 'in the company’s name',
  location: 'in the place',
};

/** The words that put listings on the rung, by where they stand in the posting. */
function Words({ words }: { readonly words: LevelWords }) {
  const places = (Object.keys(PLACES) as Evidence['from'][]).filter((from) => words.words.some((one) => one.from === from));
  if (places.length === 0) return null;
  return (
    <section class="panel" aria-labelledby="words">
      <h2 id="words">Words that put listings here</h2>
      {places.map((from) => (
        <>
          <h3 class="small soft">{PLACES[from]}</h3>
          <ul class="tags">
            {words.words
              .filter((one) => one.from === from)
              .map((one) => (
                <li>
                  <q>{one.words}</q> <span class="soft num">{countWords(one.listings)}</span>
                </li>
              ))}
          </ul>
        </>
      ))}
      <p class="hint">Read in the newest {pluralWords(words.listings, 'open listing')} that name the level.</p>
    </section>
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
          {yearsWords(facts)} · <a href={`/jobs?level=${view.level}`}>{openWords(count.open)}</a>
          {remoteWords(count) !== '' && `, ${remoteWords(count)}`}
        </p>
        <p>
          <PayBand cell={count.pay} />
        </p>
      </div>
      <div class="detail">
        <div class="main stack">
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
            {view.newest.length === 0 ? <p class="soft">No open listing names this level now.</p> : <Cards cards={view.newest} />}
          </section>
        </div>
        <aside class="then" aria-label="Titles, words and pay">
          <section class="panel" aria-labelledby="titles">
            <h2 id="titles">Titles of the guide</h2>
            <Titles level={view.level} titles={view.titles} />
          </section>
          <Words words={view.words} />
          <p>
            <a href={`/salaries?level=${view.level}&by=country`}>Pay of this level by country</a>
          </p>
        </aside>
      </div>
    </Layout>
  );
}
