/** What a reader agrees to, word for word. A change of the words is a new version: stored with each saved search. */
export const CONSENT = {
  version: '2026-11-23',
  sentence:
    'Send me new listings of this search. I can stop at any time by the link in every message; my address is used for nothing else and is erased when I say so.',
} as const;
