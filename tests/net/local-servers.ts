import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface LocalServer {
  readonly port: number;
  /** Connections accepted so far. */
  readonly connections: () => number;
  close(): Promise<void>;
}

async function listening(server: Server, host: string): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  server.on('connection', (socket: Socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
    },
  };
}

export const startServer = (listener: RequestListener, host = '127.0.0.1') => listening(createServer(listener), host);

/** A TLS server whose certificate is its own; `null` where openssl is missing. */
export async function startTlsServer(
  name: string,
  listener: RequestListener,
): Promise<(LocalServer & { readonly servernames: string[] }) | null> {
  const folder = mkdtempSync(join(tmpdir(), 'backboard-tls-'));
  try {
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-keyout',
        'key.pem',
        '-out',
        'cert.pem',
        '-days',
        '2',
        '-subj',
        `/CN=${name}`,
        '-addext',
        `subjectAltName=DNS:${name}`,
      ],
      {
        cwd: folder,
        stdio: 'ignore',
      },
    );
    const servernames: string[] = [];
    const server = createTlsServer(
      {
        key: readFileSync(join(folder, 'key.pem')),
        cert: readFileSync(join(folder, 'cert.pem')),
        SNICallback: (given, done) => (servernames.push(given), done(null)),
      },
      listener,
    );
    return { ...(await listening(server, '127.0.0.1')), servernames };
  } catch {
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A forward proxy: absolute-form requests are answered by `listener`, CONNECT is noted and joined to `upstreamPort`. */
export async function startProxy(
  listener: RequestListener,
  upstreamPort: () => number,
): Promise<LocalServer & { readonly connects: string[]; readonly forwarded: string[] }> {
  const connects: string[] = [];
  const forwarded: string[] = [];
  const server = createServer((request, response) => {
    forwarded.push(request.url ?? '');
    listener(request, response);
  });
  server.on('connect', (request, socket: Socket, head: Buffer) => {
    connects.push(request.url ?? '');
    const upstream = connect(upstreamPort(), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(socket);
      socket.pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  return { ...(await listening(server, '127.0.0.1')), connects, forwarded };
}
