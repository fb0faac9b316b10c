import { mkdirSync } from 'node:fs';
import { checkServer, openClients, type Clients } from '#db/client';
import { freeDeadLeases } from '#db/free-dead-leases';
import { migrate } from '#db/migrate';
import { startEmbedded } from '#db/embedded';
import { StartError } from '../domain/start-error.js';
import type { Env } from '../env.js';

export interface Database {
  readonly url: string;
  readonly clients: Clients;
  /** Whether it is the built-in server. */
  readonly embedded: boolean;
  /** Names of the migrations that ran just now. */
  readonly migrated: readonly string[];
  close(): Promise<void>;
}

/**
 * Opens the database of this installation: `DATABASE_URL`, else the built-in server on `DATA_DIR`; migrated.
 * @throws StartError one line
 */
export async function openDatabase(env: Pick<Env, 'DATABASE_URL' | 'DATA_DIR'>, say: (line: string) => void): Promise<Database> {
  try {
    mkdirSync(env.DATA_DIR, { recursive: true });
  } catch (error) {
    throw new StartError(`DATA_DIR: cannot make the folder ${env.DATA_DIR} (${(error as NodeJS.ErrnoException).code ?? 'error'})`);
  }
  if (env.DATABASE_URL !== undefined) await checkServer(env.DATABASE_URL);
  const server = env.DATABASE_URL === undefined ? await startEmbedded({ dataDir: env.DATA_DIR, log: say }) : null;
  const url = env.DATABASE_URL ?? server?.url ?? '';
  const clients = openClients(url);
  try {
    const migrated = await migrate(clients.sql);
    if (server !== null && !server.reused) await freeDeadLeases(clients.sql);
    return {
      url,
      clients,
      embedded: server !== null,
      migrated,
      close: async () => {
        await clients.close();
        await server?.stop();
      },
    };
  } catch (error) {
    await clients.close();
    await server?.stop();
    throw error;
  }
}
