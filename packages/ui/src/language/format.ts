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

const NBSP = '\u00a0';
const MINUS = '−';
const typeset = (text: string): string => text.replaceAll('-', MINUS).replaceAll(/[\u202f ]/g, NBSP);

function formatOf(language: Language): Format {
  const locale = locales[language];
  const whole = new Intl.NumberFormat(locale);
  const percents = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const rules = new Intl.PluralRules(locale);
  const plural = (value: number, forms: Forms): string => {
    const rule = rules.select(Math.abs(value));
    return (rule === 'one' || rule === 'few' || rule === 'many' ? forms[rule] : undefined) ?? forms.other;
  };
  const number = (value: number): string =>
    // A zero that was subtracted has no sign to show.
    typeset(whole.format(value + 0));
  const count = (value: number, forms: Forms): string => `${number(value)}${NBSP}${plural(value, forms)}`;
  const dates = dateFormats(locale);
  return {
    number,
    signed: (value) => (value > 0 ? `+${number(value)}` : number(value)),
    plural,
    count,
    points: (value) => count(value, pointForms[language]),
    money: (minor, currency) => typeset(moneyOf(locale, minor, currency)),
    percent: (share) => typeset(percents.format(share)),
    ...dates,
  };
}

function dateFormats(locale: string): Pick<Format, 'date' | 'time' | 'dateTime' | 'month'> {
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' });
  const long = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' });
  const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit' });
  const months = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });
  const date = (given: Date | string): string => {
    const at = new Date(given);
    const thisYear = at.getFullYear() === new Date().getFullYear();
    return (thisYear ? short : long).format(at).replaceAll(' ', NBSP);
  };
  const time = (given: Date | string): string => clock.format(new Date(given));
  return {
    date,
    time,
    dateTime: (at) => `${date(at)}, ${time(at)}`,
    month: (at) => months.format(new Date(at)),
  };
}

/** Kopecks are shown only where there are some. */
function moneyOf(locale: string, minor: number, currency: string): string {
  const style = { style: 'currency', currency, currencyDisplay: 'narrowSymbol' } as const;
  const digits = new Intl.NumberFormat(locale, style).resolvedOptions().maximumFractionDigits ?? 2;
  const whole = minor % 10 ** digits === 0;
  return new Intl.NumberFormat(locale, {
    ...style,
    minimumFractionDigits: whole ? 0 : digits,
    maximumFractionDigits: whole ? 0 : digits,
  }).format(minor / 10 ** digits);
}

export const formats: Readonly<Record<Language, Format>> = { ru: formatOf('ru'), en: formatOf('en') };

/** +7 916 402-18-55; numbers of other countries in groups of three. */
export function formatPhone(phone: string): string {
  const russian = /^\+7(\d{3})(\d{3})(\d{2})(\d{2})$/.exec(phone);
  if (russian) return `+7${NBSP}${russian[1]}${NBSP}${russian[2]}-${russian[3]}-${russian[4]}`;
  return phone.replaceAll(/(\d{3})(?=\d{2})/g, `$1${NBSP}`);
}
