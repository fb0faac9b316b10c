import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

const ipv4 = (high: number, low: number) => new ipaddr.IPv4([high >> 8, high & 255, low >> 8, low & 255]);

/** The IPv4 address that an IPv6 address carries in one of the transition forms; `null`: none. */
function embeddedIpv4(address: ipaddr.IPv6): ipaddr.IPv4 | null {
  const [p0 = 0, p1 = 0, p2 = 0, p3 = 0, p4 = 0, p5 = 0, p6 = 0, p7 = 0] = address.parts;
  const startsZero = p0 === 0 && p1 === 0 && p2 === 0 && p3 === 0;
  if (startsZero && p4 === 0 && (p5 === 0xffff || p5 === 0)) return ipv4(p6, p7); // mapped, and the deprecated ::127.0.0.1
  if (startsZero && p4 === 0xffff && p5 === 0) return ipv4(p6, p7); // ::ffff:0:a.b.c.d
  if (p0 === 0x64 && p1 === 0xff9b) return ipv4(p6, p7); // NAT64
  if (p0 === 0x2002) return ipv4(p1, p2); // 6to4
  if (p0 === 0x2001 && p1 === 0) return ipv4(p6 ^ 0xffff, p7 ^ 0xffff); // Teredo, the client's address inverted
  if (p5 === 0x5efe) return ipv4(p6, p7); // ISATAP
  return null;
}

/**
 * Whether an address may be asked: globally reachable unicast only. Transition forms (IPv4-mapped, NAT64, 6to4, Teredo …)
 * are refused whatever they carry unless mapped plainly, since no honest name resolves to them.
 */
export function isPublicAddress(text: string): boolean {
  // The parser also takes 1.2.3 for an address; nothing here does.
  if (isIP(text) === 0 || !ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast';
  if (address.zoneId !== undefined) return false;
  const carried = embeddedIpv4(address);
  if (carried !== null) return address.isIPv4MappedAddress() && carried.range() === 'unicast';
  return address.range() === 'unicast' && (address.parts[0] ?? 0) >> 13 === 1;
}

/** Reads `10.0.0.0/8, 127.0.0.1/32` once; answers whether an address is in one of the ranges. @throws RangeError for a range that is none. */
export function privateTargets(list: string | undefined): (address: string) => boolean {
  const ranges = (list ?? '')
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .map((entry) => {
      const whole = entry.includes('/') ? entry : `${entry}/${entry.includes(':') ? 128 : 32}`;
      if (!ipaddr.isValidCIDR(whole)) throw new RangeError(`«${entry.slice(0, 60)}» is no address range such as 10.0.0.0/8`);
      return ipaddr.parseCIDR(whole);
    });
  if (ranges.length === 0) return () => false;
  return (text) => {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.parse(text);
    return ranges.some(([range, bits]) => range.kind() === address.kind() && address.match([range, bits] as never));
  };
}
