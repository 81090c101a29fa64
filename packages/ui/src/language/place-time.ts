import type { Language } from './format.ts';
import { dateWriter } from './intl.ts';

/** When something was, by the clock of the place where it was: a receipt from Kamchatka shows Kamchatka's time everywhere. */
export interface PlaceMoment {
  readonly at: string;
  readonly offsetMinutes: number;
}

export interface PlaceFormat {
  /** 18:42 */
  readonly time: (moment: PlaceMoment) => string;
  /** Ноябрь; with the year when it is another. */
  readonly month: (month: string) => string;
  /** Сегодня, 22 ноября; Пятница, 20 ноября. */
  readonly day: (moment: PlaceMoment) => string;
  /** 22 ноября; with the year when it is another. */
  readonly date: (moment: PlaceMoment) => string;
  /** Сегодня; 20 ноя; with the year when it is another. */
  readonly short: (moment: PlaceMoment) => string;
  /** Н, under a bar. */
  readonly letter: (month: string) => string;
}

const locales = { ru: 'ru-RU', en: 'en-GB' } as const;
const days = { ru: ['Сегодня', 'Вчера'], en: ['Today', 'Yesterday'] } as const;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** The fields of UTC are those of the place. */
const placed = ({ at, offsetMinutes }: PlaceMoment): Date =>
  new Date(Date.parse(at) + offsetMinutes * MINUTE_MS);

/** `2026-11-22`, of the place. */
export const dayOf = (moment: PlaceMoment): string => placed(moment).toISOString().slice(0, 10);
/** `2026-11`, of the place. */
export const monthOf = (moment: PlaceMoment): string => dayOf(moment).slice(0, 7);

/** @param now of this device, by which today is known */
export function placeFormat(language: Language, now: Date): PlaceFormat {
  const write = (date: Date, options: Intl.DateTimeFormatOptions): string =>
    dateWriter(locales[language], { ...options, timeZone: 'UTC' }).format(date);
  /** The year is said where it is another. */
  const dated = (date: Date, options: Intl.DateTimeFormatOptions): string =>
    write(date, date.getUTCFullYear() === now.getFullYear() ? options : { ...options, year: 'numeric' });
  const date = (moment: PlaceMoment): string =>
    dated(placed(moment), { day: 'numeric', month: 'long' }).replaceAll(' ', '\u00A0');
  const daysAgo = (moment: PlaceMoment): number => {
    const today = dayOf({ at: now.toISOString(), offsetMinutes: moment.offsetMinutes });
    return Math.round((Date.parse(today) - Date.parse(dayOf(moment))) / DAY_MS);
  };
  // In Russian some months are cut by a point, and some are not; a year has the word for it behind it.
  const short = (moment: PlaceMoment): string =>
    daysAgo(moment) === 0
      ? days[language][0]
      : dated(placed(moment), { day: 'numeric', month: 'short' })
          .replace(/\sг\.$/u, '')
          .replaceAll('.', '')
          .replaceAll(' ', '\u00A0');
  const day = (moment: PlaceMoment): string => {
    const ago = daysAgo(moment);
    const name =
      ago === 0 || ago === 1 ? days[language][ago] : capital(write(placed(moment), { weekday: 'long' }));
    return `${name}, ${date(moment)}`;
  };
  const named = (month: string): Date => new Date(`${month}-01T00:00:00Z`);
  return {
    time: (moment) => write(placed(moment), { hour: '2-digit', minute: '2-digit' }),
    date,
    day,
    short,
    month: (month) => capital(dated(named(month), { month: 'long' })),
    letter: (month) => write(named(month), { month: 'narrow' }),
  };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
