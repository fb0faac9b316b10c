import type { Cadence, Channel, SavedSearch, SavedSearchState } from '../domain/saved-search.js';
import type { ListingFilter } from '../domain/listing-filter.js';
import { clientNetwork } from './client-network.js';
import { CONSENT } from './consent.js';
import { confirmationMail, isPlainAddress, type Mail, type MailSettings, bounceTokenOf } from './mail.js';
import { clientHash, idOfSignedToken, manageToken, newToken, targetKey, tokenHash, webhookKey, webhookSecretText } from './tokens.js';
import { isSoftBounceFinal } from './retry.js';
import { keptSecretVersions, nextSecretVersion, type SecretVersionStore } from './webhook-secrets.js';

/** How long an unconfirmed request is kept. */
export const CONFIRM_WITHIN_MS = 48 * 3_600_000;

/** What saving searches asks of the database; the product's store is one. */
export interface SubscriptionStore extends SecretVersionStore {
  createSavedSearch(
    search: {
      readonly filter: ListingFilter;
      readonly channel: Channel;
      readonly target: string;
      readonly cadence: Cadence;
      readonly hour: number;
      readonly weekday: number;
      readonly timeZone: string;
      readonly wantsPayRises: boolean;
      readonly consentVersion: string;
      readonly clientHash: string;
      readonly confirmHash: Uint8Array;
      readonly manageHash: Uint8Array;
      readonly expiresAt: Date;
    },
    now: Date,
  ): Promise<SavedSearch | null>;
  savedSearchByConfirmHash(hash: Uint8Array, now: Date): Promise<SavedSearch | null>;
  confirmSavedSearch(hash: Uint8Array, now: Date): Promise<SavedSearch | null>;
  savedSearchById(id: string): Promise<SavedSearch | null>;
  savedSearchesByManageHash(hash: Uint8Array): Promise<readonly SavedSearch[]>;
  updateSavedSearch(
    id: string,
    change: { readonly state?: SavedSearchState; readonly stoppedReason?: string | null } & SubscriptionSettings,
    now: Date,
  ): Promise<void>;
  deleteSavedSearch(id: string): Promise<void>;
  sentMessages(
    id: string,
    limit: number,
  ): Promise<
    readonly {
      readonly id: string;
      readonly at: string;
      readonly state: 'pending' | 'sending' | 'sent' | 'unknown' | 'dead';
      readonly listings: number;
      readonly error: string | null;
      readonly told: readonly { readonly id: number; readonly slug: string; readonly title: string; readonly company: string }[];
    }[]
  >;
  replayDelivery(savedSearchId: string, deliveryId: string, now: Date): Promise<boolean>;
  renewConfirmation(savedSearchId: string, confirmHash: Uint8Array): Promise<boolean>;
  noteSoftBounce(savedSearchId: string, now: Date): Promise<{ readonly count: number; readonly since: Date } | null>;
}

interface SubscriptionSettings {
  readonly cadence?: Cadence;
  readonly hour?: number;
  readonly weekday?: number;
  readonly timeZone?: string;
  readonly filter?: ListingFilter;
}

export interface SubscriptionInput {
  readonly filter: ListingFilter;
  readonly channel: Exclude<Channel, 'feed'>;
  readonly target: string;
  readonly cadence: Cadence;
  readonly hour: number;
  readonly weekday: number;
  readonly timeZone: string;
  readonly wantsPayRises: boolean;
  readonly clientAddress: string;
}

export interface SubscriptionEdit extends SubscriptionSettings {
  readonly state?: 'active' | 'paused';
}

/** What a bounce or complaint report says. */
export type BounceKind = 'hard' | 'soft' | 'complaint';

export interface SubscriptionsDeps {
  readonly store: SubscriptionStore;
  readonly now: () => Date;
  readonly mail: MailSettings;
  /** Takes a mail over, tries it and logs what became of it; answers at once. */
  readonly postMail: (mail: Mail, searchId: string) => void;
  /** Sends a signed ping. @returns `null` when the endpoint answered 2xx, else why not, in words a person understands. */
  readonly ping: (target: string, searchId: string, key: Uint8Array) => Promise<string | null>;
}

const MESSAGES_SHOWN = 20;
/** An address whose owner complained is never mailed again, whoever asks. */
const COMPLAINT = 'complaint';

export function createSubscriptions({ store, now, mail, postMail, ping }: SubscriptionsDeps) {
  const { signing } = mail;

  const newSearch = (input: SubscriptionInput, confirmToken: string, manage: string) => {
    const confirmHash = tokenHash('confirm', confirmToken);
    const manageHash = tokenHash('manage', manage);
    if (confirmHash === null || manageHash === null) throw new Error('a token of ours has a wrong form');
    const { clientAddress, ...wanted } = input;
    const client = clientHash(signing, clientNetwork(clientAddress));
    const expiresAt = new Date(now().getTime() + CONFIRM_WITHIN_MS);
    return store.createSavedSearch(
      {
        ...wanted,
        target: targetKey(input.target),
        consentVersion: CONSENT.version,
        clientHash: client,
        confirmHash,
        manageHash,
        expiresAt,
      },
      now(),
    );
  };

  /** The same answer whatever is known of the address; the mail leaves after the answer. */
  async function requestMail(input: SubscriptionInput) {
    const accepted = { kind: 'accepted' } as const;
    if (!isPlainAddress(input.target)) return accepted;
    const manage = manageToken(signing, input.target);
    const manageHash = tokenHash('manage', manage);
    const others = manageHash === null ? [] : await store.savedSearchesByManageHash(manageHash);
    const confirmToken = newToken();
    const suppressed = others.some((search) => search.stoppedReason === COMPLAINT);
    const search = suppressed ? null : await newSearch(input, confirmToken, manage);
    if (search !== null) {
      const existing = others.filter((other) => other.confirmedAt !== null).length;
      postMail(confirmationMail(mail, search, confirmToken, existing), search.id);
    }
    return accepted;
  }

  /** An endpoint is active only once it has answered a signed ping. */
  async function requestWebhook(input: SubscriptionInput) {
    const confirmToken = newToken();
    const manage = newToken();
    const search = await newSearch(input, confirmToken, manage);
    if (search === null)
      return { kind: 'refused', reason: 'too many requests for this address or from this network; try again later' } as const;
    const key = webhookKey(signing, search.id, 1);
    const silent = await ping(search.target, search.id, key);
    if (silent !== null) {
      await store.deleteSavedSearch(search.id);
      return { kind: 'refused', reason: silent } as const;
    }
    const confirmHash = tokenHash('confirm', confirmToken);
    const confirmed = confirmHash === null ? null : await store.confirmSavedSearch(confirmHash, now());
    if (confirmed === null) return { kind: 'refused', reason: 'the request went away while the endpoint was asked; try again' } as const;
    return { kind: 'webhook', secret: webhookSecretText(key), manageToken: manage } as const;
  }

  async function managed(token: string): Promise<readonly SavedSearch[]> {
    const hash = tokenHash('manage', token);
    return hash === null ? [] : store.savedSearchesByManageHash(hash);
  }
  const ofToken = async (token: string, id: string) => (await managed(token)).find((search) => search.id === id) ?? null;

  const byConfirmToken = async (token: string): Promise<SavedSearch | null> => {
    const hash = tokenHash('confirm', token);
    return hash === null ? null : store.savedSearchByConfirmHash(hash, now());
  };
  const bySigned = async (purpose: 'unsubscribe' | 'bounce', token: string): Promise<SavedSearch | null> => {
    const id = idOfSignedToken(signing, purpose, token);
    return id === null ? null : store.savedSearchById(id);
  };
  const moveTo = async (search: SavedSearch, state: SavedSearchState, stoppedReason: string | null = null) => {
    await store.updateSavedSearch(search.id, { state, stoppedReason }, now());
    return store.savedSearchById(search.id);
  };

  return {
    request: (input: SubscriptionInput) => (input.channel === 'email' ? requestMail(input) : requestWebhook(input)),

    /** A pending search's confirmation with a new token, in place of one that never left; `null`: it no longer waits for one. */
    async confirmationAnew(search: SavedSearch): Promise<Mail | null> {
      const confirmToken = newToken();
      const [confirmHash, manageHash] = [tokenHash('confirm', confirmToken), tokenHash('manage', manageToken(signing, search.target))];
      if (confirmHash === null || manageHash === null || !(await store.renewConfirmation(search.id, confirmHash))) return null;
      const others = await store.savedSearchesByManageHash(manageHash);
      return confirmationMail(mail, search, confirmToken, others.filter((other) => other.confirmedAt !== null).length);
    },

    byConfirmToken,
    async confirm(token: string): Promise<SavedSearch | null> {
      const hash = tokenHash('confirm', token);
      return hash === null ? null : store.confirmSavedSearch(hash, now());
    },

    async byManageToken(token: string) {
      const searches = await managed(token);
      if (searches.length === 0) return null;
      return Promise.all(searches.map(async (search) => ({ search, messages: await store.sentMessages(search.id, MESSAGES_SHOWN) })));
    },
    async update(token: string, id: string, edit: SubscriptionEdit): Promise<SavedSearch | null> {
      const search = await ofToken(token, id);
      if (search === null) return null;
      const { state, ...settings } = edit;
      // What was never confirmed stays so; a stopped or unsubscribed search may be taken up again by its owner, who holds this token.
      const moves = state !== undefined && search.confirmedAt !== null && search.stoppedReason !== COMPLAINT;
      await store.updateSavedSearch(id, { ...settings, ...(moves ? { state, stoppedReason: null } : {}) }, now());
      return store.savedSearchById(id);
    },
    async remove(token: string, id: string | null): Promise<boolean> {
      const searches = (await managed(token)).filter((search) => id === null || search.id === id);
      for (const search of searches) await store.deleteSavedSearch(search.id);
      return searches.length > 0;
    },

    byUnsubscribeToken: (token: string) => bySigned('unsubscribe', token),
    async unsubscribe(token: string): Promise<SavedSearch | null> {
      const search = await bySigned('unsubscribe', token);
      if (search === null || search.state === 'unsubscribed' || search.state === 'pending') return search;
      return moveTo(search, 'unsubscribed', search.stoppedReason);
    },
    async resubscribe(token: string): Promise<SavedSearch | null> {
      const search = await bySigned('unsubscribe', token);
      if (search === null || search.state !== 'unsubscribed') return search;
      // An undo gives back what was there: a search that had bounced stays stopped.
      return moveTo(search, search.stoppedReason === null ? 'active' : 'stopped', search.stoppedReason);
    },

    /**
     * A report from the mail server: the Message-ID of the mail that came back. Hard and complaint stop the search at once, soft after
     * five over five days.
     * @returns false when the id is none of ours.
     */
    async bounced(messageId: string, kind: BounceKind): Promise<boolean> {
      const token = bounceTokenOf(messageId);
      const search = token === null ? null : await bySigned('bounce', token);
      if (search === null) return false;
      if (kind === 'hard' && search.state !== 'stopped') await moveTo(search, 'stopped', 'the address does not exist (bounced)');
      if (kind === 'complaint') await moveTo(search, 'stopped', COMPLAINT);
      if (kind === 'soft') {
        const noted = await store.noteSoftBounce(search.id, now());
        const isFinal = noted !== null && isSoftBounceFinal(noted.count, noted.since, now());
        if (isFinal && search.state !== 'stopped') await moveTo(search, 'stopped', 'the mailbox refused for five days');
      }
      return true;
    },

    /** A new signing secret for an endpoint, shown once; for a day messages carry both signatures. `null`: not the token's webhook. */
    async rotateSecret(token: string, id: string): Promise<string | null> {
      const search = await ofToken(token, id);
      if (search?.channel !== 'webhook') return null;
      const version = await nextSecretVersion(store, id, now());
      return webhookSecretText(webhookKey(signing, id, version));
    },
    /** The keys that sign an endpoint's messages now, newest first. */
    async webhookKeys(id: string): Promise<readonly Uint8Array[]> {
      return (await keptSecretVersions(store, id, now())).map((version) => webhookKey(signing, id, version));
    },
    /** Sends a dead message once more. `false`: not the token's, or not dead. */
    async replay(token: string, id: string, deliveryId: string): Promise<boolean> {
      const search = await ofToken(token, id);
      return search !== null && store.replayDelivery(id, deliveryId, now());
    },
  };
}
