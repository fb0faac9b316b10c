import { isAndWord, type TitleReading } from './title-words.js';

/** Numerals of a title, and which of its words they are. */
export interface Numeral {
  readonly values: readonly number[];
  readonly from: number;
  readonly to: number;
}

const ROMAN: Record<string, number> = { i: 1, ii: 2, iii: 3, iv: 4, v: 5 };
const numeralOf = (text: string): number | null => ROMAN[text] ?? (/^[1-5]$/.test(text) ? Number(text) : null);

const YEARS_WORDS = /^(years?|yrs?|yoe|yr|jahre|ans|anos|lat|roku|года?|лет|anni|jaar|let|ar|nam|yil|년|年|年以上|年经验|年經驗)$/;

/** A numeral right after the role noun: «Engineer II», «SDE-2», «Developer III / IV». Not «V&V», not «2nd». */
export function numeralAfterRole(reading: TitleReading): Numeral | null {
  const { words } = reading;
  for (const role of reading.roles) {
    if (
      !['developer', 'engineer', 'architect', 'analyst', 'administrator', 'technical-staff', 'consultant', 'specialist'].includes(
        role.value,
      )
    )
      continue;
    let index = role.to;
    if (words[index]?.text === 'level' || words[index]?.text === 'grade') index++;
    // «Software Engineer, Backend II», «Engineer - II»
    const first = words[index];
    if (first === undefined) continue;
    const value = numeralOf(first.text);
    if (value === null || first.gap === 'and' || (words[index + 1]?.gap === 'and' && numeralOf(words[index + 1]?.text ?? '') === null))
      continue;
    if (/^[iv]+$/.test(first.raw) && first.raw.length === 1 && words[index + 1] !== undefined) continue;
    if (first.gap === 'break' && /^\d$/.test(first.text) && words[index + 1]?.gap === 'space') continue;
    if (/^\d$/.test(first.text) && /^(year|years|yrs|month|months|positions?|openings?|x|days?)$/.test(words[index + 1]?.text ?? ''))
      continue;
    const values = [value];
    let to = index + 1;
    while (to < words.length) {
      const word = words[to];
      const joined =
        word !== undefined &&
        (word.gap === 'slash' || word.gap === 'hyphen' || word.gap === 'comma' || word.gap === 'and' || word.gap === 'break');
      const next = word === undefined ? null : numeralOf(word.text);
      if (joined && next !== null) {
        values.push(next);
        to++;
      } else if (word !== undefined && (isAndWord(word.text) || word.text === 'to') && numeralOf(words[to + 1]?.text ?? '') !== null) {
        values.push(numeralOf(words[to + 1]?.text ?? '') ?? value);
        to += 2;
      } else break;
    }
    // «Developers (2-4 years)»
    if (YEARS_WORDS.test(words[to]?.text ?? '')) continue;
    return { values, from: index, to };
  }
  return null;
}

/** A numeral at the end of the role's part or of the title: «Software Engineer Backend II», «Full-Stack Engineer, Web (II)». */
export function numeralAtEnd(reading: TitleReading): Numeral | null {
  const { words } = reading;
  if (
    !reading.roles.some(
      (role) =>
        role.value === 'developer' ||
        role.value === 'engineer' ||
        role.value === 'architect' ||
        role.value === 'administrator' ||
        role.value === 'work',
    )
  )
    return null;
  for (let index = 1; index < words.length; index++) {
    const word = words[index];
    const next = words[index + 1];
    if (word === undefined || !/^(I{2,3}|IV)$/.test(word.raw)) continue;
    if (next === undefined || next.part !== word.part) return { values: [ROMAN[word.text] ?? 2], from: index, to: index + 1 };
  }
  return null;
}

const CODE = /^(?:l|ic|e|t|g|p|m|sde|se|swe)([1-9])$/;

/** A company's ladder code («L5», «IC4», «Level 3»): tells nothing without the company's table. */
export function codeOfTitle(reading: TitleReading): { readonly code: string; readonly from: number; readonly to: number } | null {
  for (let index = 0; index < reading.words.length; index++) {
    const word = reading.words[index];
    const next = reading.words[index + 1];
    if (word === undefined) continue;
    if (CODE.test(word.text)) return { code: word.text.toUpperCase(), from: index, to: index + 1 };
    if (/^(level|lvl|grade)$/.test(word.text) && next !== undefined && /^[1-9]$/.test(next.text))
      return { code: `LEVEL ${next.text}`, from: index, to: index + 2 };
    if (/^(l|ic)$/.test(word.text) && next !== undefined && /^[1-9]$/.test(next.text) && (next.gap === 'hyphen' || next.gap === 'space'))
      return { code: `${word.text.toUpperCase()}${next.text}`, from: index, to: index + 2 };
  }
  return null;
}

/** Years asked for in the title («8+ YOE», «2-4 years»): the lower bound. «3 year contract» is none. */
export function yearsInTitle(reading: TitleReading): { readonly years: number; readonly from: number; readonly to: number } | null {
  const { words } = reading;
  for (let index = 0; index < words.length; index++) {
    const word = words[index];
    if (word === undefined || !/^\d{1,2}$/.test(word.text)) continue;
    let unit = index + 1;
    const second = words[unit];
    if (second !== undefined && (/^\d{1,2}$/.test(second.text) || second.text === 'to'))
      unit = words[unit + 1] !== undefined && second.text === 'to' ? unit + 2 : unit + 1;
    if (!YEARS_WORDS.test(words[unit]?.text ?? '')) continue;
    if (/^(contract|fixed|term|old|program|programme|project|rotation)$/.test(words[unit + 1]?.text ?? '')) continue;
    return { years: Number(word.text), from: index, to: unit + 1 };
  }
  return null;
}
