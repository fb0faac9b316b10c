/** How long what is kept is kept, in days: the job that deletes and the privacy page read the same table. `null`: as long as the installation. */
export const RETENTION = {
  rawPages: { days: 14, what: 'Pages of sources as fetched, compressed', words: '14 days; the last good reading of each board always' },
  requestLog: { days: 30, what: 'Requests made to sources', words: '30 days, then sums by day' },
  runs: { days: 90, what: 'Runs: when a board was read, what it gave, what was rejected', words: '90 days' },
  closedDescriptions: { days: 90, what: 'Descriptions of closed listings', words: '90 days after closing, then facts only' },
  messages: { days: 30, what: 'Messages sent for saved searches', words: '30 days' },
  unconfirmed: { days: 2, what: 'Saved searches that were never confirmed', words: '48 hours' },
  savedSearches: {
    days: null,
    what: 'Confirmed saved searches: filter, address, consent with its time and a keyed hash of the coarse network',
    words: 'until you delete them, at once and completely, from the link in every mail',
  },
  contacts: { days: 0, what: 'E-mail addresses and telephone numbers in descriptions', words: 'never: cut when read' },
} as const;
