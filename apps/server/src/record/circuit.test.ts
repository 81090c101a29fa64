import { expect, test } from 'vitest';
import { Circuit } from './circuit.ts';

test('D4 a system that does not answer is left alone, longer each time, and one asks for all whether it is back', () => {
  let now = 0;
  const circuit = new Circuit(() => now);
  for (let time = 0; time < 3; time++) {
    expect(circuit.mayAsk()).toBe(true);
    circuit.failed('no-answer');
  }
  expect(circuit.trouble).toBe('no-answer');
  for (const rest of [2000, 4000, 8000, 16_000, 30_000, 30_000]) {
    now += rest - 1;
    expect(circuit.mayAsk()).toBe(false);
    now += 1;
    expect(circuit.mayAsk()).toBe(true);
    // Of all who come at that moment one asks.
    expect(circuit.mayAsk()).toBe(false);
    circuit.failed('no-answer');
  }
  now += 30_000;
  expect(circuit.mayAsk()).toBe(true);
  circuit.answered();
  expect(circuit.trouble).toBeNull();
  expect([circuit.mayAsk(), circuit.mayAsk()]).toEqual([true, true]);
});

test('D4 somebody who wants it tried ends the rest; in vain it goes on, and is no shorter', () => {
  let now = 0;
  const circuit = new Circuit(() => now);
  for (let time = 0; time < 4; time++) circuit.failed('no-answer');
  expect(circuit.mayAsk()).toBe(false);
  circuit.endRest();
  expect([circuit.mayAsk(), circuit.mayAsk()]).toEqual([true, false]);
  circuit.failed('no-answer');
  now += 7999;
  expect(circuit.mayAsk()).toBe(false);
  now += 1;
  expect(circuit.mayAsk()).toBe(true);
});

test('D4 it is left alone as long as it asks to be', () => {
  let now = 0;
  const circuit = new Circuit(() => now);
  circuit.failed('busy', 7000);
  now += 6999;
  expect(circuit.mayAsk()).toBe(false);
  now += 1;
  expect(circuit.mayAsk()).toBe(true);
});
