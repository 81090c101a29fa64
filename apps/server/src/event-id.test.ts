import { validate, version } from 'uuid';
import { expect, test } from 'vitest';
import { eventId } from './event-id.ts';

test('ids of events are UUIDs of version 7, of now, and in the order in which they were made', () => {
  const before = Date.now();
  const ids = Array.from({ length: 10_000 }, eventId);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  const at = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(Date.now());
});
