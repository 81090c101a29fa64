import { expect, test } from 'vitest';
import type { Command } from './ask-record.ts';
import { inOrder } from './in-order.ts';

const command = (memberId: string, commandId: string, rest: Partial<Command> = {}): Command => ({
  memberId,
  memberName: null,
  commandId,
  act: 'change',
  points: null,
  kind: null,
  reason: null,
  receiptId: null,
  card: null,
  cardState: null,
  at: '2026-11-22T09:00:00.000Z',
  state: 'waiting',
  behind: false,
  tries: 0,
  nextAt: null,
  because: null,
  about: null,
  reference: null,
  endedAt: null,
  actions: [],
  ...rest,
});
const placed = (...commands: readonly Command[]): string[] =>
  inOrder(commands).map(({ command: { commandId }, keeps }) => `${commandId} ${keeps}`);

test('what waits for a refused one stands beneath it, whatever happened to others meanwhile', () => {
  const behind = { behind: true };
  expect(
    placed(
      command('ann', '1', { state: 'refused' }),
      command('bob', '2'),
      command('ann', '3', behind),
      command('eve', '4', { state: 'refused' }),
      command('ann', '5', behind),
    ),
  ).toEqual(['1 2', '3 0', '5 0', '2 0', '4 0']);
});

test('one whose refused one is on another page stands where it is', () => {
  expect(placed(command('bob', '1'), command('ann', '2', { behind: true }))).toEqual(['1 0', '2 0']);
});
