/** Where the rotations of endpoints' secrets are counted; the secrets themselves are made from the product's key. */
export interface SecretVersionStore {
  getSetting(key: string): Promise<string | null>;
  setSetting(key: string, value: string): Promise<void>;
}

/** How long the secret before the last rotation still signs beside the new one. */
export const SECRET_OVERLAP_MS = 24 * 3_600_000;

const settingOf = (searchId: string): string => `webhook-secret:${searchId}`;

async function read(store: SecretVersionStore, searchId: string): Promise<{ readonly version: number; readonly rotatedAt: number }> {
  const match = /^(\d{1,9})@(\d{1,15})$/.exec((await store.getSetting(settingOf(searchId))) ?? '');
  return match === null ? { version: 1, rotatedAt: 0 } : { version: Number(match[1]), rotatedAt: Number(match[2]) };
}

/** Versions whose keys sign now, newest first. */
export async function keptSecretVersions(store: SecretVersionStore, searchId: string, now: Date): Promise<readonly number[]> {
  const { version, rotatedAt } = await read(store, searchId);
  return version > 1 && now.getTime() - rotatedAt < SECRET_OVERLAP_MS ? [version, version - 1] : [version];
}

export async function nextSecretVersion(store: SecretVersionStore, searchId: string, now: Date): Promise<number> {
  const { version } = await read(store, searchId);
  await store.setSetting(settingOf(searchId), `${version + 1}@${now.getTime()}`);
  return version + 1;
}
