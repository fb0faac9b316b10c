import type { ListingFilter } from '../domain/listing-filter.js';
import { KEY_NAMES } from './filter-words.js';
import type { Chip } from './filter-words.js';
import type { FieldProblem, SearchView } from './search-view.js';

export function SearchBox({ view }: { readonly view: SearchView }) {
  const problem = view.problems.some((one) => one.field === 'q');
  return (
    <form id="search" action="/jobs" method="get" role="search">
      <label class="hide" for="q">
        Search listings
      </label>
      <div class="say">
        <input
          type="search"
          id="q"
          name="q"
          maxlength={200}
          value={view.typed['q'] ?? view.filter.q ?? ''}
          placeholder="senior go remote germany 90k"
          autocomplete="off"
          aria-describedby="q-hint"
          {...(problem ? { 'aria-invalid': 'true' } : {})}
        />
        <button class="primary">Search</button>
      </div>
      <p class="hint" id="q-hint">
        Levels, languages, places, «remote» and figures such as 90k are read as filters; everything else is searched as text.
      </p>
      <input type="hidden" name="typed" value="1" />
      {(view.sort !== 'newest' || view.filter.q !== undefined) && <input type="hidden" name="sort" value={view.sort} />}
    </form>
  );
}

export function Chips({ chips }: { readonly chips: readonly Chip[] }) {
  if (chips.length === 0) return null;
  return (
    <ul class="chips" aria-label="Chosen filters">
      {chips.map((chip) => (
        <li>
          <a href={chip.href}>
            <span class="hide">Remove </span>
            {chip.words}
            <span class="x" aria-hidden="true">
              ×
            </span>
          </a>
        </li>
      ))}
      {chips.length > 1 && (
        <li>
          <a class="all" href="/jobs">
            Clear all
          </a>
        </li>
      )}
    </ul>
  );
}

export function Problems({ problems }: { readonly problems: readonly FieldProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <div class="note bad" id="problems" role="alert">
      <p>
        <strong>This search could not be run.</strong> Please change what is named here.
      </p>
      <ul>
        {problems.map(({ field, message }) => (
          <li>
            <strong>{KEY_NAMES[field as keyof ListingFilter] ?? field}</strong>: {message}
          </li>
        ))}
      </ul>
    </div>
  );
}
