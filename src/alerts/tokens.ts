import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** What a token is good for; one that was made for another purpose is worth nothing. */
export type TokenPurpose = 'confirm' | 'manage' | 'unsubscribe' | 'bounce' | 'webhook-secret' | 'client';

/** 256 bits from the system's generator, in 43 characters. */
export const newToken = (): string => randomBytes(32).toString('base64url');

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** What is stored of a token: SHA-256 over its purpose and itself. `null`: this cannot be one of ours. */
export function tokenHash(purpose: TokenPurpose, token: string): Uint8Array | null {
  if (!TOKEN.test(token)) return null;
  return createHash('sha256').update(`backboard:${purpose}\0${token}`).digest();
}

/**
 * Keys that sign what mails carry. `secret` may hold several, separated by commas, newest first: the first signs, all verify, so that
 * links in old mails survive a new key.
 */
export interface SigningKeys {
  /** Version of a key: the first hex digits of its hash, so that it stays the same wherever the key stands in the list. */
  readonly keys: ReadonlyMap<string, string>;
  readonly current: string;
}

/** @throws Error when no key is given. */
export function signingKeysOf(secret: string): SigningKeys {
  const keys = new Map<string, string>();
  for (const key of secret.split(',').map((part) => part.trim())) {
    if (key !== '') keys.set(createHash('sha256').update(`backboard:key-version\0${key}`).digest('hex').slice(0, 8), key);
  }
  const current = [...keys.keys()][0];
  if (current === undefined) throw new Error('signing needs a secret key');
  return { keys, current };
}

const macOf = (key: string, purpose: TokenPurpose, text: string): Buffer =>
  createHmac('sha256', key).update(`backboard:${purpose}\0${text}`).digest();

/** `version.id.mac`: names a saved search and proves that we said so; valid as long as its key is kept. */
export function signedToken(signing: SigningKeys, purpose: TokenPurpose, id: string): string {
  const mac = macOf(signing.keys.get(signing.current) ?? '', purpose, `${signing.current}\0${id}`);
  return `${signing.current}.${Buffer.from(id).toString('base64url')}.${mac.toString('base64url')}`;
}

/** @returns the id that the token names; `null` for any other text. */
export function idOfSignedToken(signing: SigningKeys, purpose: TokenPurpose, token: string): string | null {
  const match = /^([0-9a-f]{8})\.([A-Za-z0-9_-]{1,100})\.([A-Za-z0-9_-]{43})$/.exec(token.slice(0, 200));
  const [, version, encoded, mac] = match ?? [];
  if (version === undefined || encoded === undefined || mac === undefined) return null;
  const key = signing.keys.get(version);
  if (key === undefined) return null;
  const id = Buffer.from(encoded, 'base64url').toString();
  // Compared as text: the last character of base64 has spare bits, and a token should have one spelling.
  const expected = Buffer.from(macOf(key, purpose, `${version}\0${id}`).toString('base64url'));
  return timingSafeEqual(expected, Buffer.from(mac)) ? id : null;
}

/**
 * The token that manages all saved searches of one target. Made from the target under the oldest kept key, so that every mail can carry
 * it and nothing but its hash is stored.
 */
export function manageToken(signing: SigningKeys, target: string): string {
  const oldest = [...signing.keys.values()].at(-1) ?? '';
  return macOf(oldest, 'manage', targetKey(target)).toString('base64url');
}

/** Targets that reach the same inbox for us: the domain's case does not matter, and hardly anyone tells local parts apart by theirs. */
export const targetKey = (target: string): string => (/^https?:/i.test(target) ? target : target.toLowerCase());

/** A keyed hash of a coarse network: enough to count by, useless to find a person with. */
export const clientHash = (signing: SigningKeys, network: string): string =>
  macOf(signing.keys.get(signing.current) ?? '', 'client', network)
    .toString('base64url')
    .slice(0, 22);

/** 32 bytes that sign one endpoint's messages; `version` counts its rotations. */
export const webhookKey = (signing: SigningKeys, searchId: string, version: number): Buffer =>
  macOf([...signing.keys.values()].at(-1) ?? '', 'webhook-secret', `${searchId}\0${version}`);

export const webhookSecretText = (key: Uint8Array): string => `whsec_${Buffer.from(key).toString('base64')}`;
