import { LEVELS } from '../domain/level.js';
import { WORKPLACE_VALUES } from '../domain/listing-filter.js';
import { DEFAULT_KM, nearOf } from '../domain/near.js';
import type { Choice, ListingFilter } from '../domain/listing-filter.js';
import type { Facet, FacetCounts } from '../store/listings.js';
import { filterPairs } from './filter-links.js';
import { COUNTRIES } from '../domain/value-names.js';
import { KEY_NAMES, valueWords } from './filter-words.js';
import { countWords } from './pay-words.js';

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
const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'SEK', 'DKK', 'NOK', 'CZK', 'CAD', 'AUD', 'INR', 'SGD', 'JPY', 'BRL'];

interface FacetsProps {
  readonly filter: ListingFilter;
  readonly counts: FacetCounts;
  readonly sourceNames: Readonly<Record<string, string>>;
  /** Values of the two pay inputs as typed, when they were wrong. */
  readonly typed: Readonly<Record<string, string>>;
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

function Count({ of }: { readonly of: number | null }) {
  return <span class="n">{of === null ? '' : countWords(of)}</span>;
}

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

function Pay(props: FacetsProps) {
  const { filter, typed, problems } = props;
  const chosen = filter.pay?.any ?? [];
  const countOf = new Map((props.counts.pay ?? []).map(({ value, count }) => [value, count]));
  const currencies = filter.currency === undefined || CURRENCIES.includes(filter.currency) ? CURRENCIES : [filter.currency, ...CURRENCIES];
  const input = (name: 'salaryMin' | 'salaryMax', words: string) => {
    const problem = problems.find((one) => one.field === name);
    return (
      <label class="field">
        <span>{words}</span>
        <input
          form="search"
          name={name}
          id={`f-${name}`}
          inputmode="numeric"
          pattern="[0-9]{0,9}"
          value={typed[name] ?? String(filter[name] ?? '')}
          autocomplete="off"
          {...(problem === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': 'problems' })}
        />
      </label>
    );
  };
  return (
    <fieldset class="paybox">
      <legend class="hide">Pay</legend>
      {input('salaryMin', 'Pay a year from')}
      {input('salaryMax', 'to')}
      <label class="field whole">
        <span>Currency</span>
        <select form="search" name="currency" id="f-currency">
          <option value="" selected={filter.currency === undefined}>
            any (figures in EUR)
          </option>
          {currencies.map((code) => (
            <option value={code} selected={filter.currency === code}>
              {code}
            </option>
          ))}
        </select>
      </label>
      <ul class="whole">
        <li>
          <label>
            <input type="checkbox" form="search" name="unknownPay" value="keep" id="f-unknownPay" checked={filter.unknownPay === 'keep'} />
            <span>Also those that state no pay</span>
          </label>
        </li>
        {['stated', 'unknown'].map((value) => (
          <li>
            <label>
              <input
                type="checkbox"
                form="search"
                name="pay"
                value={value}
                id={`f-pay-${value}`}
                checked={chosen.includes(value as never)}
              />
              <span>{valueWords('pay', value)}</span> <Count of={countOf.get(value) ?? null} />
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}

const KMS = [10, 25, 50, 100, 200, 500];

/** Where the reader is: who may be hired from there, and what is near. */
function Where(props: FacetsProps) {
  const { filter, typed, problems } = props;
  const home = filter.livingIn?.any[0];
  const near = filter.near === undefined ? null : nearOf(filter.near);
  const km = filter.withinKm ?? DEFAULT_KM;
  const problem = problems.some((one) => one.field === 'near');
  return (
    <details id="g-where" open={home !== undefined || near !== null || problem}>
      <summary>Where you are</summary>
      <fieldset class="paybox">
        <legend class="hide">Where you are</legend>
        <label class="field whole">
          <span>I live in</span>
          <select form="search" name="livingIn" id="f-livingIn">
            <option value="">anywhere</option>
            {COUNTRIES.map(({ code, name }) => (
              <option value={code} selected={code === home}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Near the city</span>
          <input
            form="search"
            name="near"
            id="f-near"
            maxlength={120}
            autocomplete="address-level2"
            value={typed['near'] ?? near?.name ?? ''}
            {...(problem ? { 'aria-invalid': 'true', 'aria-describedby': 'problems' } : {})}
          />
        </label>
        <label class="field">
          <span>Within</span>
          <select form="search" name="withinKm" id="f-withinKm">
            {[...new Set([...KMS, km])]
              .sort((a, b) => a - b)
              .map((one) => (
                <option value={one === DEFAULT_KM ? '' : String(one)} selected={one === km}>
                  {one} km
                </option>
              ))}
          </select>
        </label>
        {filter.near !== undefined && <input type="hidden" form="search" name="nearPoint" value={filter.near} />}
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
      <Pay {...props} />
      {GROUPS.slice(0, 3).map((group) => (
        <Group group={group} {...props} />
      ))}
      <Where {...props} />
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
