import { DEFAULT_KM, nearOf } from '../domain/near.js';
import { COUNTRIES } from '../domain/value-names.js';
import type { FacetsProps } from './facet-props.js';

const KMS = [10, 25, 50, 100, 200, 500];

const rendered = (part: { toString(): string | Promise<string> }): string => part.toString() as string;

/** Rendered once: the same 250 lines on every search page. The names are ours. */
const COUNTRY_OPTIONS = rendered(
  <>
    <option value="">anywhere</option>
    {COUNTRIES.map(({ code, name }) => (
      <option value={code}>{name}</option>
    ))}
  </>,
);

const countryOptions = (home: string | undefined): string =>
  home === undefined ? COUNTRY_OPTIONS : COUNTRY_OPTIONS.replace(`<option value="${home}"`, () => `<option value="${home}" selected=""`);

/** Where the reader is: who may be hired from there, and what is near. */
export function WhereFilter(props: FacetsProps) {
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
          <select form="search" name="livingIn" id="f-livingIn" dangerouslySetInnerHTML={{ __html: countryOptions(home) }} />
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
