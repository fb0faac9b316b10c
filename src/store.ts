import type { HostGate } from './domain/host-gate.js';
import type { BoardStore } from './store/boards.js';
import type { CatalogueStore } from './store/catalogue.js';
import type { ListingStore } from './store/listings.js';
import type { PageFactStore } from './store/page-facts.js';
import type { PayStore } from './store/pay.js';
import type { PostingStore } from './store/postings.js';
import type { RunReviewStore } from './store/run-reviews.js';
import type { SavedSearchStore } from './store/saved-searches.js';

export type * from './domain/host-gate.js';
export type * from './store/boards.js';
export * from './store/catalogue.js';
export * from './store/listings.js';
export type * from './store/page-facts.js';
export type * from './store/pay.js';
export type * from './store/postings.js';
export type * from './store/run-reviews.js';
export type * from './store/saved-searches.js';

/** Values the product keeps about itself: the secret key, which migrations of data ran, whether sending is paused. */
export interface SettingStore {
  getSetting(key: string): Promise<string | null>;
  setSetting(key: string, value: string): Promise<void>;
  /** Keeps the first value that any process offers, and answers it. */
  settingOr(key: string, make: () => string): Promise<string>;
}

export interface RateStore {
  /** Adds rates per euro by date and currency; existing dates stay as they are. */
  addRates(rows: readonly { readonly date: string; readonly currency: string; readonly perEuro: number }[]): Promise<void>;
  /** Units of the currency per euro at its newest date up to `on`; `null`: no rate is known. 1 for EUR. */
  perEuroOf(currency: string, on: Date): Promise<number | null>;
}

export interface MaintenanceStore {
  /** Deletes what is older than the retention rules say. @returns rows by table. */
  prune(now: Date): Promise<Readonly<Record<string, number>>>;
  /** Records that a clock slot of a job ran. @returns false when another process has it. */
  takeSlot(job: string, slot: Date): Promise<boolean>;
  /** Cheap proof that the database answers. */
  ping(): Promise<void>;
}

/** What the product asks of its database. */
export interface Store
  extends
    BoardStore,
    RunReviewStore,
    CatalogueStore,
    PostingStore,
    ListingStore,
    PageFactStore,
    PayStore,
    SavedSearchStore,
    SettingStore,
    RateStore,
    MaintenanceStore {
  readonly hostGate: HostGate;
  close(): Promise<void>;
}
