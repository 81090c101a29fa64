import { expect, test } from 'vitest';
import { networkOf } from './network.ts';

test('I4 codes are counted by what a household has: an IPv4 address, or a whole network of IPv6', () => {
  const networks = {
    '198.51.100.7': '198.51.100.7',
    '::ffff:198.51.100.7': '198.51.100.7',
    '::FFFF:198.51.100.8': '198.51.100.8',
    '2001:db8:0:1::1': '2001:db8:0:1',
    '2001:DB8::1:ffff:1:2:3': '2001:db8:0:1',
    '2001:db8:0:1:aaaa:bbbb:cccc:dddd': '2001:db8:0:1',
    '2001:db8:0:1:aaaa:bbbb:198.51.100.7': '2001:db8:0:1',
    '2001:db8:0:2::1': '2001:db8:0:2',
    '2001:db8::1': '2001:db8:0:0',
    '::1': '0:0:0:0',
    'fe80::1%eth0': 'fe80:0:0:0',
  };
  const found = Object.keys(networks).map((address) => [address, networkOf(address)]);
  expect(Object.fromEntries(found)).toEqual(networks);
});
