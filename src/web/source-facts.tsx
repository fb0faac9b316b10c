/** What pages say of a source. */
export interface SourceFacts {
  readonly id: string;
  readonly name: string;
  readonly homepage: string;
  readonly terms: string;
  /** Words that must stand beside its postings; `null`: none asked. */
  readonly attribution: string | null;
  /** Whether search engines may be shown its postings on our pages. */
  readonly republish: boolean;
  readonly default: 'on' | 'opt-in' | 'keyed';
}

/** Sources whose terms ask for links that search engines follow. */
export const FOLLOWED_LINKS: ReadonlySet<string> = new Set(['remoteok', 'remote-ok']);
