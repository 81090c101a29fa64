import { isIPv6 } from 'node:net';

const GROUPS = 8;
const OF_THE_NETWORK = 4;

/**
 * Whom an address belongs to: itself, or of IPv6 its first 64 bits. Every home and every phone has a network of that size, and as
 * many addresses in it as it likes.
 */
export function networkOf(address: string): string {
  const ipv4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (ipv4 !== undefined) return ipv4;
  if (!isIPv6(address)) return address;
  const [before = [], after = []] = address.toLowerCase().split('::').map(groupsOf);
  // `::` stands for as many noughts as are missing; the last group may be an IPv4 address and stands for two.
  const missing = GROUPS - before.length - after.length;
  const noughts = Array.from({ length: Math.max(0, missing) }, () => 0);
  const network = [...before, ...noughts, ...after].slice(0, OF_THE_NETWORK);
  return network.map((group) => group.toString(16)).join(':');
}

const groupsOf = (part: string): number[] =>
  part
    .split(':')
    .flatMap((group) => (group === '' ? [] : group.includes('.') ? [0, 0] : [Number.parseInt(group, 16)]));
