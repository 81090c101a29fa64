import type { ChannelKind } from '@bonum/adapters/ports';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LEASE_MS, nextAct, type Attempt, type AttemptState, type OnItsWay, type Step } from './next-act.ts';

const START = 1_000_000;
const ring: Step = { channel: 'flashcall', to: ['+70001000001'], waitSeconds: 26 };
const sms: Step = { channel: 'sms', to: ['+70001000001'], waitSeconds: null };

const message = (changes: Partial<OnItsWay> = {}): OnItsWay => ({
  steps: [ring, sms],
  step: 0,
  expiresAt: START + 300_000,
  settled: false,
  attempts: [],
  ...changes,
});

const attempt = (state: AttemptState, changes: Partial<Attempt> = {}): Attempt => ({
  step: 0,
  nth: 0,
  state,
  tries: 1,
  because: null,
  beganAt: START,
  answeredAt: START + 500,
  ...changes,
});

const never = (): boolean => false;
const at = (seconds: number): number => START + seconds * 1000;

describe('C2 FlashCall falls back to SMS', () => {
  test('the call goes first, and the SMS at once when it is refused, undelivered or nobody knows', () => {
    expect(nextAct(message(), START, never)).toEqual({ do: 'try', step: 0, nths: [0] });
    for (const state of ['refused', 'undelivered', 'unsure'] as const) {
      const next = nextAct(message({ attempts: [attempt(state)] }), at(1), never);
      expect(next).toEqual({ do: 'try', step: 1, nths: [0] });
    }
  });

  test('after 26 seconds without the code being typed, and never once it was', () => {
    const called = message({ attempts: [attempt('taken')] });
    expect(nextAct(called, at(1), never)).toEqual({ do: 'wait', step: 0, until: at(26.5) });
    expect(nextAct(called, at(26.5), never)).toEqual({ do: 'try', step: 1, nths: [0] });
    expect(nextAct({ ...called, settled: true }, at(26.5), never)).toEqual({
      do: 'end',
      step: 0,
      failed: null,
    });
  });

  test('a call that arrived for certain is not followed by an SMS', () => {
    const called = message({ attempts: [attempt('delivered')] });
    expect(nextAct(called, at(60), never)).toEqual({ do: 'end', step: 0, failed: null });
  });

  test('a gateway that says later is asked again, for seconds only while there is another', () => {
    const busy = (tries: number) =>
      message({ attempts: [attempt('later', { tries, because: 'throttled' })] });
    expect(nextAct(busy(1), at(0), never)).toEqual({ do: 'wait', step: 0, until: at(1) });
    expect(nextAct(busy(1), at(1), never)).toEqual({ do: 'try', step: 0, nths: [0] });
    expect(nextAct(busy(4), at(1), never)).toEqual({ do: 'try', step: 1, nths: [0] });
    const last = message({
      step: 1,
      attempts: [attempt('later', { step: 1, tries: 9, because: 'throttled' })],
    });
    expect(nextAct(last, at(60), never)).toEqual({ do: 'try', step: 1, nths: [0] });
    expect(nextAct(last, at(301), never)).toEqual({ do: 'end', step: 1, failed: 'too-late' });
  });

  test('the last word is why it failed', () => {
    const both = message({
      step: 1,
      attempts: [
        attempt('refused', { because: 'no-money' }),
        attempt('refused', { step: 1, because: 'bad-phone' }),
      ],
    });
    expect(nextAct(both, at(1), never)).toEqual({ do: 'end', step: 1, failed: 'bad-phone' });
  });

  test('nothing goes out once it is too late', () => {
    expect(nextAct(message(), at(300), never)).toEqual({ do: 'end', step: 0, failed: 'too-late' });
    const called = message({ attempts: [attempt('taken', { answeredAt: at(290) })] });
    expect(nextAct(called, at(316), never)).toEqual({ do: 'end', step: 1, failed: null });
  });
});

const states: readonly AttemptState[] = ['taken', 'delivered', 'undelivered', 'refused', 'later', 'unsure'];

/** Plays a message to its end: each time a channel is asked it answers by chance, at some time. */
function play(
  answers: readonly AttemptState[],
  { knows, steps }: { knows: boolean; steps: readonly Step[] },
) {
  const asked: { channel: ChannelKind; before: AttemptState | null }[] = [];
  let [now, step, attempts]: [number, number, readonly Attempt[]] = [START, 0, []];
  for (let round = 0; round < 1000; round++) {
    const act = nextAct(message({ steps, step, attempts }), now, () => knows);
    if (act.do === 'end') return { asked, end: act };
    step = act.step;
    if (act.do === 'wait') {
      if (act.until <= now) throw new Error('it waits for what is over');
      now = act.until;
      continue;
    }
    const before = attempts.find((old) => old.step === step);
    const state = answers[asked.length % answers.length] ?? 'taken';
    asked.push({ channel: steps[step]?.channel ?? 'sms', before: before?.state ?? null });
    const [tries, beganAt] = [(before?.tries ?? 0) + 1, now];
    now += 200;
    const made = attempt(state, { step, tries, beganAt, answeredAt: now });
    attempts = [...attempts.filter((old) => old !== before), made];
  }
  throw new Error('it never ended');
}

describe('a message, whatever its channels answer', () => {
  const histories = fc.record({
    answers: fc.array(fc.constantFrom(...states), { minLength: 1, maxLength: 12 }),
    knows: fc.boolean(),
    steps: fc.constantFrom<readonly Step[]>(
      [ring, sms],
      [sms],
      [{ ...sms, channel: 'push', waitSeconds: 10 }, ring, sms],
    ),
  });

  test('ends, and no channel is asked again for what it may have taken', () => {
    fc.assert(
      fc.property(histories, ({ answers, knows, steps }) => {
        const { asked } = play(answers, { knows, steps });
        const again = asked.filter(({ before }) => before !== null).map(({ before }) => before);
        expect(again.every((before) => before === 'later' || (knows && before === 'unsure'))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('ends in failure only where nothing was taken in the end', () => {
    fc.assert(
      fc.property(histories, ({ answers, knows, steps }) => {
        const { end } = play(answers, { knows, steps });
        const only = (...these: AttemptState[]) => answers.every((state) => these.includes(state));
        expect(only('taken', 'delivered') ? end.failed : null).toBeNull();
        expect(only('refused', 'undelivered') ? end.failed : 'something').not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  test('waits for a worker that has it no longer than it can have it', () => {
    const held = message({ attempts: [attempt('under-way', { answeredAt: null })] });
    expect(nextAct(held, at(1), never)).toEqual({ do: 'wait', step: 0, until: START + LEASE_MS });
  });
});
