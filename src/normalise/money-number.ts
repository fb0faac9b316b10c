import { signAt, unitAt } from '#src/text/letters';
/** A number as written, before anything is known of its meaning. */
export interface WrittenNumber {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** Digits after the decimal mark. */
  readonly decimals: number;
  /** Has thousands separators. */
  readonly grouped: boolean;
}

const isDigit = (code: number): boolean => code >= 48 && code <= 57;

function digitsFrom(text: string, start: number): number {
  let end = start;
  while (end < text.length && isDigit(text.charCodeAt(end))) end++;
  return end;
}

/** End of `(<separator> three digits)+` from `at`, or `at` where there is none. Spaces group like commas and points do. */
function groupsEnd(text: string, at: number, separator: string): number {
  let end = at;
  while (signAt(text, end) === separator) {
    const from = end + 1;
    if (digitsFrom(text, from) - from !== 3) break;
    end = from + 3;
  }
  return end;
}

/** End of Indian grouping (`6,00,000`) from `at`, or `at`. */
function indianEnd(text: string, at: number): number {
  let end = at;
  while (signAt(text, end) === ',' && digitsFrom(text, end + 1) - end - 1 === 2) end += 3;
  if (end === at || signAt(text, end) !== ',' || digitsFrom(text, end + 1) - end - 1 !== 3) return at;
  return end + 4;
}

const SEPARATORS = [',', '.', ' ', "'"] as const;
/** No pay has more digits. */
const MAX_DIGITS = 12;

/**
 * Reads the number that begins at `start`. A separator followed by exactly three digits groups; one or two digits are decimals.
 * @returns the number, or `null` with `skipTo` when the digits are an identifier, a date or a time.
 */
export function numberAt(text: string, start: number): { number: WrittenNumber | null; skipTo: number } {
  const first = digitsFrom(text, start);
  const length = first - start;
  if (length > MAX_DIGITS) return { number: null, skipTo: first };
  let end = first;
  let used = '';
  if (length <= 3) {
    const indian = length <= 2 ? indianEnd(text, first) : first;
    if (indian > first) {
      end = indian;
      used = ',';
    } else if (!(length === 1 && text.charCodeAt(start) === 48)) {
      for (const separator of SEPARATORS) {
        const to = groupsEnd(text, first, separator);
        if (to > end) {
          end = to;
          used = separator;
          break;
        }
      }
    }
  }
  if (end - start > 20) return { number: null, skipTo: end };
  let digits = text.slice(start, end);
  if (used !== '') digits = digits.replaceAll(used, '');
  let decimals = 0;
  const mark = signAt(text, end);
  if ((mark === '.' || mark === ',') && mark !== used) {
    const to = digitsFrom(text, end + 1);
    const count = to - end - 1;
    const listGoesOn = mark === ',' && (signAt(text, to) === ',' || signAt(text, to) === '.') && isDigit(unitAt(text, to + 1));
    if (count >= 1 && (count <= 2 || (count <= 4 && length === 1 && text.charCodeAt(start) === 48)) && !listGoesOn) {
      digits += `.${text.slice(end + 1, to)}`;
      decimals = count;
      end = to;
    } else if (count > 3) {
      return { number: null, skipTo: to };
    }
  }
  return { number: { start, end, value: Number(digits), decimals, grouped: used !== '' }, skipTo: end };
}
