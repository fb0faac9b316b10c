/** What an address is, told by the sources; nothing is asked of the network. */
export type AddressReading =
  | { readonly kind: 'board'; readonly source: string; readonly name: string; readonly slug: string; readonly minIntervalMinutes: number }
  /** A place that is not read, or a source that is off here, with the reason in words. */
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unknown' };

/** Adding boards by page; handed in by the wiring. */
export interface BoardAdding {
  /** `null`: ADMIN_TOKEN is not set, and the page shows the command instead of the form. */
  readonly adminToken: string | null;
  readonly recognise: (address: string) => AddressReading;
}
