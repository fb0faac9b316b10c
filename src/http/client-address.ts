import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

/** `::ffff:10.0.0.1` is `10.0.0.1`; a zone id goes; what is no address is empty. */
export function plainAddress(text: string): string {
  const bare = (
    text
      .trim()
      .replace(/^\[|\]$/g, '')
      .split('%')[0] ?? ''
  ).toLowerCase();
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/.exec(bare)?.[1] ?? bare;
  return isIP(mapped) === 0 ? '' : mapped;
}

export interface Client {
  /** Empty when unknown. */
  readonly address: string;
  readonly secure: boolean;
}

/**
 * Who asks. The socket tells; only a peer among the trusted proxies may say otherwise, and of its `X-Forwarded-For` the last
 * address that is no trusted proxy counts, since everything before it is the client's own claim.
 * @throws Error at once when a proxy's address or network is none
 */
export function createClientReader(trustedProxies: readonly string[]): (context: Context) => Client {
  const trusted = new BlockList();
  for (const proxy of trustedProxies) {
    const [address = '', prefix, ...rest] = proxy.split('/');
    const family = isIPv4(address) ? 'ipv4' : isIPv6(address) ? 'ipv6' : null;
    // An empty prefix would count as 0: the whole internet.
    const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 'ipv4' ? 32 : 128));
    if (family === null || !isPrefix || rest.length > 0)
      throw new Error(`TRUSTED_PROXIES: «${proxy}» is no address or network, such as 10.0.0.0/8`);
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string) => address !== '' && trusted.check(address, isIPv4(address) ? 'ipv4' : 'ipv6');

  return (context) => {
    const env = context.env as Partial<HttpBindings> | undefined;
    const socket = env?.incoming?.socket;
    const peer = plainAddress(socket?.remoteAddress ?? '');
    if (!isTrusted(peer)) return { address: peer, secure: socket !== undefined && 'encrypted' in socket && socket.encrypted === true };
    const claimed = (context.req.header('X-Forwarded-For') ?? '').slice(-2000).split(',').map(plainAddress);
    const address = claimed.findLast((candidate) => candidate !== '' && !isTrusted(candidate)) ?? peer;
    const scheme = (context.req.header('X-Forwarded-Proto') ?? '').split(',').at(-1)?.trim();
    return { address, secure: scheme === 'https' };
  };
}

/** What limits count by: an IPv4 address, an IPv6 /64. */
export function limitKey(address: string): string {
  if (!isIPv6(address)) return address === '' ? 'unknown' : address;
  const [head = '', tail] = address.split('::');
  const front = head === '' ? [] : head.split(':');
  const back = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups =
    tail === undefined ? front : [...front, ...Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0'), ...back];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
