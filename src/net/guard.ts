import { isIP } from 'node:net';
import { DoorError } from './door-error.js';

/** Public suffixes of two labels that matter here: a country's own second level. */
const SECOND_LEVEL = new Set(['ac', 'co', 'com', 'edu', 'gob', 'gov', 'gouv', 'ne', 'net', 'or', 'org']);

/** The part of a host that one owner registered: `jobs.example.co.uk` → `example.co.uk`. Names and addresses alike. */
export function registrableDomain(host: string): string {
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) return host;
  const labels = host.toLowerCase().replace(/\.$/, '').split('.');
  const suffixLabels = labels.length > 2 && (labels.at(-1) ?? '').length === 2 && SECOND_LEVEL.has(labels.at(-2) ?? '') ? 2 : 1;
  return labels.slice(-(suffixLabels + 1)).join('.');
}

/** Whether a host is in a list of names, `*.example.com` standing for any name below. */
export function isListedHost(host: string, listed: readonly string[]): boolean {
  const name = host.toLowerCase();
  return listed.some((entry) =>
    entry.startsWith('*.') ? name.endsWith(entry.slice(1)) && name.length > entry.length - 1 : name === entry,
  );
}

const refuse = (why: string) => new DoorError('refused-target', why);

/** Reads an address that is to be asked. @throws DoorError `refused-target` for anything but plain http(s). */
export function checkedUrl(text: string, allowedHosts: readonly string[] | null): URL {
  if (text.length > 8192) throw refuse('the address is longer than 8,192 characters');
  if (/[\u0000-\u0020\u007f\\]/.test(text)) throw refuse('the address holds a space, a backslash or a control character');
  if (!URL.canParse(text)) throw refuse('this is no web address');
  const url = new URL(text);
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw refuse(`only http and https are asked, not ${url.protocol.slice(0, 20)}`);
  if (url.username !== '' || url.password !== '') throw refuse('addresses with a user name or password are not asked');
  if (url.hostname === '' || url.hostname === '.') throw refuse('the address names no host');
  if (url.hostname.includes('%')) throw refuse('the address names a network zone');
  url.hash = '';
  if (allowedHosts !== null && !isListedHost(url.hostname, allowedHosts))
    throw refuse(`${url.hostname} is not among the hosts that may be asked here`);
  return url;
}

export const isWebPort = (url: URL): boolean => url.port === '' || url.port === '80' || url.port === '443';

/** What may be asked through a proxy, which resolves names out of our sight. @throws DoorError `refused-target`. */
export function checkForProxy(url: URL): void {
  const host = url.hostname.toLowerCase().replace(/\.$/, '');
  if (isIP(host.replace(/^\[|\]$/g, '')) !== 0) throw refuse('through a proxy only names are asked, not addresses');
  if (!host.includes('.')) throw refuse(`through a proxy «${host}» is a local name and is not asked`);
  if (/(^|\.)(localhost|local|internal|localdomain|intranet|lan|home|corp|arpa)$/.test(host)) {
    throw refuse(`through a proxy «${host}» is a local name and is not asked`);
  }
  if (!isWebPort(url)) throw refuse('through a proxy only ports 80 and 443 are asked');
}

/** Which proxy an address goes through by HTTPS_PROXY, HTTP_PROXY and NO_PROXY; `null`: straight. The rules are undici's. */
export function proxyFor(
  url: URL,
  env: { HTTPS_PROXY?: string | undefined; HTTP_PROXY?: string | undefined; NO_PROXY?: string | undefined },
): string | null {
  const proxy = url.protocol === 'https:' ? (env.HTTPS_PROXY ?? env.HTTP_PROXY) : env.HTTP_PROXY;
  if (proxy === undefined || proxy === '') return null;
  const list = env.NO_PROXY ?? '';
  if (list === '*') return null;
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const host = url.host.replace(/:\d*$/, '').toLowerCase();
  for (const entry of list.split(/[,\s]/)) {
    if (entry === '') continue;
    const parsed = /^(.+):(\d+)$/.exec(entry);
    if (parsed !== null && Number(parsed[2]) !== port) continue;
    const name = (parsed?.[1] ?? entry).replace(/^\*?\./, '').toLowerCase();
    if (host === name || host.endsWith(`.${name}`)) return null;
  }
  return proxy;
}
