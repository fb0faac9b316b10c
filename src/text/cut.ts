/** Longest text, in UTF-16 units, that each kind of field keeps; what is longer is cut before any rule sees it. */
export const CAPS = { title: 300, salary: 500, location: 500, word: 200, description: 100_000 } as const;

const UNSTORABLE =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A unit that may have to go; most texts have none, and then nothing is copied. */
const SUSPECT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ud800-\udfff\ufffe\uffff]/;

/**
 * A text that is safe to store and to match: at most `cap` UTF-16 units, without NUL, other control characters
 * (tabs and line ends stay) and lone surrogates. Cutting never splits a pair.
 */
export function cutText(text: string, cap: number): string {
  let end = Math.min(text.length, Math.max(0, cap));
  if (end < text.length && end > 0) {
    const last = text.charCodeAt(end - 1);
    if (last >= 0xd800 && last <= 0xdbff) end--;
  }
  const head = end < text.length ? text.slice(0, end) : text;
  return SUSPECT.test(head) ? head.replace(UNSTORABLE, '') : head;
}
