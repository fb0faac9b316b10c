import { CURRENCY_OF_COUNTRY, CURRENCY_MARKS, MARKS_BY_COUNTRY, MARK_FAMILY } from './tables/money-currencies.js';
import { FIELD_PERIODS, NO_LIMIT, PLACEHOLDER_AMOUNTS } from './tables/salary-field-words.js';
import { CONTRACTOR_WORDS, EMPLOYEE_WORDS, FOURTEEN_BY_CUSTOM } from './tables/salary-meaning-words.js';
import { wordFinder } from './salary-word-finder.js';
import { impliedPeriod, isPossiblePay, isUnusualPay } from './salary-window.js';
import { annualOf, type Period, type Salary, type SalaryFlag } from '../domain/salary.js';
import type { RawSalary } from '../domain/raw-posting.js';

const CONTRACTOR = wordFinder(CONTRACTOR_WORDS);
const EMPLOYEE = wordFinder(EMPLOYEE_WORDS);
const LONGEST_FIELD = 500;

function amountOf(value: number | null): number | null {
  return value === null || !Number.isFinite(value) || value < 0 || PLACEHOLDER_AMOUNTS.has(value) || NO_LIMIT.has(value) ? null : value;
}

function currencyOf(word: string | null, country: string | null): { code: string | null; implied: boolean } {
  const own = country === null ? undefined : CURRENCY_OF_COUNTRY[country];
  const text = word?.trim().slice(0, 12) ?? '';
  if (/^[A-Za-z]{3}$/.test(text)) return { code: text.toUpperCase(), implied: false };
  const mark = CURRENCY_MARKS.find((row) => row.text === text.toLowerCase());
  if (mark?.code !== undefined && mark.code !== null) return { code: mark.code, implied: false };
  const family = mark === undefined ? undefined : MARKS_BY_COUNTRY[MARK_FAMILY[mark.text] ?? ''];
  if (family !== undefined) return { code: (country === null ? undefined : family.by[country]) ?? family.otherwise, implied: false };
  return { code: own ?? null, implied: own !== undefined };
}

/** Unknown periods stay unknown to the map; «biweekly» has no place in it. */
function periodOf(word: string | null): Period | null {
  return word === null ? null : (FIELD_PERIODS[word.trim().slice(0, 30).toLowerCase()] ?? null);
}

/**
 * Pay from a source's own field. Placeholders become `null`, a missing period is inferred by size and country and flagged;
 * figures outside the hard window are kept as stated and flagged `implausible`, never rewritten.
 * @returns `null` when the field discloses nothing.
 */
export function salaryOfField(raw: RawSalary, employmentType: string | null, country: string | null): Salary | null {
  let min = amountOf(raw.min);
  let max = amountOf(raw.max);
  if (min === null && max === null) return null;
  // «1–99999999» says as little as «0».
  if (min === null && raw.max !== null && max !== null && raw.min === 1 && max >= 9_999_999) return null;
  const flags: SalaryFlag[] = [];
  if (min !== null && max !== null && min > max) {
    [min, max] = [max, min];
    flags.push('typo');
  }
  const { code, implied } = currencyOf(raw.currency, country);
  if (implied) flags.push('implied-currency');
  const biggest = max ?? min ?? 0;
  let period = periodOf(raw.period);
  if (period === null && (raw.period === null || /^(?:none|unknown|null)?$/i.test(raw.period.trim()))) {
    period = impliedPeriod(biggest, code, country);
    if (period !== null) flags.push('implied-period');
  }
  const kind = raw.kind ?? 'base';
  if (period !== null && period !== 'once' && (kind === 'base' || kind === 'total' || kind === 'ote')) {
    const amounts = [min, max].filter((amount) => amount !== null);
    const stated = period;
    if (amounts.some((amount) => !isPossiblePay(amount, code, stated, country) || isUnusualPay(amount, code, stated, country)))
      flags.push('implausible');
  }
  if (min !== null && max !== null && max > 2 * min) flags.push('wide');
  if (kind === 'stipend') flags.push('stipend');
  const words = `${raw.label ?? ''} ${raw.quote} ${employmentType ?? ''}`.slice(0, LONGEST_FIELD).toLowerCase();
  const contractor = CONTRACTOR.first(words) !== null;
  const employee = EMPLOYEE.first(words) !== null;
  const months = period === 'month' && country !== null && FOURTEEN_BY_CUSTOM.has(country) && !contractor ? 14 : 12;
  if (months === 14) flags.push('months-14');
  const bound: Salary['bound'] = min === null ? 'to' : max === null ? 'from' : min === max ? 'exact' : 'range';
  return {
    min,
    max,
    currency: code,
    period,
    annualMin: annualOf(min, period, months),
    annualMax: annualOf(max, period, months),
    bound,
    kind,
    tax: null,
    contract: contractor && !employee ? 'contractor' : employee && !contractor ? 'employee' : null,
    label: raw.label?.trim().slice(0, 80) || null,
    origin: 'field',
    flags,
    quote: raw.quote.slice(0, LONGEST_FIELD),
  };
}
