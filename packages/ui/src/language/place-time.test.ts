import { expect, test } from 'vitest';
import { dayOf, monthOf, placeFormat } from './place-time.ts';

const now = new Date('2026-11-22T15:00:00Z');
const [ru, en] = [placeFormat('ru', now), placeFormat('en', now)];
const kamchatka = { at: '2026-12-31T18:00:00Z', offsetMinutes: 720 };
const moscow = { at: '2026-11-20T06:15:00Z', offsetMinutes: 180 };

test.each([
  [dayOf(kamchatka), '2027-01-01'],
  [monthOf(kamchatka), '2027-01'],
  [ru.time(kamchatka), '06:00'],
  [ru.time(moscow), '09:15'],
  [ru.day(moscow), 'Пятница, 20\u00A0ноября'],
  [en.day(moscow), 'Friday, 20\u00A0November'],
  [ru.day({ ...moscow, at: '2026-11-22T06:15:00Z' }), 'Сегодня, 22\u00A0ноября'],
  [en.day({ ...moscow, at: '2026-11-21T06:15:00Z' }), 'Yesterday, 21\u00A0November'],
  // It is tomorrow there already.
  [ru.day({ at: '2026-11-22T14:00:00Z', offsetMinutes: 720 }), 'Сегодня, 23\u00A0ноября'],
  [ru.month('2026-11'), 'Ноябрь'],
  [en.month('2025-11'), 'November 2025'],
  [ru.date({ ...moscow, at: '2019-11-20T06:15:00Z' }), '20\u00A0ноября\u00A02019\u00A0г.'],
  [ru.short(moscow), '20\u00A0нояб'],
  [ru.short({ ...moscow, at: '2019-11-20T06:15:00Z' }), '20\u00A0нояб\u00A02019'],
  [en.short({ ...moscow, at: '2019-11-20T06:15:00Z' }), '20\u00A0Nov\u00A02019'],
  [ru.letter('2026-11'), 'Н'],
])('%s', (written, expected) => expect(written).toBe(expected));
