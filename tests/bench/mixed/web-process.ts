import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

export interface WebProcess {
  readonly base: string;
  /** Seconds from its start until the listing index answered. */
  readonly indexReadySeconds: number;
  /** What the readiness page says of the listing index. */
  index(): Promise<string>;
  /** Bytes of memory that the process holds; `null`: the system does not tell. */
  memory(): number | null;
  stop(): Promise<void>;
}

/** Starts the built product's web process as it is deployed, and waits for its listing index. */
export async function startWeb(databaseUrl: string, dataDir: string): Promise<WebProcess> {
  const port = await freePort();
  const site = spawn(process.execPath, [fileURLToPath(new URL('../../../dist/src/cli.js', import.meta.url)), 'web'], {
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      TRUSTED_PROXIES: '127.0.0.1',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', process.stderr, 'inherit'],
  });
  const base = `http://127.0.0.1:${port}`;
  const exited = new Promise<void>((done) => site.once('exit', () => done()));
  const index = async (): Promise<string> => {
    const answer = await fetch(`${base}/readyz`);
    const { checks } = (await answer.json()) as { checks: Record<string, string> };
    return Object.entries(checks).find(([name]) => /index/i.test(name))?.[1] ?? '';
  };
  const stop = async () => {
    site.kill('SIGTERM');
    await exited;
  };
  const started = performance.now();
  while (!(await index().catch(() => '')).startsWith('ready')) {
    if (site.exitCode !== null || performance.now() - started > 180_000) {
      await stop();
      throw new Error('the listing index was not ready in time');
    }
    await sleep(100);
  }
  return {
    base,
    indexReadySeconds: (performance.now() - started) / 1000,
    index,
    memory: () => {
      try {
        const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${site.pid}/status`, 'utf8'))?.[1];
        return kilobytes === undefined ? null : Number(kilobytes) * 1024;
      } catch {
        return null;
      }
    },
    stop,
  };
}
