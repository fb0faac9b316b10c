import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { delimiter, dirname, join, resolve } from 'node:path';
import { StartError } from '#src/domain/start-error';

/** As whom the server runs: PostgreSQL refuses to run as root. */
export type Account =
  | { readonly kind: 'self' }
  | { readonly kind: 'uid'; readonly uid: number; readonly gid: number }
  /** In a user namespace of its own: files stay root's, the program sees another user. */
  | { readonly kind: 'namespace' };

const NOBODY = 65_534;

/** @returns the full path of a program on PATH, or `null`. */
export function programOnPath(name: string): string | null {
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return null;
}

/** Whether every folder on the way down to `path` lets other users pass. */
function opensToOthers(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    if (existsSync(folder) && (statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

/**
 * Chooses by the owner of an existing cluster, else by what the folders allow.
 * @param cluster the data folder of the server, which may not exist yet
 * @throws StartError root, folders closed to others, and no user namespaces
 */
export function accountFor(cluster: string, programs: string): Account {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const existing = statSync(cluster, { throwIfNoEntry: false });
  const canReach = opensToOthers(dirname(cluster)) && opensToOthers(programs);
  if (existing !== undefined && existing.uid !== 0 && canReach) return { kind: 'uid', uid: existing.uid, gid: existing.gid };
  if (existing === undefined && canReach) return { kind: 'uid', uid: NOBODY, gid: NOBODY };
  if (existing !== undefined && existing.uid !== 0) {
    throw new StartError(
      `${cluster} belongs to user ${existing.uid}, who cannot reach it or the programs in ${programs}: open the folders above them (chmod o+x), or set DATABASE_URL.`,
    );
  }
  if (programOnPath('unshare') !== null) return { kind: 'namespace' };
  throw new StartError(
    `PostgreSQL does not run as root, and ${canReach ? cluster : programs} is closed to other users: run as another user, or set DATABASE_URL.`,
  );
}

/** The command line that runs `program` as the account and, on Linux, ends it when this process dies. */
export function commandFor(account: Account, program: string, args: readonly string[], dieWithUs: boolean): [string, string[]] {
  const setpriv = process.platform === 'linux' ? programOnPath('setpriv') : null;
  const death = dieWithUs ? ['--pdeathsig', 'INT'] : [];
  if (account.kind === 'namespace') {
    const inner = setpriv !== null && dieWithUs ? [setpriv, ...death, '--', program, ...args] : [program, ...args];
    return ['unshare', ['-U', '--', ...inner]];
  }
  if (setpriv === null) return [program, [...args]];
  if (account.kind === 'self') return dieWithUs ? [setpriv, [...death, '--', program, ...args]] : [program, [...args]];
  return [setpriv, [...death, '--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups', '--', program, ...args]];
}
