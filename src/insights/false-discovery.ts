/**
 * Benjamini & Hochberg (1995): which of many tests may be called a finding when at most a share `q` of findings may be false.
 * @returns beside each p-value, whether it is one.
 */
export function falseDiscoveryCheck(pValues: readonly number[], q: number): boolean[] {
  const ascending = pValues.toSorted((a, b) => a - b);
  let threshold = -1;
  ascending.forEach((p, i) => {
    if (p <= (q * (i + 1)) / pValues.length) threshold = p;
  });
  return pValues.map((p) => p <= threshold);
}
