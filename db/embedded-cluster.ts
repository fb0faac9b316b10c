import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartError } from '#src/domain/start-error';
import { commandFor, type Account } from './embedded-account.js';
import type { EmbeddedPackage } from './embedded-package.js';

/** In the cluster's folder, readable by its owner only. */
export const PASSWORD_FILE = 'backboard.password';

export const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'error';

/** Made beside and moved into place, so that a kill in the middle leaves no half cluster. */
export async function makeCluster(
  dataDir: string,
  cluster: string,
  programs: EmbeddedPackage,
  account: Account,
  sync: boolean,
): Promise<void> {
  const fresh = join(dataDir, `postgres.new-${process.pid}-${randomBytes(4).toString('hex')}`);
  const passwordFile = `${fresh}.password`;
  const password = randomBytes(24).toString('base64url');
  const own = (path: string) => {
    if (account.kind === 'uid') chownSync(path, account.uid, account.gid);
  };
  try {
    mkdirSync(fresh, { mode: 0o700 });
    own(fresh);
    writeFileSync(passwordFile, password, { mode: 0o600 });
    own(passwordFile);
    const args = [
      '-D',
      fresh,
      '-U',
      'postgres',
      '-E',
      'UTF8',
      '--locale-provider=builtin',
      '--locale=C.UTF-8',
      '--auth=scram-sha-256',
      `--pwfile=${passwordFile}`,
    ];
    if (!sync) args.push('--no-sync');
    const [command, commandArgs] = commandFor(account, programs.initdb, args, false);
    const { code, output } = await run(command, commandArgs, dataDir);
    if (code !== 0) throw new StartError(reasonOf(output, dataDir));
    renameSync(passwordFile, join(fresh, PASSWORD_FILE));
    try {
      renameSync(fresh, cluster);
    } catch (error) {
      // Another process was first; its cluster is as good.
      if (!existsSync(join(cluster, 'PG_VERSION'))) throw error;
    }
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(reasonOf((error as Error).message, dataDir));
  } finally {
    rmSync(fresh, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
  }
}

/** The one line that a person can act on, from what a program printed. */
export function reasonOf(output: string, folder: string): string {
  if (/No space left|ENOSPC/.test(output)) return `No space left on the disk of ${folder}: make room, or name another folder in DATA_DIR.`;
  if (/Read-only file system|EROFS/.test(output)) return `${folder} is on a read-only disk: name another folder in DATA_DIR.`;
  const line = output
    .split('\n')
    .map((text) => text.trim())
    .findLast((text) => /error|fatal|panic|cannot|could not|denied/i.test(text));
  return `The built-in PostgreSQL did not start in ${folder}: ${(line ?? (output.trim().split('\n').at(-1) || 'no reason given')).slice(0, 300)} (DATABASE_URL names another server).`;
}

export const environmentOf = (): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  LC_ALL: 'C',
  TZ: 'UTC',
  ...(process.env['SystemRoot'] === undefined ? {} : { SystemRoot: process.env['SystemRoot'] }),
});

export function run(command: string, args: readonly string[], cwd: string): Promise<{ code: number | null; output: string }> {
  return new Promise((done, fail) => {
    const child = spawn(command, args, { cwd, env: environmentOf(), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = `${output}${chunk.toString('utf8')}`.slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', fail);
    child.on('close', (code) => done({ code, output }));
  });
}
