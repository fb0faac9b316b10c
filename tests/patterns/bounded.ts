/**
 * Patterns that no proof covers, each with why its input keeps it cheap: the source as the checker names it, and the longest text that
 * reaches it, in UTF-16 units. An entry that no pattern has any more fails the check.
 */
export const BOUNDED: readonly (readonly [source: string, longest: number, why: string])[] = [
  [String.raw`[\w.+-]{1,64}\s{0,2}$`, 70, 'read on the 70 units before an «at»; every try ends after 66'],
  [String.raw`\bremote\b[^|()[\]]{0,30}[([]([^()[\]]{2,120})[)\]]`, 20_000, 'every «remote» is followed for at most 160 units'],
];
