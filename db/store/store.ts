import type { Store } from '#src/store';
import type { Clients } from '../client.js';
import { createBoardCatalogue } from './board-catalogue.js';
import { createBoardStore } from './board-store.js';
import { createClosePostings } from './close-postings.js';
import { createConfirmRows } from './confirm-rows.js';
import { createHostGate } from './host-gate.js';
import { createIndexTexts } from './index-texts.js';
import { createLinkStore } from './link-store.js';
import { createListingStore } from './listing-store.js';
import { createMaintenance } from './maintenance.js';
import { createPageFactStore } from './page-facts.js';
import { createPayStore } from './pay-store.js';
import { createRenormaliseStore } from './renormalise-store.js';
import { createRunReviews } from './run-reviews.js';
import { createSavePostings } from './save-postings.js';
import { createSavedSearchStore } from './saved-search-store.js';
import { createRates, createSettings } from './settings.js';

/** The product's database as the rest of it sees it. The schema must be this release's (`migrate`). */
export function createStore(clients: Clients): Store {
  const { sql } = clients;
  return {
    hostGate: createHostGate(sql),
    ...createBoardStore(sql),
    ...createBoardCatalogue(sql),
    ...createRunReviews(sql),
    ...createConfirmRows(sql),
    ...createLinkStore(sql),
    ...createIndexTexts(sql),
    ...createRenormaliseStore(sql),
    ...createListingStore(sql),
    ...createPageFactStore(sql),
    ...createPayStore(sql),
    ...createSavedSearchStore(sql),
    ...createSettings(clients),
    ...createRates(clients),
    ...createMaintenance(clients),
    savePostings: createSavePostings(sql),
    closePostings: createClosePostings(sql),
    close: () => clients.close(),
  };
}
