import { createHash } from 'node:crypto';
import { LEVELS, RUNGS, type Level, type Rung } from '#src/domain/level';
import { companyKeyOf } from './company-name.js';
import type { LevelReading } from './level.js';
import { EMPLOYER_LADDERS } from './tables/employer-ladders.js';
import { codeOfTitle } from './title-numerals.js';
import type { TitleReading } from './title-words.js';

/** What an operator knows of one employer's ladder: a code («L5», «IC4»), a numeral («III») or a bank's «VP», and what it means there. */
export interface EmployerOverride {
  readonly company: string;
  readonly code: string;
  readonly level: Level;
  readonly rung: Rung | null;
}

/** Rows by the key of their employer. */
function byEmployer(rows: readonly EmployerOverride[]): ReadonlyMap<string, readonly EmployerOverride[]> {
  const map = new Map<string, EmployerOverride[]>();
  for (const row of rows) {
    const key = companyKeyOf(row.company);
    map.set(key, [...(map.get(key) ?? []), row]);
  }
  return map;
}

const BUILT_IN = byEmployer(EMPLOYER_LADDERS.map(([company, code, level, rung]) => ({ company, code, level, rung })));

/** What an operator knows of employers' ladders, ready to be asked. */
export interface OperatorLadders {
  readonly rows: ReadonlyMap<string, readonly EmployerOverride[]>;
  /** Added to the rules version, so that changed rows count as changed rules; '' where there are none. */
  readonly mark: string;
}

export const NO_LADDERS: OperatorLadders = { rows: new Map(), mark: '' };

export function laddersOf(rows: readonly EmployerOverride[]): OperatorLadders {
  if (rows.length === 0) return NO_LADDERS;
  const written = rows
    .map((row) => [companyKeyOf(row.company), row.code.toUpperCase(), row.level, row.rung ?? ''].join(' '))
    .sort()
    .join('\n');
  return { rows: byEmployer(rows), mark: `+${createHash('sha256').update(written).digest('hex').slice(0, 8)}` };
}

const MOST_ROWS = 10_000;

/**
 * Reads an operator's table: `company, code, level` and, where it is known, `, rung` a line (commas or tabs); `#` begins a remark.
 * @throws with the line's number when a line is none of that
 */
export function readLadders(text: string): OperatorLadders {
  const rows: EmployerOverride[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const written = (line.split('#', 1)[0] ?? '').trim();
    if (written === '') continue;
    const [company = '', code = '', level = '', rung = '', ...more] = written
      .split(written.includes('\t') ? '\t' : ',')
      .map((cell) => cell.trim());
    const wrong = (what: string): Error => new Error(`line ${index + 1}: ${what}`);
    if (companyKeyOf(company) === '' || code === '' || more.length > 0) throw wrong('company, code, level[, rung] are wanted');
    if (!isOneOf(LEVELS, level)) throw wrong(`«${level.slice(0, 40)}» is no level: ${LEVELS.join(' ')}`);
    if (rung !== '' && !isOneOf(RUNGS, rung)) throw wrong(`«${rung.slice(0, 40)}» is no rung: ${RUNGS.join(' ')}`);
    rows.push({ company, code, level, rung: rung === '' ? null : (rung as Rung) });
    if (rows.length > MOST_ROWS) throw wrong(`more than ${MOST_ROWS} rows`);
  }
  return laddersOf(rows);
}

function isOneOf<T extends string>(words: readonly T[], word: string): word is T {
  return (words as readonly string[]).includes(word);
}

/**
 * The level that an employer's own ladder gives a title's code or numeral; `null` when none applies. A rung word in the title is never
 * overruled; the operator's rows go before the built-in ones.
 */
export function overriddenLevel(
  reading: TitleReading,
  company: string | null,
  read: LevelReading | null,
  ladders: OperatorLadders,
): LevelReading | null {
  if (company === null || (read !== null && read.basis !== 'numeral' && read.basis !== 'bank' && read.basis !== 'title')) return null;
  if (read !== null && read.basis === 'title' && !read.evidence.some((one) => one.rule.startsWith('management: vp'))) return null;
  const code = codeOfTitle(reading);
  const written = read?.basis === 'numeral' ? (read.evidence[0]?.quote ?? '').toUpperCase() : null;
  const ROMAN = ['', 'I', 'II', 'III', 'IV', 'V'];
  const numeral = written !== null && /^[1-5]$/.test(written) ? (ROMAN[Number(written)] ?? written) : written;
  const vp = read !== null && read.evidence.some((one) => /^vp$|vice president/i.test(one.quote));
  if (code === null && numeral === null && !vp) return null;
  const key = companyKeyOf(company);
  for (const row of [...(ladders.rows.get(key) ?? []), ...(BUILT_IN.get(key) ?? [])]) {
    const wanted = row.code.toUpperCase();
    const applies = wanted === code?.code || wanted === numeral || (vp && wanted === 'VP');
    if (!applies) continue;
    const at = code !== null && wanted === code.code ? reading.words[code.from] : undefined;
    const quote = at?.raw ?? read?.evidence[0]?.quote ?? row.code;
    return {
      level: row.level,
      levelMin: row.level,
      levelMax: row.level,
      basis: 'override',
      confidence: 0.9,
      rung: row.rung,
      numeralOne: false,
      track: row.level === 'manager' || row.level === 'director' || row.level === 'vp' || row.level === 'executive' ? 'management' : 'ic',
      evidence: [
        {
          field: 'level',
          from: 'title',
          quote,
          start: at?.start ?? null,
          end: at?.end ?? null,
          rule: `${row.company}: ${row.code} is ${row.level}`,
        },
      ],
    };
  }
  return null;
}
