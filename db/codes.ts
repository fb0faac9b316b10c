/** Lists of words are stored as positions: append only, so that a code means the same for ever. */

/** @returns the position of a word; `null` for `null`. @throws a word that the list lacks */
export function codeOf<T extends string>(list: readonly T[], value: T | null): number | null {
  return value === null ? null : knownCodeOf(list, value);
}

export function knownCodeOf<T extends string>(list: readonly T[], value: T): number {
  const code = list.indexOf(value);
  if (code < 0) throw new Error(`unknown word «${value}»`);
  return code;
}

/** @returns the word at a position; `null` for `null`. @throws a code that the list lacks */
export function wordOf<T extends string>(list: readonly T[], code: number | null): T | null {
  return code === null ? null : knownWordOf(list, code);
}

export function knownWordOf<T extends string>(list: readonly T[], code: number): T {
  const word = list[code];
  if (word === undefined) throw new Error(`unknown code ${code}`);
  return word;
}

/** Bit n stands for the word with code n. */
export const maskOf = <T extends string>(list: readonly T[], values: readonly T[]): number =>
  values.reduce((mask, value) => mask | (1 << knownCodeOf(list, value)), 0);

export const BOARD_ORIGINS = ['catalogue', 'file', 'person', 'link'] as const;
export const ROBOTS_VERDICTS = ['allowed', 'disallowed', 'unreachable', 'not-asked'] as const;
/** `no` is never found by a filter; 1 is what partial indexes are built for. */
export const BACKEND = ['no', 'yes', 'maybe'] as const;
/** Order is that of `posting_change.field`; the closing function writes 4. */
export const CHANGE_FIELDS = ['title', 'pay', 'location', 'description', 'closed', 'reopened', 'seen'] as const;
export const DELIVERY_STATES = ['pending', 'sending', 'sent', 'unknown', 'dead'] as const;
