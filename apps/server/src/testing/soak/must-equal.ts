import canonicalize from 'canonicalize';
import { expect } from 'vitest';

/** As it comes to a till, whatever the order of its fields. */
export function mustEqual(said: unknown, expected: unknown, of: string): void {
  expect(plain(said), of).toEqual(plain(expected));
}

const plain = (value: unknown): unknown => JSON.parse(canonicalize(value) ?? 'null');
