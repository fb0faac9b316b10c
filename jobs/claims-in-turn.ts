/**
 * Hands out what `claim` gives one by one, to any number of workers; asks again when all is handed out, never twice at a time.
 * @returns a function that answers the next, or `null` once a claim came back empty. It throws what `claim` throws.
 */
export function claimsInTurn<T>(claim: () => Promise<readonly T[]>): () => Promise<T | null> {
  let waiting: T[] = [];
  let isOver = false;
  let claiming: Promise<void> | null = null;

  const claimMore = async (): Promise<void> => {
    try {
      waiting = [...(await claim())];
      isOver = waiting.length === 0;
    } finally {
      claiming = null;
    }
  };

  return async () => {
    for (;;) {
      const next = waiting.shift();
      if (next !== undefined) return next;
      if (isOver) return null;
      claiming ??= claimMore();
      await claiming;
    }
  };
}
