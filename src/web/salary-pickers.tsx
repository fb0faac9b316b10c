import type { ListingFilter } from '../domain/listing-filter.js';
import { INDUSTRIES } from '../domain/industry.js';
import { LEVELS } from '../domain/level.js';
import { WORKPLACES } from '../domain/location.js';
import { SKILLS } from '../domain/skill.js';
import { filterPairs } from './filter-links.js';
import type { ChoiceKey } from './filter-links.js';
import { valueWords } from '../domain/filter-value-words.js';
import { BY_WORDS, PAGE_GROUPINGS } from './salary-table.js';
import type { SalariesView } from './salary-table.js';

const CURRENCIES = ['EUR', 'USD', 'GBP', 'CHF', 'PLN', 'SEK', 'CAD', 'INR'];
const LANGUAGES = SKILLS.filter((skill) => skill.category === 'language');
const PICKED: ReadonlySet<string> = new Set(['level', 'country', 'language', 'industry', 'workplace', 'currency']);

function Picker(props: {
  readonly name: ChoiceKey;
  readonly words: string;
  readonly values: readonly string[];
  readonly filter: ListingFilter;
}) {
  const { name, filter } = props;
  const chosen = (filter[name] as { any: readonly string[] } | undefined)?.any ?? [];
  const values = [...new Set([...props.values, ...chosen])];
  const several = chosen.length > 1;
  return (
    <label class="field">
      <span>{props.words}</span>
      <select name={name}>
        <option value="" selected={chosen.length === 0}>
          any
        </option>
        {values.map((value) => (
          <option value={value} selected={!several && chosen[0] === value}>
            {valueWords(name, value)}
          </option>
        ))}
      </select>
      {several && chosen.map((value) => <input type="hidden" name={name} value={value} />)}
    </label>
  );
}

export function Pickers({ view }: { readonly view: SalariesView }) {
  const { filter } = view;
  const rest = filterPairs(filter).filter(([key, value]) => !PICKED.has(key) || value.startsWith('not:'));
  return (
    <form action="/salaries" method="get" class="row end" aria-label="Choose listings and grouping">
      {rest.map(([key, value]) => (
        <input type="hidden" name={key} value={value} />
      ))}
      <label class="field">
        <span>Group by</span>
        <select name="by">
          {PAGE_GROUPINGS.map((by) => (
            <option value={by} selected={by === view.by}>
              {BY_WORDS[by]}
            </option>
          ))}
        </select>
      </label>
      <Picker name="level" words="Level" values={LEVELS} filter={filter} />
      <Picker name="country" words="Country" values={view.countries} filter={filter} />
      <Picker name="language" words="Language" values={LANGUAGES.map(({ slug }) => slug)} filter={filter} />
      <Picker name="industry" words="Industry" values={INDUSTRIES} filter={filter} />
      <Picker name="workplace" words="Workplace" values={WORKPLACES} filter={filter} />
      <label class="field">
        <span>Shown in</span>
        <select name="currency">
          {[...new Set([...CURRENCIES, view.currency])].map((code) => (
            <option value={code} selected={code === view.currency}>
              {code}
            </option>
          ))}
        </select>
      </label>
      <button class="primary">Show pay</button>
    </form>
  );
}
