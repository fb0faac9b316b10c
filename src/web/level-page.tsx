import { LEVEL_FACTS } from '../domain/level.js';
import type { GuideLevel } from '../domain/level.js';
import type { ListingCard } from '../domain/listing.js';
import { Layout } from './layout.js';
import { PayBand, Titles, openWords, yearsWords } from './levels-page.js';
import type { LevelsView } from './levels-page.js';
import { Card } from './listing-card.js';

interface LevelView extends LevelsView {
  readonly level: GuideLevel;
  /** Newest open listings that name the level. */
  readonly newest: readonly ListingCard[];
  /** Words in real postings that put them here, with how many of the newest carry them. */
  readonly phrases: readonly { readonly words: string; readonly count: number }[];
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
