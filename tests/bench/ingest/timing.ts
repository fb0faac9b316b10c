/** Wall time of one piece of work, in seconds, with its result. */
export async function timed<T>(work: () => T | Promise<T>): Promise<{ readonly seconds: number; readonly result: T }> {
  const started = performance.now();
  const result = await work();
  return { seconds: (performance.now() - started) / 1000, result };
}

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? (sorted[middle] ?? NaN) : ((sorted[middle - 1] ?? NaN) + (sorted[middle] ?? NaN)) / 2;
};

export const perSecond = (count: number, seconds: number): number => Math.round(count / seconds);
export const rounded = (value: number): number => Math.round(value * 100) / 100;
export const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
