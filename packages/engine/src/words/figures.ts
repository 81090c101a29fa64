import type { Language } from '../programme.ts';

const blank = '\u00A0';

/** 12345 is `12 345` in Russian, with blanks that no printer breaks at, and `12,345` in English. */
export function count(value: number, language: Language): string {
  const digits = String(Math.abs(value));
  const grouped = digits.replace(/\B(?=(?:\d{3})+$)/g, language === 'ru' ? blank : ',');
  return `${value < 0 ? '−' : ''}${grouped}`;
}

/** An amount in minor units: `1 234,50 ₽`, `£1,234.50`; whole amounts without their zeros. */
export function money(minor: number, currency: string, language: Language): string {
  const rest = Math.abs(minor) % 100;
  const whole = (Math.abs(minor) - rest) / 100;
  const fraction = rest === 0 ? '' : `${language === 'ru' ? ',' : '.'}${String(rest).padStart(2, '0')}`;
  const sign = minor < 0 ? '−' : '';
  const symbol = symbols.get(currency) ?? currency;
  const amount = `${count(whole, language)}${fraction}`;
  if (language === 'ru') return `${sign}${amount}${blank}${symbol}`;
  return symbol.length === 1 ? `${sign}${symbol}${amount}` : `${sign}${amount}${blank}${symbol}`;
}

/** A rate in basis points: `5 %`, `2,5 %`; `5%`, `2.5%`. */
export function percent(rate: number, language: Language): string {
  const rest = rate % 100;
  const digits = rest === 0 ? '' : String(rest).padStart(2, '0').replace(/0$/, '');
  const whole = String((rate - rest) / 100);
  const point = language === 'ru' ? ',' : '.';
  return `${whole}${digits === '' ? '' : point + digits}${language === 'ru' ? blank : ''}%`;
}

/** A multiplier in basis points: `×2`, `×1,5`; `×1.5`. */
export const multiple = (rate: number, language: Language): string =>
  `×${percent(rate / 100, language).replace(/\D?%$/, '')}`;

/** The Russian form for a number: один балл, два балла, пять баллов. */
export function russianForm(value: number, [one, few, many]: readonly [string, string, string]): string {
  const [last, lastTwo] = [Math.abs(value) % 10, Math.abs(value) % 100];
  if (last === 1 && lastTwo !== 11) return one;
  return last >= 2 && last <= 4 && (lastTwo < 12 || lastTwo > 14) ? few : many;
}

const symbols: ReadonlyMap<string, string> = new Map([
  ['RUB', '₽'],
  ['USD', '$'],
  ['EUR', '€'],
  ['GBP', '£'],
  ['KZT', '₸'],
]);

/** Thousandths as people count them: `2`, `0,5`. */
export function quantity(thousandths: number, language: Language): string {
  const rest = thousandths % 1000;
  const whole = count((thousandths - rest) / 1000, language);
  if (rest === 0) return whole;
  return `${whole}${language === 'ru' ? ',' : '.'}${String(rest).padStart(3, '0').replace(/0+$/, '')}`;
}
