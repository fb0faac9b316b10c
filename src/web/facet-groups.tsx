import { LEVELS } from '../domain/level.js';
import { WORKPLACE_VALUES } from '../domain/listing-filter.js';
import type { Choice, ListingFilter } from '../domain/listing-filter.js';
import type { Facet } from '../store/listings.js';
import { filterPairs } from './filter-links.js';
import { KEY_NAMES, valueWords } from './filter-words.js';
import { PayFilter } from './pay-filter.js';
import { Count, type FacetsProps } from './facet-props.js';
import { WhereFilter } from './where-filter.js';

/** Facets that the sidebar draws, in order; the first ones stand open. */
const GROUPS: readonly { readonly facet: Facet; readonly open: boolean; readonly shown: number; readonly fixed?: readonly string[] }[] = [
  { facet: 'level', open: true, shown: 8, fixed: LEVELS },
  { facet: 'workplace', open: true, shown: 4, fixed: WORKPLACE_VALUES },
  { facet: 'language', open: true, shown: 8 },
  { facet: 'country', open: false, shown: 10 },
  { facet: 'city', open: false, shown: 10 },
  { facet: 'title', open: false, shown: 10 },
  { facet: 'specialisation', open: false, shown: 13 },
  { facet: 'skill', open: false, shown: 10 },
  { facet: 'industry', open: false, shown: 10 },
  { facet: 'source', open: false, shown: 10 },
];

/** At most this many values of a facet are drawn; the box and the address reach every other. */
const MOST_VALUES = 40;
const AGES = ['1d', '7d', '30d', '90d'];

function Values(props: { readonly facet: Facet; readonly values: readonly { value: string; count: number | null }[] } & FacetsProps) {
  const chosen = (props.filter[props.facet as keyof ListingFilter] as Choice<string> | undefined)?.any ?? [];
  return (
    <ul>
      {props.values.map(({ value, count }, index) => (
        <li>
          <label>
            <input
              type="checkbox"
              form="search"
              name={props.facet}
              value={value}
              id={`f-${props.facet}-${index}-${value.replace(/[^A-Za-z0-9]+/g, '-')}`}
              checked={chosen.includes(value)}
            />
            <span>{valueWords(props.facet, value, props.sourceNames)}</span> <Count of={count} />
          </label>
        </li>
      ))}
    </ul>
  );
}

function Group(props: { readonly group: (typeof GROUPS)[number] } & FacetsProps) {
  const { group, filter } = props;
  const { facet } = group;
  const counted = props.counts[facet];
  const chosen = (filter[facet as keyof ListingFilter] as Choice<string> | undefined)?.any ?? [];
  const countOf = new Map((counted ?? []).map(({ value, count }) => [value, count]));
  const order = group.fixed ?? [...new Set([...(counted ?? []).map(({ value }) => value), ...chosen])];
  if (order.length === 0) return null;
  const values = order.map((value) => ({ value, count: counted === null || counted === undefined ? null : (countOf.get(value) ?? 0) }));
  const first = group.fixed === undefined ? values.filter((one, at) => at < group.shown || chosen.includes(one.value)) : values;
  const rest = values.filter((one) => !first.includes(one)).slice(0, MOST_VALUES);
  return (
    <details id={`g-${facet}`} open={group.open || chosen.length > 0}>
      <summary>
        {KEY_NAMES[facet as keyof ListingFilter]}
        {chosen.length > 0 && <span class="n">{chosen.length} chosen</span>}
      </summary>
      <fieldset>
        <legend class="hide">{KEY_NAMES[facet as keyof ListingFilter]}</legend>
        {counted === null && <p class="hint">not counted</p>}
        <Values {...props} facet={facet} values={first} />
        {rest.length > 0 && (
          <details class="more" id={`m-${facet}`}>
            <summary>{rest.length} more</summary>
            <Values {...props} facet={facet} values={rest} />
          </details>
        )}
      </fieldset>
    </details>
  );
}

function Age(props: FacetsProps) {
  const countOf = new Map((props.counts.age ?? []).map(({ value, count }) => [value, count]));
  const { postedAfter } = props.filter;
  const values = postedAfter !== undefined && !AGES.includes(postedAfter) ? [...AGES, postedAfter] : AGES;
  return (
    <details id="g-age" open={postedAfter !== undefined}>
      <summary>Posted</summary>
      <fieldset>
        <legend class="hide">Posted</legend>
        <ul>
          <li>
            <label>
              <input type="radio" form="search" name="postedAfter" value="" id="f-age-any" checked={postedAfter === undefined} />
              <span>any time</span>
            </label>
          </li>
          {values.map((value) => (
            <li>
              <label>
                <input type="radio" form="search" name="postedAfter" value={value} id={`f-age-${value}`} checked={postedAfter === value} />
                <span>{valueWords('age', value)}</span> <Count of={countOf.get(value) ?? null} />
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
    </details>
  );
}

const DRAWN: ReadonlySet<string> = new Set([...GROUPS.map(({ facet }) => facet as string), 'pay']);
const OWN_INPUT: ReadonlySet<string> = new Set([
  'q',
  'salaryMin',
  'salaryMax',
  'currency',
  'unknownPay',
  'postedAfter',
  'near',
  'withinKm',
]);

/** Parts of the filter that have no input of their own travel hidden, so that a submit loses nothing. */
function Hidden({ filter }: { readonly filter: ListingFilter }) {
  const home = filter.livingIn?.any[0];
  const pairs = filterPairs(filter).filter(
    ([key, value]) => !OWN_INPUT.has(key) && (!DRAWN.has(key) || value.startsWith('not:')) && !(key === 'livingIn' && value === home),
  );
  return (
    <>
      {pairs.map(([key, value]) => (
        <input type="hidden" form="search" name={key} value={value} />
      ))}
    </>
  );
}

/** The sidebar: every facet with its counts, in the one search form. */
export function Facets(props: FacetsProps) {
  return (
    <aside class="facets" id="filters" tabindex={-1} aria-label="Filters">
      <div class="row">
        <h2>Filters</h2>
        <a class="tohide" href="#results">
          Hide filters
        </a>
      </div>
      <p class="hint" data-said>
        Choose, then apply.
      </p>
      <Hidden filter={props.filter} />
      <PayFilter {...props} />
      {GROUPS.slice(0, 3).map((group) => (
        <Group group={group} {...props} />
      ))}
      <WhereFilter {...props} />
      <Age {...props} />
      {GROUPS.slice(3).map((group) => (
        <Group group={group} {...props} />
      ))}
      <p class="row apply">
        <button class="primary" form="search">
          Apply filters
        </button>
      </p>
    </aside>
  );
}
