import { validate, version } from 'uuid';
import { expect, test, vi } from 'vitest';

test('ids of events are UUIDs of version 7, of now, and in the order in which they were made', async () => {
  // One that has made none yet: who tests what happens tomorrow has made some of tomorrow, and none comes before those.
  vi.resetModules();
  const { eventId } = await import('./event-id.ts');
  const before = Date.now();
  const ids = Array.from({ length: 10_000 }, eventId);
  expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(ids.length);
  const at = Number.parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16);
  expect(at).toBeGreaterThanOrEqual(before);
  expect(at).toBeLessThanOrEqual(Date.now());
});
