import type { ListingCard } from '../domain/listing.js';
import type { Location, RemoteScope } from '../domain/location.js';
import { Day } from './dates.js';
import { countryName, inCountry, levelName, skillName, workplaceName } from '../domain/value-names.js';
import { annualWords, payTerms, pluralWords, rangeWords } from './pay-words.js';

/** A place in words: city and country where known, else the source's own words. */
export function placeWords(place: Location): string {
  const country = place.country === null ? null : countryName(place.country);
  const near = place.city ?? place.region;
  if (near === null && country === null) return place.raw;
  return [near, country].filter((part) => part !== null && part !== near).length === 0
    ? (near ?? place.raw)
    : [near, country].filter((part) => part !== null).join(', ');
}

/** How far remote work reaches, in words; an empty text where it is not said. */
function reachWords(scope: RemoteScope): string {
  if (scope.worldwide) return ' worldwide';
  const [first, ...more] = scope.include;
  if (first === undefined) return '';
  const shown = more.slice(0, 2).map(countryName);
  return ` ${[inCountry(first), ...shown].join(', ')}${more.length > 2 ? ' and more' : ''}`;
}

/** Places and workplace in one line; «place not stated» where nothing is known. */
export function whereWords(card: Pick<ListingCard, 'locations' | 'workplace' | 'remoteScope'>): string {
  const scope = card.workplace === 'remote' ? card.remoteScope : null;
  // «United States · Remote in the United States» says one thing twice.
  const places = card.locations.filter(
    (place) => place.city !== null || place.country === null || scope?.include.includes(place.country) !== true,
  );
  const names = [...new Set(places.map(placeWords))];
  const shown = names.slice(0, 2).join(' · ') + (names.length > 2 ? ` and ${names.length - 2} more` : '');
  const how = card.workplace === null ? null : `${workplaceName(card.workplace)}${scope === null ? '' : reachWords(scope)}`;
  return [shown === '' ? null : shown, how].filter((part) => part !== null).join(' · ') || 'place not stated';
}

/** The level in words, as a span where the posting names one; «assumed» is said apart. */
export function levelWords(card: Pick<ListingCard, 'level' | 'levelMin' | 'levelMax'>): string {
  return card.levelMin === card.levelMax ? levelName(card.level) : `${levelName(card.levelMin)} to ${levelName(card.levelMax)}`;
}

/** One listing in a list. */
export function Card({ card }: { readonly card: ListingCard }) {
  const { salary } = card;
  const annual = salary === null ? null : annualWords(salary);
  const skills = [...card.languages, ...card.skills];
  return (
    <li class="card" data-seen={card.firstSeenAt}>
      <h3>
        <a href={`/jobs/${card.id}/${card.slug}`}>{card.title}</a>
      </h3>
      <p class="who">
        <b>{card.company}</b> · {whereWords(card)}
      </p>
      <div class="side">
        {salary === null ? (
          <p class="nopay">pay not stated</p>
        ) : (
          <p class="pay">
            {rangeWords(salary.min, salary.max, salary.currency)} <span class="terms">{payTerms(salary)}</span>
          </p>
        )}
        {annual !== null && <p class="small soft num">about {annual}</p>}
        <p class="small soft">
          <Day at={card.postedAt} />
          {card.sources.length > 1 && ` · ${pluralWords(card.sources.length, 'source')}`}
        </p>
      </div>
      <ul class="tags">
        <li class="lvl">
          {levelWords(card)}
          {card.levelBasis === 'default' && <em> (assumed)</em>}
        </li>
        {card.status === 'closed' && <li>Closed</li>}
        {card.isBackend === 'maybe' && <li>Perhaps backend</li>}
        {skills.slice(0, 5).map((slug) => (
          <li>{skillName(slug)}</li>
        ))}
      </ul>
    </li>
  );
}
