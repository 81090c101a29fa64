import { dateWriter, numberWriter, pluralRules } from './intl.ts';

export type Language = 'ru' | 'en';

/** One, few, many, as the language counts: балл, балла, баллов. */
export interface Forms {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** How numbers, money and time are written in a language. Every number on a screen comes from here. */
export interface Format {
  readonly number: (value: number) => string;
  /** With its sign: +35, −35. */
  readonly signed: (value: number) => string;
  /** The number and its word: 35 баллов. */
  readonly count: (value: number, forms: Forms) => string;
  readonly plural: (value: number, forms: Forms) => string;
  readonly points: (value: number) => string;
  /** From minor units: kopecks, cents. */
  readonly money: (minor: number, currency: string) => string;
  /** Thousandths as people count them: 2; 0,3. */
  readonly quantity: (thousandths: number) => string;
  /** 0.07 → 7 %. */
  readonly percent: (share: number) => string;
  /** 30 ноября; with the year when it is another. */
  readonly date: (at: Date | string) => string;
  readonly time: (at: Date | string) => string;
  readonly dateTime: (at: Date | string) => string;
  readonly month: (at: Date | string) => string;
}

const locales = { ru: 'ru-RU', en: 'en-GB' } as const;
const pointForms: Readonly<Record<Language, Forms>> = {
  ru: { one: 'балл', few: 'балла', many: 'баллов', other: 'балла' },
  en: { one: 'point', other: 'points' },
};

const THOUSAND = 1000;
const NBSP = '\u00a0';
const MINUS = '−';
const typeset = (text: string): string => text.replaceAll('-', MINUS).replaceAll(/[\u202f ]/g, NBSP);

function formatOf(language: Language): Format {
  const locale = locales[language];
  const plural = (value: number, forms: Forms): string => {
    const rule = pluralRules(locale, {}).select(Math.abs(value));
    return (rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : undefined) ?? forms.other;
  };
  const number = (value: number): string =>
    // A zero that was subtracted has no sign to show.
    typeset(numberWriter(locale, {}).format(value + 0));
  const count = (value: number, forms: Forms): string => `${number(value)}${NBSP}${plural(value, forms)}`;
  return {
    number,
    signed: (value) => (value > 0 ? `+${number(value)}` : number(value)),
    plural,
    count,
    points: (value) => count(value, pointForms[language]),
    money: (minor, currency) => typeset(moneyOf(locale, minor, currency)),
    quantity: (thousandths) =>
      numberWriter(locale, { maximumFractionDigits: 3 }).format(thousandths / THOUSAND),
    percent: (share) =>
      typeset(numberWriter(locale, { style: 'percent', maximumFractionDigits: 1 }).format(share)),
    ...dateFormats(locale),
  };
}

function dateFormats(locale: string): Pick<Format, 'date' | 'time' | 'dateTime' | 'month'> {
  const write = (at: Date | string, options: Intl.DateTimeFormatOptions): string =>
    dateWriter(locale, options).format(new Date(at));
  const date = (at: Date | string): string => {
    const thisYear = new Date(at).getFullYear() === new Date().getFullYear();
    const day = { day: 'numeric', month: 'long' } as const;
    return write(at, thisYear ? day : { ...day, year: 'numeric' }).replaceAll(' ', NBSP);
  };
  const time = (at: Date | string): string => write(at, { hour: '2-digit', minute: '2-digit' });
  return {
    date,
    time,
    dateTime: (at) => `${date(at)}, ${time(at)}`,
    month: (at) => write(at, { month: 'long', year: 'numeric' }),
  };
}

/** Kopecks are shown only where there are some. */
function moneyOf(locale: string, minor: number, currency: string): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const digits = numberWriter(locale, style).resolvedOptions().maximumFractionDigits ?? 2;
  const shown = minor % 10 ** digits === 0 ? 0 : digits;
  return numberWriter(locale, {
    ...style,
    minimumFractionDigits: shown,
    maximumFractionDigits: shown,
  }).format(minor / 10 ** digits);
}

export const formats: Readonly<Record<Language, Format>> = { ru: formatOf('ru'), en: formatOf('en') };

/** +7 916 402-18-55; numbers of other countries in groups of three. */
export function formatPhone(phone: string): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  if (russian) return `+7${NBSP}${russian[1]}${NBSP}${russian[2]}-${russian[3]}-${russian[4]}`;
  return phone.replaceAll(/(\d{3})(?=\d{2})/g, `$1${NBSP}`);
}
