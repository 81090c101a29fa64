import { expect, test } from 'vitest';
import { rateHeaders } from './rate.ts';

test('limits are told as lists of structured fields, none where there are none', () => {
  const minute = { name: 'minute', quota: 600, windowS: 60, left: 599, resetS: 42 } as const;
  const day = { name: 'day', quota: 10_000, windowS: 86_400, left: 0, resetS: 3600 } as const;
  expect(rateHeaders([minute, day])).toEqual({
    'ratelimit-policy': '"minute";q=600;w=60, "day";q=10000;w=86400',
    ratelimit: '"minute";r=599;t=42, "day";r=0;t=3600',
  });
  expect(rateHeaders([])).toEqual({});
});
