import { describe, expect, test } from 'vitest';
import { InwardAddress, isPublic, isWrittenInward, lookupPublic } from './public-address.ts';

describe('I4 where a browser says it is pushed to', () => {
  test('an address of the internet is one', () => {
    for (const address of ['142.250.74.10', '8.8.8.8', '172.32.0.1', '2a00:1450:4010::5f']) {
      expect(isPublic(address)).toBe(true);
      expect(isWrittenInward(address)).toBe(false);
    }
    expect(isWrittenInward('push.example')).toBe(false);
  });

  test.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '172.31.255.255',
    '192.168.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::1',
    '::',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'fe80::1',
    'fd00::1',
    'ff02::1',
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
    expect(
      isWrittenInward(new URL(`http://${address.includes(':') ? `[${address}]` : address}`).hostname),
    ).toBe(true);
  });

  test.each([true, false])('a name that leads inward leads nowhere (all: %s)', async (all) => {
    const error = await new Promise((resolve) => {
      lookupPublic('localhost', { all }, (failed) => resolve(failed));
    });
    expect(error).toBeInstanceOf(InwardAddress);
  });
});
