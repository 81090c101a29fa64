import { describe, expect, test } from 'vitest';
import { drawnAs, isPressed, worksInFields, type Pressed } from './combination.ts';

const pressed = (key: string, code: string, more: Partial<Pressed> = {}): Pressed => ({
  key,
  code,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

describe('G9 a shortcut', () => {
  test.each([
    ['Ctrl+K', pressed('k', 'KeyK', { ctrlKey: true })],
    ['Ctrl+K', pressed('л', 'KeyK', { ctrlKey: true })],
    ['Ctrl+K', pressed('k', 'KeyK', { metaKey: true })],
    ['1', pressed('1', 'Digit1')],
    ['1', pressed('1', 'Numpad1')],
    ['1', pressed('&', 'Digit1')],
    ['/', pressed('/', 'Slash')],
    ['/', pressed('.', 'Slash')],
    ['/', pressed('/', 'Backslash', { shiftKey: true })],
    ['?', pressed('?', 'Slash', { shiftKey: true })],
    ['?', pressed('?', 'Digit7', { shiftKey: true })],
    ['Alt+F9', pressed('F9', 'F9', { altKey: true })],
    ['Escape', pressed('Escape', 'Escape')],
  ])('%s is pressed, whatever the layout', (combination, event) => {
    expect(isPressed(combination, event)).toBe(true);
  });

  test.each([
    ['Ctrl+K', pressed('k', 'KeyK')],
    ['1', pressed('1', 'Digit1', { ctrlKey: true })],
    ['1', pressed('!', 'Digit1', { shiftKey: true })],
    ['7', pressed('?', 'Digit7', { shiftKey: true })],
    ['/', pressed('?', 'Slash', { shiftKey: true })],
    ['F9', pressed('F9', 'F9', { altKey: true })],
  ])('%s is not', (combination, event) => {
    expect(isPressed(combination, event)).toBe(false);
  });

  test('that would be typed does not work in fields', () => {
    expect(['Ctrl+K', 'Alt+F9', 'F2', 'Escape'].map(worksInFields)).toEqual([true, true, true, true]);
    expect(['1', '/', '?', 'ArrowUp'].map(worksInFields)).toEqual([false, false, false, false]);
  });

  test('is drawn as it stands on the keys', () => {
    expect(['Ctrl+K', 'Escape', 'ArrowUp', '1'].map(drawnAs)).toEqual(['Ctrl K', 'Esc', '↑', '1']);
  });
});
