import { createStore } from '#db/store/store';
import { environment } from './start.js';
import { openDatabase, type Database } from './open-database.js';
import type { Env } from '../env.js';
import type { Store } from '../store.js';

/** Opens this installation's database for one command, and closes it. */
export async function withStore<T>(
  work: (store: Store, context: { readonly env: Env; readonly database: Database }) => Promise<T>,
): Promise<T> {
  const env = environment();
  const database = await openDatabase(env, (line) => process.stderr.write(`${line}\n`));
  const store = createStore(database.clients);
  try {
    return await work(store, { env, database });
  } finally {
    await store.close();
    await database.close();
  }
}
