import type { BoardReading } from '#scrapers/board-reading';
import { companyKeyOf } from '#src/normalise/company-name';

/** Share of a reading's postings that must name one employer for it to be the board's. */
const MAJORITY = 0.6;

type Names = Pick<BoardReading, 'company' | 'rows'>;

/** How often each employer is named by the postings that were parsed now. */
function namesIn(reading: Names): ReadonlyMap<string, number> {
  const names = new Map<string, number>();
  for (const { reading: row } of reading.rows) {
    if (row.kind !== 'postings') continue;
    for (const { company } of row.postings) {
      const name = company?.trim() ?? '';
      if (name !== '') names.set(name, (names.get(name) ?? 0) + 1);
    }
  }
  return names;
}

/** The employer as the board itself names it: on its page, or in most of its postings; `null`: it names none, or several. */
export function toldCompanyOf(reading: Names): string | null {
  if (reading.company !== null && reading.company.trim() !== '') return reading.company.trim();
  const names = namesIn(reading);
  const all = [...names.values()].reduce((sum, count) => sum + count, 0);
  const [most] = [...names].sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1));
  return most !== undefined && most[1] >= MAJORITY * all ? most[0] : null;
}

/** One name within the other is the same employer: «Grafana» and «Grafana Labs», with or without a legal form. */
const isSame = (a: string, b: string): boolean => {
  const [x, y] = [companyKeyOf(a), companyKeyOf(b)];
  return x === '' || y === '' || x.startsWith(y) || y.startsWith(x);
};

/**
 * Whether a board now speaks for another employer than it did: its new name, or `null`. A row that has not changed still carries the
 * old name, so a board that holds one is the same.
 * @param before as the board named itself at its last complete reading
 */
export function employerChange(before: string, reading: Names): string | null {
  const told = toldCompanyOf(reading);
  if (told === null || isSame(before, told)) return null;
  if (reading.rows.some((row) => row.reading.kind === 'unchanged')) return null;
  return [...namesIn(reading).keys()].some((name) => isSame(before, name)) ? null : told;
}
