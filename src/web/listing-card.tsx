import type { ListingCard } from '../domain/listing.js';
import type { Location, RemoteScope } from '../domain/location.js';
import { Day } from './dates.js';
import { countryName, levelName, skillName, theCountry, workplaceName } from '../domain/value-names.js';
import { annualWords, payTerms, payWords, pluralWords, rangeWords } from './pay-words.js';

/** A place in words: city and country where known, else the source's own words. */
export function placeWords(place: Location): string {
  const country = place.country === null ? null : countryName(place.country);
  const near = place.city ?? place.region;
  if (near === null && country === null) return place.raw;
  return [near, country].filter((part) => part !== null && part !== near).length === 0
    ? (near ?? place.raw)
    : [near, country].filter((part) => part !== null).join(', ');
}

const PART_OF_COUNTRY = /^[A-Z]{2}-[A-Z0-9]{1,3}$/;

/** How far remote work reaches, in words; an empty text where it is not said. */
function reachWords(scope: RemoteScope): string {
  if (scope.worldwide) return ' worldwide';
  // A part of a country (`CA-08`) is told by its country: the code says nothing to a reader.
  const parts = [...new Set(scope.include.map((code) => (PART_OF_COUNTRY.test(code) ? `${code.slice(0, 2)}-` : code)))];
  const names = parts.map((code) => (code.endsWith('-') ? `parts of ${theCountry(code.slice(0, 2))}` : theCountry(code)));
  const [first, ...more] = names;
  if (first === undefined) return '';
  return ` in ${[first, ...more.slice(0, 2)].join(', ')}${more.length > 2 ? ' and more' : ''}`;
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

/** Cards that say the same but for the place, next to each other: one opening written once a country. */
function groupsOf(cards: readonly ListingCard[]): readonly (readonly [ListingCard, ...ListingCard[]])[] {
  const groups: [ListingCard, ...ListingCard[]][] = [];
  for (const card of cards) {
    const last = groups.at(-1);
    if (last !== undefined && isSameButPlace(last[0], card)) last.push(card);
    else groups.push([card]);
  }
  return groups;
}

const isSameButPlace = (a: ListingCard, b: ListingCard): boolean =>
  a.companySlug === b.companySlug &&
  a.title === b.title &&
  a.status === b.status &&
  levelWords(a) === levelWords(b) &&
  (a.salary === null ? '' : payWords(a.salary)) === (b.salary === null ? '' : payWords(b.salary));

const MOST_OTHERS = 8;

/** A list of listings, in the order given. */
export function Cards(props: { readonly cards: readonly ListingCard[]; readonly newest?: boolean; readonly now?: string }) {
  return (
    <ol class="cards" {...(props.now === undefined ? {} : { 'data-newest': props.newest === true ? 'yes' : 'no', 'data-now': props.now })}>
      {groupsOf(props.cards).map(([card, ...others]) => (
        <Card card={card} others={others} />
      ))}
    </ol>
  );
}

function Others({ others }: { readonly others: readonly ListingCard[] }) {
  if (others.length === 0) return null;
  return (
    <p class="also">
      {'Also: '}
      {others.slice(0, MOST_OTHERS).map((other, at) => (
        <>
          {at > 0 && ' · '}
          <a href={`/jobs/${other.id}/${other.slug}`}>{whereWords(other)}</a>
        </>
      ))}
      {others.length > MOST_OTHERS && ` and ${others.length - MOST_OTHERS} more`}
    </p>
  );
}

/** One listing in a list, with those beside it that differ in their place alone. */
function Card({ card, others }: { readonly card: ListingCard; readonly others: readonly ListingCard[] }) {
  const { salary } = card;
  const annual = salary === null ? null : annualWords(salary);
  const skills = [...card.languages, ...card.skills];
  return (
    <li class="card" data-seen={[card, ...others].map((one) => one.firstSeenAt).join(' ')}>
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
      <Others others={others} />
    </li>
  );
}
