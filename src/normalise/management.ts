import type { ManagementMark } from './tables/management-words.js';
import type { TitleReading } from './title-words.js';

/** The management rung of a title. `bank` when an individual's role noun stands beside a bank's VP. */
export interface Management {
  readonly mark: Exclude<ManagementMark, 'none'>;
  /** Words that say it. */
  readonly from: number;
  readonly to: number;
  readonly bank: boolean;
}

const ORDER: Record<Exclude<ManagementMark, 'none'>, number> = { executive: 5, vp: 4, 'assistant-vp': 3, director: 2, manager: 1 };
const PERSON = new Set(['developer', 'engineer', 'architect', 'analyst', 'technical-staff', 'administrator']);

/**
 * Management by position: a management word counts before the first role noun, or directly after one with at most a sign between. After any
 * other noun it is a product's name («Staff Software Engineer, Lakebase Manager»).
 */
export function managementOf(reading: TitleReading): Management | null {
  const people = reading.roles.filter((role) => PERSON.has(role.value));
  const first = people[0];
  let best: Management | null = null;
  for (const hit of reading.management) {
    if (hit.value === 'none') continue;
    // Part of a longer role phrase that is another occupation («Account Manager», «Product Manager»).
    if (reading.roles.some((role) => role.value === 'occupation' && role.from <= hit.from && role.to >= hit.to)) continue;
    const before = first === undefined || hit.from < first.from;
    const directlyAfter = people.some((role) => hit.from === role.to);
    const levelled = people.some(
      (role) =>
        hit.from > role.to &&
        reading.levels.some((level) => level.from >= role.to && level.to === hit.from && level.value.mark !== 'none') &&
        hit.from - role.to <= 2,
    );
    if (!before && !directlyAfter && !levelled) continue;
    const ladder = hit.value === 'vp' || hit.value === 'assistant-vp';
    const bank = ladder && first !== undefined && isPerson(reading, hit.to, first.from);
    if (
      hit.value === 'manager' &&
      before &&
      first !== undefined &&
      !bank &&
      reading.levels.some((level) => level.from === hit.from && level.to > hit.to)
    )
      continue;
    if (best === null || ORDER[hit.value] > ORDER[best.mark]) best = { mark: hit.value, from: hit.from, to: hit.to, bank };
  }
  return best;
}

/** Whether the role noun after a bank's rung is the holder's own («VP, Software Engineer»), not the team's («VP of Engineering»). */
function isPerson(reading: TitleReading, from: number, role: number): boolean {
  const between = reading.words.slice(from, role + 1);
  return between.length > 0 && !between.some((word) => /^(of|de|of the|for)$/.test(word.text));
}
