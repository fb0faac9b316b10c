const LONGEST = 40;
const WIDTH = LONGEST + 1;
const rows = [new Uint8Array(WIDTH), new Uint8Array(WIDTH), new Uint8Array(WIDTH)] as const;

/** Slips between two words: a letter too many, missing, another, or two neighbours swapped. Words over 40 characters are cut. */
export function slipsBetween(left: string, right: string): number {
  const a = left.slice(0, LONGEST);
  const b = right.slice(0, LONGEST);
  let [older, before, now]: readonly Uint8Array[] = rows;
  for (let j = 0; j <= b.length; j += 1) before![j] = j;
  for (let i = 1; i <= a.length; i += 1) {
    now![0] = i;
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = before![j - 1]! + Number(a[i - 1] !== b[j - 1]);
      let least = Math.min(replaced, before![j]! + 1, now![j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, older![j - 2]! + 1);
      now![j] = least;
    }
    [older, before, now] = [before, now, older];
  }
  return before![b.length]!;
}
