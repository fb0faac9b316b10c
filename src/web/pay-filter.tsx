import { Count, type FacetsProps } from './facet-props.js';
import { valueWords } from './filter-words.js';

const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'SEK', 'DKK', 'NOK', 'CZK', 'CAD', 'AUD', 'INR', 'SGD', 'JPY', 'BRL'];

/** Two figures, their currency, and what to do with what states none. */
export function PayFilter(props: FacetsProps) {
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
