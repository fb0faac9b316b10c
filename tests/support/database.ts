import { randomBytes } from 'node:crypto';
import postgres from 'postgres';
import { inject } from 'vitest';
import { openClients, type ClientOptions, type Clients } from '#db/client';

export interface TestDatabase extends Clients {
  readonly url: string;
  /** Another process's view of the same database. */
  another(options?: ClientOptions): Clients;
  /** Closes every client and drops the database. */
  drop(): Promise<void>;
}

/** A migrated, empty database of its own; the caller drops it after its tests. */
export async function freshDatabase(options: ClientOptions = {}): Promise<TestDatabase> {
  const server = inject('databaseServer');
  const template = inject('databaseTemplate');
  const name = `backboard_test_${process.pid}_${randomBytes(6).toString('hex')}`;
  const admin = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    await cloneTemplate(admin, name, template);
  } finally {
    await admin.end({ timeout: 1 });
  }
  const address = new URL(server);
  address.pathname = `/${name}`;
  const url = address.href;
  const opened: Clients[] = [];
  const open = (wanted: ClientOptions = {}) => {
    const clients = openClients(url, wanted);
    opened.push(clients);
    return clients;
  };
  const main = open({ max: 4, ...options });
  return {
    ...main,
    url,
    another: open,
    drop: async () => {
      await Promise.all(opened.map((clients) => clients.close()));
      const last = postgres(server, { max: 1, onnotice: () => undefined });
      try {
        await dropDatabase(last, name);
      } finally {
        await last.end({ timeout: 1 });
      }
    },
  };
}

/** Forcing is not ours where the server itself is cleaning the database up: that ends by itself. */
async function dropDatabase(admin: postgres.Sql, name: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || attempt >= 50) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

/** Two clones at one moment trouble each other: the template then counts as «being accessed». */
async function cloneTemplate(admin: postgres.Sql, name: string, template: string): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await admin.unsafe(`create database ${name} template ${template}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt >= 50) throw error;
      await new Promise((done) => setTimeout(done, 20 + 10 * attempt));
    }
  }
}
