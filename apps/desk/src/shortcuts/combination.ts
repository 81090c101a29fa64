/** What is pressed, as a keyboard reports it. */
export interface Pressed {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/**
 * Whether a combination such as `Ctrl+K`, `Alt+F9`, `1`, `/` or `?` is what was pressed. Letters and digits go by their place on the
 * keyboard, since what they write moves with its layout.
 */
export function isPressed(combination: string, pressed: Pressed): boolean {
  const parts = combination.split('+');
  const name = parts.at(-1) ?? '';
  const wants = (modifier: string): boolean => parts.slice(0, -1).includes(modifier);
  if (wants('Ctrl') !== (pressed.ctrlKey || pressed.metaKey) || wants('Alt') !== pressed.altKey) return false;
  if (/^[A-Z]$/.test(name)) return pressed.code === `Key${name}` && wants('Shift') === pressed.shiftKey;
  if (/^\d$/.test(name))
    return [`Digit${name}`, `Numpad${name}`].includes(pressed.code) && wants('Shift') === pressed.shiftKey;
  if (name === '/') return pressed.key === '/' || (pressed.code === 'Slash' && !pressed.shiftKey);
  if (name === '?') return pressed.key === '?' || (pressed.code === 'Slash' && pressed.shiftKey);
  return pressed.key === name && wants('Shift') === pressed.shiftKey;
}

/** With Ctrl or Alt, and the keys F1–F12 and Escape, a shortcut works while somebody types; else it would be typed. */
export const worksInFields = (combination: string): boolean =>
  /^(Ctrl|Alt)\+/.test(combination) || /^F\d+$/.test(combination) || combination === 'Escape';

const drawn: Readonly<Record<string, string>> = {
  Escape: 'Esc',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
};

/** As it stands on a key: `Ctrl K`. */
export const drawnAs = (combination: string): string =>
  combination
    .split('+')
    .map((part) => drawn[part] ?? part)
    .join(' ');
