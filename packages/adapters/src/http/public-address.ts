import { lookup } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

/** What is nobody's on the internet: this machine, the networks beside it, clouds' own addresses, and what is left over. */
const inward = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inward.addSubnet(network, bits, 'ipv4');
// Ways to an IPv4 address within another: 6to4 and Teredo.
inward.addSubnet('2002::', 16, 'ipv6');
inward.addSubnet('2001::', 32, 'ipv6');
const outward = new BlockList();
outward.addSubnet('2000::', 3, 'ipv6');

export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !inward.check(address, 'ipv4');
  return outward.check(address, 'ipv6') && !inward.check(address, 'ipv6');
}

/** An address that is written in digits is never looked up. */
export function isWrittenInward(hostname: string): boolean {
  const address = hostname.replace(/^\[|\]$/g, '');
  return isIP(address) !== 0 && !isPublic(address);
}

export class InwardAddress extends Error {}

/** Finds what a name leads to, and connects to just that: a name that leads inward, now or a moment later, leads nowhere. */
export const lookupPublic: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const [first] = found ?? [];
    if (error || !first) done(error, '');
    else if (!found.every(({ address }) => isPublic(address)))
      done(new InwardAddress('a name that somebody else gave leads inward'), '');
    else if (options.all === true) done(null, found);
    else done(null, first.address, first.family);
  });
};
