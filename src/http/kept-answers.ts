/** Statistics change slowly and say of when they are. */
const GOOD_FOR_MS = 10 * 60_000;

/**
 * Answers by question, reckoned once in ten minutes however many ask; a failure is not kept.
 * @param most the oldest question goes when there are more
 */
export function createKeptAnswers<T>(
  deps: { readonly now: () => Date },
  most: number,
): (question: string, make: () => Promise<T>) => Promise<T> {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<T> }>();
  return (question, make) => {
    const at = deps.now().getTime();
    const known = kept.get(question);
    if (known !== undefined && at - known.at < GOOD_FOR_MS) return known.answer;
    const answer = make();
    const own = { at, answer };
    kept.delete(question);
    kept.set(question, own);
    answer.catch(() => {
      if (kept.get(question) === own) kept.delete(question);
    });
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
    return answer;
  };
}
