import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { checkServer } from '#db/client';
import { startEmbedded } from '#db/embedded';
import { migrate } from '#db/migrate';

declare module 'vitest' {
  interface ProvidedContext {
    /** Address of the server's maintenance database, and the name of the migrated template. */
    readonly databaseServer: string;
    readonly databaseTemplate: string;
  }
}

/** One server for the whole run, and one migrated database that every test file clones. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const external = process.env['DATABASE_URL'];
  const folder = mkdtempSync(join(tmpdir(), 'backboard-test-'));
  const server =
    external === undefined || external === ''
      ? await startEmbedded({ dataDir: join(folder, 'data'), log: () => undefined, fsync: false })
      : null;
  const url = server?.url ?? external ?? '';
  if (server === null) await checkServer(url);
  const template = `backboard_template_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const admin = postgres(url, { max: 1, onnotice: () => undefined });
  await admin.unsafe(`create database ${template}`);
  const templateUrl = new URL(url);
  templateUrl.pathname = `/${template}`;
  const sql = postgres(templateUrl.href, { max: 1, onnotice: () => undefined });
  await migrate(sql);
  await sql.end();
  project.provide('databaseServer', url);
  project.provide('databaseTemplate', template);
  return async () => {
    await admin.unsafe(`drop database if exists ${template} with (force)`).catch(() => undefined);
    await admin.end({ timeout: 1 });
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
