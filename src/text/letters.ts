const LETTER_OR_MARK = /[\p{L}\p{M}]/u;

/** 1 where a UTF-16 unit is a letter or a mark; made once: a look-up is cheaper than a pattern for one sign. */
const LETTERS = new Uint8Array(0x10000);
for (let code = 0; code < 0x10000; code++) if (LETTER_OR_MARK.test(String.fromCharCode(code))) LETTERS[code] = 1;

/** Whether a UTF-16 unit is a letter or a mark; halves of pairs are none. */
export const isLetterUnit = (code: number): boolean => LETTERS[code] === 1;

/** The UTF-16 unit at a place of a text; 0 beyond its ends, of which the engine's own methods make a slow case. */
export const unitAt = (text: string, at: number): number => (at >= 0 && at < text.length ? text.charCodeAt(at) : 0);

/** The sign (UTF-16 unit) at a place of a text; '' beyond its ends. */
export const signAt = (text: string, at: number): string => (at >= 0 && at < text.length ? text.charAt(at) : '');
