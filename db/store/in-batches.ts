/**
 * Gathers single calls into batches: the first goes at once, and what is asked while a batch is under way goes together in the next one, so
 * that many writers share one statement and one commit. Each caller hears when its own batch has been committed; a failed batch fails all
 * of its callers, and none of the next.
 */
export function inBatches<I, O>(atMost: number, run: (items: readonly I[]) => Promise<readonly O[]>): (item: I) => Promise<O> {
  interface Waiting {
    readonly item: I;
    readonly done: (answer: O) => void;
    readonly failed: (error: unknown) => void;
  }
  const waiting: Waiting[] = [];
  let isRunning = false;

  const drain = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      const batch = waiting.splice(0, atMost);
      try {
        const answers = await run(batch.map(({ item }) => item));
        batch.forEach(({ done }, at) => done(answers[at] as O));
      } catch (error) {
        for (const { failed } of batch) failed(error);
      }
    }
    isRunning = false;
  };

  return (item) =>
    new Promise<O>((done, failed) => {
      waiting.push({ item, done, failed });
      if (!isRunning) void drain();
    });
}
