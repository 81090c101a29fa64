import { expect, test } from 'vitest';
import { duration } from './duration.ts';

test.each([
  [0, '00:00'],
  [-3, '00:00'],
  [65.9, '01:05'],
  [3605, '1:00:05'],
])('%s seconds are %s', (seconds, written) => expect(duration(seconds)).toBe(written));
