import ipaddr from 'ipaddr.js';

/** The network that limits count by: IPv4 /24, IPv6 /48. What is no address counts as one network. */
export function clientNetwork(address: string): string {
  const bare = address.trim().slice(0, 100).split('%')[0] ?? '';
  if (!ipaddr.isValid(bare)) return 'unknown';
  const parsed = ipaddr.process(bare);
  const [bytes, kept] = parsed.kind() === 'ipv4' ? [parsed.toByteArray(), 3] : [parsed.toByteArray(), 6];
  return `${parsed.kind()}:${bytes.slice(0, kept).join('.')}`;
}
