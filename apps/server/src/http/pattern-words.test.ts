import { operations } from '@bonum/contract';
import { expect, test } from 'vitest';
import { patternWords } from './pattern-words.ts';

test('every pattern of a request is said in words, and none that the contract has no more', () => {
  const asked = Object.values(operations).map((operation) => ({ ...operation, answer: undefined }));
  expect(Object.keys(patternWords).toSorted()).toEqual([...patternsIn(asked)].toSorted());
});

function patternsIn(value: unknown, seen = new Set<unknown>(), found = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null || seen.has(value)) return found;
  seen.add(value);
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'pattern' && typeof inner === 'string') found.add(inner);
    patternsIn(inner, seen, found);
  }
  return found;
}
