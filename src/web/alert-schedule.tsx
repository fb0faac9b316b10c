import { CADENCES } from '../domain/saved-search.js';
import type { Cadence } from '../domain/saved-search.js';

export const CADENCE_WORDS: Record<Cadence, string> = { instant: 'At once', daily: 'Once a day', weekly: 'Once a week' };
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
interface CadenceValues {
  readonly cadence: Cadence;
  readonly hour: number;
  readonly weekday: number;
  readonly timeZone: string;
}

export function CadenceFields({ values, id, zoneSet }: { readonly values: CadenceValues; readonly id: string; readonly zoneSet: boolean }) {
  return (
    <>
      <fieldset>
        <legend>How often</legend>
        <div class="row">
          {CADENCES.map((cadence) => (
            <label class="row">
              <input type="radio" name="cadence" value={cadence} checked={cadence === values.cadence} /> {CADENCE_WORDS[cadence]}
            </label>
          ))}
        </div>
      </fieldset>
      <div class="row end">
        <label class="field">
          <span>Hour (daily, weekly)</span>
          <select name="hour">
            {Array.from({ length: 24 }, (_, hour) => (
              <option value={String(hour)} selected={hour === values.hour}>
                {String(hour).padStart(2, '0')}:00
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Day (weekly)</span>
          <select name="weekday">
            {WEEKDAYS.map((name, index) => (
              <option value={String(index + 1)} selected={index + 1 === values.weekday}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label class="field">
          <span>Time zone</span>
          <input
            name="timeZone"
            id={`${id}-zone`}
            value={values.timeZone}
            size={22}
            maxlength={60}
            data-zone
            {...(zoneSet ? { 'data-set': 'yes' } : {})}
          />
        </label>
      </div>
    </>
  );
}
