import type { Level, Rung } from '#src/domain/level';
import { companyKeyOf } from './company-name.js';
import { codeOfTitle, type LevelReading } from './level.js';
import { EMPLOYER_LADDERS } from './tables/employer-ladders.js';
import type { TitleReading } from './title-words.js';

/** What an operator knows of one employer's ladder: a code («L5», «IC4»), a numeral («III») or a bank's «VP», and what it means there. */
export interface EmployerOverride {
  readonly company: string;
  readonly code: string;
  readonly level: Level;
  readonly rung: Rung | null;
}

const BUILT_IN = new Map<string, EmployerOverride[]>();
for (const [company, code, level, rung] of EMPLOYER_LADDERS) {
  const key = companyKeyOf(company);
  BUILT_IN.set(key, [...(BUILT_IN.get(key) ?? []), { company, code, level, rung }]);
}

/**
 * The level that an employer's own ladder gives a title's code or numeral; `null` when none applies. A rung word in the title is never
 * overruled; the operator's rows go before the built-in ones.
 */
export function overriddenLevel(
  reading: TitleReading,
  company: string | null,
  read: LevelReading | null,
  overrides: readonly EmployerOverride[],
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
  for (const row of [...overrides.filter((one) => companyKeyOf(one.company) === key), ...(BUILT_IN.get(key) ?? [])]) {
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
