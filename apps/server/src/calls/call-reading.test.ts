import type { CallNews } from '@bonum/adapters/ports';
import {
  array,
  assert,
  constant,
  constantFrom,
  integer,
  property,
  record,
  shuffledSubarray,
  tuple,
  type Arbitrary,
} from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCall } from './call-reading.ts';

const news = (event: CallNews['event'], at: number, rest: Partial<CallNews> = {}): CallNews => ({
  externalCallId: 'E',
  event,
  at,
  ...rest,
});

const anyNews: Arbitrary<CallNews> = record(
  {
    externalCallId: constant('E'),
    event: constantFrom('started', 'answered', 'held', 'ended', 'recording-ready'),
    at: integer({ min: 0, max: 6 }),
    leg: constantFrom('A', 'B'),
    order: integer({ min: 1, max: 4 }),
    direction: constantFrom('in', 'out'),
    clientPhone: constantFrom(null, '+79160000001', '+79160000002'),
    line: constantFrom('1', '2'),
    extension: constantFrom('101', '102'),
    talkSeconds: integer({ min: 0, max: 5 }),
    recordRef: constantFrom('r1', 'r2'),
  },
  { requiredKeys: ['externalCallId', 'event', 'at'] },
);

describe('G7 the news of a call', () => {
  test('are the same call in any order and however often they are told', () => {
    const shuffled = array(anyNews, { maxLength: 12 }).chain((all) =>
      tuple(
        constant(all),
        shuffledSubarray([...all, ...all], { minLength: all.length, maxLength: 2 * all.length }),
      ),
    );
    assert(
      property(shuffled, ([all, some]) => {
        // Nothing is left out, much is told again, and the order is another.
        expect(readCall([...some, ...all])).toEqual(readCall(all));
      }),
    );
  });

  test('never bring back a call of which it was said that it has ended', () => {
    assert(
      property(array(anyNews, { maxLength: 12 }), (all) => {
        const read = readCall([...all, news('ended', 3)]);
        expect(read).toMatchObject({ state: 'ended', at: [], leg: null });
        expect(read?.talkSeconds).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  const leg = { leg: 'A', extension: '101' };
  test('ring at a telephone, are talked, held, handed over and end', () => {
    const told = [news('started', 10, { ...leg, direction: 'in', clientPhone: '+79160000001' })];
    const now = (...more: CallNews[]) => {
      told.push(...more);
      return readCall(told);
    };
    expect(now()).toMatchObject({ state: 'ringing', at: ['101'], leg: 'A', talkSeconds: null });
    expect(now(news('answered', 14_000, leg))).toMatchObject({ state: 'talking', answeredAt: 14_000 });
    expect(now(news('held', 15_000, leg))).toMatchObject({ state: 'held', at: ['101'] });
    const other = { leg: 'B', extension: '102' };
    expect(now(news('started', 16_000, other))).toMatchObject({
      state: 'held',
      at: ['101', '102'],
      leg: 'A',
    });
    expect(now(news('ended', 17_000, leg))).toMatchObject({ state: 'ringing', at: ['102'], leg: 'B' });
    expect(now(news('answered', 18_000, other))).toMatchObject({ state: 'talking', extension: '102' });
    expect(now(news('ended', 30_000, other))).toMatchObject({
      state: 'ended',
      at: [],
      endedAt: 30_000,
      talkSeconds: 16,
    });
    expect(now(news('recording-ready', 31_000, { recordRef: 'r' }))).toMatchObject({
      extension: '102',
      recordRefs: ['r'],
    });
  });

  test('of which the answer was lost are talked as long as the summary says', () => {
    const read = readCall([
      news('ended', 40_000, { ...leg, order: 3 }),
      news('ended', 40_000, { talkSeconds: 26 }),
      news('started', 10_000, { ...leg, order: 1 }),
    ]);
    expect(read).toMatchObject({ state: 'ended', talkSeconds: 26, extension: '101' });
  });

  test('that nobody answered talked for no time; a number that was shown once is known', () => {
    const rung = [news('started', 1, { ...leg, clientPhone: null }), news('ended', 5000, leg)];
    expect(readCall(rung)).toMatchObject({ state: 'ended', talkSeconds: 0, clientPhone: null });
    const shown = news('ended', 5000, { clientPhone: '+79160000001', talkSeconds: 0 });
    expect(readCall([...rung, shown])).toMatchObject({ clientPhone: '+79160000001' });
    expect(readCall([news('recording-ready', 1, { recordRef: 'r' })])).toBeNull();
  });

  test('without parts are of the whole call', () => {
    const whole = [news('started', 1, { extension: '101' }), news('answered', 2, { extension: '101' })];
    expect(readCall(whole)).toMatchObject({ state: 'talking', extension: '101' });
  });
});
