import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium, type Browser } from 'playwright-core';

const PLACES = [
  process.env['CHROMIUM_PATH'],
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

/** The policy that every page must live with. */
export const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Where a browser is; `null`: none is found, said in one line. */
export function browserPath(): string | null {
  const found = PLACES.find((path) => path !== undefined && path !== '' && existsSync(path)) ?? null;
  if (found === null) console.info('No chromium found (CHROMIUM_PATH, /usr/bin/chromium): the browser tests are skipped.');
  return found;
}

export const openBrowser = (path: string): Promise<Browser> => chromium.launch({ executablePath: path, args: QUIET });

/** Serves answers at a free port of the loopback, with the pages' policy. */
export async function serveLocally(
  answer: (path: string) => { readonly type: string; readonly body: string } | null,
): Promise<{ readonly url: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const found = answer(request.url ?? '/');
    response.writeHead(found === null ? 404 : 200, { 'Content-Type': found?.type ?? 'text/plain', 'Content-Security-Policy': POLICY });
    response.end(found?.body ?? '');
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, server };
}
