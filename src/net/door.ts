import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, EnvHttpProxyAgent, buildConnector, type Dispatcher } from 'undici';
import { decodeBody } from './decode-body.js';
import { DoorError, doorErrorOf } from './door-error.js';
import { checkForProxy, checkedUrl, isListedHost, isWebPort, proxyFor, registrableDomain } from './guard.js';
import { isPublicAddress, privateTargets } from './public-address.js';

export interface DoorEnv {
  readonly HTTPS_PROXY?: string | undefined;
  readonly HTTP_PROXY?: string | undefined;
  readonly NO_PROXY?: string | undefined;
  /** Address ranges (`10.0.0.0/8, 127.0.0.1/32`) that a self-hoster allows although they are not public; any port. */
  readonly ALLOW_PRIVATE_TARGETS?: string | undefined;
}

export interface DoorRequest {
  readonly url: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Names that may be asked, `*.example.com` for any below; `null`: any public host. */
  readonly allowedHosts: readonly string[] | null;
  readonly maxDecodedBytes: number;
  /** Default 10,000 ms. */
  readonly connectTimeoutMs?: number;
  /** From the first byte sent to the answer's head. Default: the total. */
  readonly headersTimeoutMs?: number;
  /** From the call to the last byte, redirects included. */
  readonly totalTimeoutMs: number;
  /** At most five, each checked like the first, inside the registrable domain or to a listed host. */
  readonly followRedirects: boolean;
  readonly signal?: AbortSignal;
}

export interface DoorResponse {
  readonly status: number;
  /** Lower-case names; repeated headers joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** Decompressed. */
  readonly body: Uint8Array;
  readonly bytesOnWire: number;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

export interface Door {
  /** @throws DoorError, and nothing else. */
  request(request: DoorRequest): Promise<DoorResponse>;
  /** One line for the start-up log: how requests leave this process. */
  readonly description: string;
  close(): Promise<void>;
}

export interface DoorDeps {
  readonly env: DoorEnv;
  readonly userAgent: string;
  /** All addresses of a name. Tests hand their own. */
  readonly resolve?: (host: string) => Promise<readonly string[]>;
}

const MAX_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

async function systemResolve(host: string): Promise<readonly string[]> {
  return (await lookup(host, { all: true, verbatim: true })).map((entry) => entry.address);
}

/** The one way out of this product: every request to sources, robots.txt and webhooks passes here. */
export function createDoor({ env, userAgent, resolve = systemResolve }: DoorDeps): Door {
  const isAllowedPrivate = privateTargets(env.ALLOW_PRIVATE_TARGETS);
  const dispatchers = new Map<string, Dispatcher>();

  /** Resolves once and answers the addresses that may be connected to, IPv4 first. @throws DoorError when any of them is not public. */
  async function checkedAddresses(hostname: string, port: string): Promise<readonly string[]> {
    const bare = hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(bare) === 0 ? await resolve(bare) : [bare];
    if (addresses.length === 0) throw new DoorError('network', `the name ${bare} has no address`, 'connect', true);
    for (const address of addresses) {
      if (isAllowedPrivate(address)) continue;
      if (!isPublicAddress(address))
        throw new DoorError('refused-target', `${bare} is at ${address}, which is not a public address`, 'connect');
      if (port !== '' && port !== '80' && port !== '443')
        throw new DoorError('refused-target', `port ${port} of ${bare} is not asked, only 80 and 443`, 'connect');
    }
    return addresses.toSorted((a, b) => isIP(a) - isIP(b)).slice(0, 3);
  }

  /** Connects to the address that was checked, keeping the name for SNI and Host. */
  function guardedConnect(connectTimeoutMs: number): buildConnector.connector {
    const connect = buildConnector({ timeout: connectTimeoutMs });
    return (options, callback) => {
      const servername = options.servername ?? (isIP(options.hostname.replace(/^\[|\]$/g, '')) === 0 ? options.hostname : undefined);
      const tryNext = ([address, ...others]: readonly string[]): void => {
        const target = { ...options, hostname: address ?? '', host: address ?? '', ...(servername === undefined ? {} : { servername }) };
        connect(target, (...[error, socket]) => {
          if (error === null) callback(null, socket);
          else if (others.length > 0) tryNext(others);
          else callback(error, null);
        });
      };
      // The connector speaks callbacks, the resolver promises; this is where they meet.
      // oxlint-disable-next-line promise/no-callback-in-promise
      checkedAddresses(options.hostname, options.port).then(tryNext, (error: unknown) => callback(error as Error, null));
    };
  }

  function dispatcherFor(proxied: boolean, connectTimeoutMs: number): Dispatcher {
    const key = `${proxied}:${connectTimeoutMs}`;
    let dispatcher = dispatchers.get(key);
    if (dispatcher === undefined) {
      const shared = { pipelining: 1, keepAliveTimeout: 15_000, maxHeaderSize: 32_768, connections: 8 };
      const connect = guardedConnect(connectTimeoutMs);
      dispatcher = proxied
        ? new EnvHttpProxyAgent({
            ...shared,
            connect,
            proxyTunnel: false,
            proxyTls: { timeout: connectTimeoutMs },
            requestTls: { timeout: connectTimeoutMs },
            httpProxy: env.HTTP_PROXY ?? '',
            httpsProxy: env.HTTPS_PROXY ?? env.HTTP_PROXY ?? '',
            noProxy: env.NO_PROXY ?? '',
          })
        : new Agent({ ...shared, connect });
      dispatchers.set(key, dispatcher);
    }
    return dispatcher;
  }

  /** One hop: no redirects, no retries. */
  async function hop(url: URL, request: DoorRequest, signal: AbortSignal): Promise<DoorResponse> {
    const proxied = proxyFor(url, env) !== null;
    if (proxied) checkForProxy(url);
    else if (isIP(url.hostname.replace(/^\[|\]$/g, '')) !== 0) await checkedAddresses(url.hostname, url.port);
    else if (!isWebPort(url) && env.ALLOW_PRIVATE_TARGETS === undefined)
      throw new DoorError('refused-target', `port ${url.port} is not asked, only 80 and 443`);
    const dispatcher = dispatcherFor(proxied, request.connectTimeoutMs ?? 10_000);
    let answered: Dispatcher.ResponseData;
    try {
      answered = await dispatcher.request({
        origin: url.origin,
        path: url.pathname + url.search,
        method: request.method ?? 'GET',
        headers: { 'user-agent': userAgent, accept: '*/*', 'accept-encoding': 'gzip, br', 'accept-language': 'en', ...request.headers },
        body: request.body ?? null,
        headersTimeout: request.headersTimeoutMs ?? request.totalTimeoutMs,
        bodyTimeout: request.totalTimeoutMs,
        signal,
      });
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      throw doorErrorOf(error, url.hostname, 'headers');
    }
    const headers: Record<string, string> = Object.create(null) as Record<string, string>;
    for (const [name, value] of Object.entries(answered.headers))
      headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : (value ?? '');
    const { body, bytesOnWire } = await decodeBody(answered.body, headers['content-encoding'], request.maxDecodedBytes, signal).catch(
      (error: unknown) => {
        throw doorErrorOf(error, url.hostname, 'body');
      },
    );
    return { status: answered.statusCode, headers, body, bytesOnWire, url: url.href };
  }

  async function follow(request: DoorRequest, signal: AbortSignal): Promise<DoorResponse> {
    let url = checkedUrl(request.url, request.allowedHosts);
    const home = registrableDomain(url.hostname);
    let current = request;
    for (let hops = 0; ; hops += 1) {
      const response = await hop(url, current, signal);
      const location = response.headers['location'];
      if (!request.followRedirects || !REDIRECTS.has(response.status) || location === undefined) return response;
      if (hops === MAX_REDIRECTS) throw new DoorError('redirect', `${url.hostname} redirected more than ${MAX_REDIRECTS} times`, 'headers');
      if (!URL.canParse(location, url.href))
        throw new DoorError('redirect', `${url.hostname} redirected to something that is no address`, 'headers');
      const next = checkedUrl(new URL(location, url).href, null);
      if (url.protocol === 'https:' && next.protocol === 'http:')
        throw new DoorError('redirect', `${url.hostname} redirected from https to http`, 'headers');
      const isHome = registrableDomain(next.hostname) === home || isListedHost(next.hostname, request.allowedHosts ?? []);
      if (!isHome)
        throw new DoorError('redirect', `${url.hostname} redirected to ${next.hostname}, which belongs to someone else`, 'headers');
      if (response.status === 303 || (response.status !== 307 && response.status !== 308 && current.method === 'POST')) {
        const { body: _body, ...rest } = current;
        current = { ...rest, method: 'GET' };
      }
      url = next;
    }
  }

  async function request(asked: DoorRequest): Promise<DoorResponse> {
    const controller = new AbortController();
    const expire = () =>
      controller.abort(
        new DoorError('timeout', `the whole answer did not arrive within ${Math.round(asked.totalTimeoutMs / 1000)} s`, 'body'),
      );
    const stop = () => controller.abort(new DoorError('aborted', 'the request was given up since the program is stopping'));
    const timer = setTimeout(expire, asked.totalTimeoutMs);
    if (asked.signal?.aborted === true) stop();
    asked.signal?.addEventListener('abort', stop, { once: true });
    const ended = new Promise<never>((_resolve, reject) => {
      controller.signal.addEventListener('abort', () => reject(controller.signal.reason as Error), { once: true });
    });
    ended.catch(() => undefined);
    try {
      if (controller.signal.aborted) throw controller.signal.reason;
      const work = follow(asked, controller.signal);
      work.catch(() => undefined);
      return await Promise.race([work, ended]);
    } catch (error) {
      throw error instanceof DoorError
        ? error
        : doorErrorOf(error, URL.canParse(asked.url) ? new URL(asked.url).hostname : 'the host', 'headers');
    } finally {
      clearTimeout(timer);
      asked.signal?.removeEventListener('abort', stop);
    }
  }

  const proxy = env.HTTPS_PROXY ?? env.HTTP_PROXY;
  return {
    request,
    description:
      proxy === undefined || proxy === ''
        ? 'requests leave directly; addresses that are not public are refused'
        : `requests leave through the proxy ${new URL(proxy).host}, which resolves names; only declared hosts, by name, on ports 80 and 443`,
    async close() {
      await Promise.all([...dispatchers.values()].map((dispatcher) => dispatcher.destroy()));
      dispatchers.clear();
    },
  };
}
