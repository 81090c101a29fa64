import { httpGateway } from '@bonum/standins/http-gateway';
import { sapGateway } from '@bonum/standins/sap-gateway';
import { describe, expect, test } from 'vitest';
import { sapRecord } from '../sap/sap-record.ts';
import { onec, points, reading } from '../testing/onec.ts';
import { command as given, points as moved } from '../testing/record-command.ts';
import { given as sale, phone, spent, withSaby } from '../testing/saby.ts';
import { askSystem } from './ask-system.ts';
import { theirClock } from './their-clock.ts';

const TEN_MINUTES = 600_000;
const DAY = 86_400_000;
const account = { user: 'BONUM', password: 'секрет' };
const card = '2000000000015';

describe.each([
  ['ten minutes ahead', TEN_MINUTES],
  ['ten minutes behind', -TEN_MINUTES],
] as const)('a clock that is %s of ours', (_, skew) => {
  test.each(['ut11', 'rt2', 'unf3'] as const)(
    '1C (%s): what is entered there now and what we enter counts; what begins tomorrow does not',
    async (configuration) => {
      // Noon, so that tomorrow is tomorrow by both.
      let now = Date.UTC(2026, 10, 2, 9);
      const clocks = { ours: () => now, theirs: () => now + skew };
      await using stand = await onec(configuration, {}, clocks);
      const { base, record } = stand;
      const { person, card: key } = base.desk.enter({ card: '17', points: 30 });
      const owner = configuration === 'ut11' ? person : (key ?? '');
      expect(await reading(record, person)).toMatchObject({ points: 30 });
      now += 1000;
      base.desk.movePoints(owner, 5);
      expect(await reading(record, person)).toMatchObject({ points: 35 });
      await record.carryOut({ ...points(7, { recordId: person, card: '17' }), at: now });
      expect(await reading(record, person)).toMatchObject({ points: 42 });
      base.desk.movePoints(owner, 100, { day: '2026-11-03T00:00:00' });
      expect(await reading(record, person)).toMatchObject({ points: 42 });
      now += DAY;
      expect(await reading(record, person)).toMatchObject({ points: 142 });
    },
  );

  test('SAP: a card whose days are over by either clock is blocked, whoever ends them', async () => {
    // Five minutes from midnight: one of the two is on the next day.
    const now = Date.UTC(2026, 10, 2) - Math.sign(skew) * 300_000;
    const theirs = now + skew;
    await using sap = await sapGateway({ ...account, clock: () => theirs });
    const record = sapRecord({ url: sap.url, ...account }, () => now);
    const recordId = sap.seed({ cards: [card], points: 20 });
    const who = { recordId, card };
    await record.carryOut({ ...given(moved(5), who), at: now });
    expect(await record.read(recordId)).toMatchObject({
      value: { points: 25, cards: [{ number: card, state: 'active' }] },
    });
    await record.carryOut({
      ...given({ act: 'put-card', card: { number: card, state: 'blocked' } }, who),
      at: now,
    });
    expect(lastDayOf(sap.rows('A_BuPaIdentification'))).toBeLessThan(dayOf(theirs));
    expect(await record.read(recordId)).toMatchObject({ value: { cards: [{ state: 'blocked' }] } });
    await record.carryOut({
      ...given({ act: 'put-card', card: { number: card, state: 'active' } }, who),
      at: now,
    });
    // Somebody ends it in SAP: yesterday was its last day there.
    sap.endCard(card, dayOf(theirs) - DAY);
    expect(await record.read(recordId)).toMatchObject({ value: { cards: [{ state: 'blocked' }] } });
  });

  test('Saby: a sale is of when it was, and bonuses are those of now', () => {
    const now = Date.UTC(2026, 9, 5, 20, 30);
    return withSaby(
      async (saby, record) => {
        const recordId = saby.seed({ phone, bonuses: 100 });
        const who = { recordId, phone };
        expect(await record.carryOut(given(sale, who))).toMatchObject({ state: 'done' });
        expect(await record.carryOut(given(spent(40), who))).toMatchObject({ state: 'done', taken: -40 });
        expect(saby.orders).toMatchObject([{ datetime: '2026-10-05 23:30:00', bonusDec: 40 }]);
        expect(await record.read(recordId)).toMatchObject({ value: { points: 60 } });
      },
      { clock: () => now + skew },
    );
  });

  test('whoever is busy until a time says so by their own clock', async () => {
    const theirs = (): number => Date.now() + skew;
    const headers = { 'retry-after': new Date(theirs() + 30_000).toUTCString() };
    await using gateway = await httpGateway(() => ({ status: 503, body: '', headers }), 0, theirs);
    const answer = await askSystem({ most: 1 })(gateway.url);
    if (answer.state !== 'away') throw new Error(answer.state);
    expect(answer.retryAfterMs).toBeGreaterThan(20_000);
    expect(answer.retryAfterMs).toBeLessThanOrEqual(31_000);
  });
});

test('who says no time is as late as we are', () => {
  const clock = theirClock(() => 5000);
  const hear = clock.asking();
  for (const headers of [{}, { date: 'tomorrow' }]) {
    hear(new Headers(headers));
    expect([clock.earlier(), clock.later()]).toEqual([5000, 5000]);
  }
});

const dayOf = (at: number): number => at - (at % DAY);

const lastDayOf = (rows: readonly Readonly<Record<string, unknown>>[]): number =>
  Number(/\d+/.exec(String(rows[0]?.['ValidityEndDate']))?.[0]);
