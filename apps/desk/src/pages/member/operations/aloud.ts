import { formats, placeFormat, type Language } from '@bonum/ui/language';
import type { Receipt } from '../use-member.ts';

/** So many reasons are said; who wants more reads on. */
const MOST = 3;

interface Said {
  readonly earned: (day: string, points: string) => string;
  /** A name as the language quotes one. */
  readonly quoted: (name: string) => string;
  readonly nothing: (day: string) => string;
  readonly spent: (points: string, money: string) => string;
  readonly discount: (money: string) => string;
  readonly back: (day: string, money: string) => string;
  readonly takenBack: (points: string) => string;
  readonly givenBack: (points: string) => string;
  readonly and: string;
}

const saying: Readonly<Record<Language, Said>> = {
  ru: {
    earned: (day, points) => `За чек от ${day} начислено ${points}`,
    quoted: (name) => `«${name}»`,
    nothing: (day) => `За чек от ${day} баллы не начислены`,
    spent: (points, money) => `Списано ${points}, это ${money}`,
    discount: (money) => `Скидка по чеку ${money}`,
    back: (day, money) => `По возврату от ${day} вернули ${money}`,
    takenBack: (points) => `начисленные ${points} сняты`,
    givenBack: (points) => `списанные ${points} вернули`,
    and: ' и ',
  },
  en: {
    earned: (day, points) => `The receipt of ${day} earned ${points}`,
    quoted: (name) => `“${name}”`,
    nothing: (day) => `The receipt of ${day} earned no points`,
    spent: (points, money) => `${points} were spent, worth ${money}`,
    discount: (money) => `The discount was ${money}`,
    back: (day, money) => `For the return of ${day} ${money} was given back`,
    takenBack: (points) => `${points} that it had earned were taken back`,
    givenBack: (points) => `${points} that it had cost were given back`,
    and: ' and ',
  },
};

const sum = (points: Readonly<Record<string, number>>): number =>
  Object.values(points).reduce((total, one) => total + one, 0);

const joined = (parts: readonly string[], and: string): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')}${and}${parts.at(-1) ?? ''}`;

/**
 * What an operator reads out when somebody asks about a receipt: what came of it, of what it is made, and what nearly applied.
 * @param now of this machine, by which this year is known
 */
export function aloud(receipt: Receipt, language: Language, now: Date): string {
  const say = saying[language];
  const format = formats[language];
  const { plus, minus, totals, currency, earned, missed } = receipt;
  const day = placeFormat(language, now).date(receipt);
  const money = (minor: number): string => format.money(minor, currency);
  const [came, went] = [sum(plus), sum(minus)];
  if (receipt.type === 'return') {
    const moved = [
      went > 0 ? say.takenBack(format.points(went)) : null,
      came > 0 ? say.givenBack(format.points(came)) : null,
    ].filter((part) => part !== null);
    return ended([[say.back(day, money(totals.paid)), ...moved].join('; ')]);
  }
  const reasons = earned
    .toSorted((one, other) => other.points - one.points)
    .slice(0, MOST)
    .map(({ points, name }) => `${format.number(points)} ${say.quoted(name)}`);
  const near = missed.find(({ inReach }) => inReach);
  return ended([
    came === 0
      ? `${say.nothing(day)}${receipt.nothingEarned === null ? '' : `: ${lowered(receipt.nothingEarned)}`}`
      : `${say.earned(day, format.points(came))}${reasons.length > 1 ? `: ${joined(reasons, say.and)}` : reasonOf(earned, say)}`,
    went > 0 ? say.spent(format.points(went), money(totals.spent)) : '',
    totals.discount > 0 ? say.discount(money(totals.discount)) : '',
    came === 0 && receipt.nothingEarned === null ? (receipt.others[0] ?? '') : '',
    near?.sentence ?? '',
  ]);
}

const reasonOf = ([first]: Receipt['earned'], { quoted }: Said): string =>
  first ? `: ${quoted(first.name)}, ${lowered(first.note)}` : '';

const lowered = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** Sentences, each with its full stop. */
const ended = (sentences: readonly string[]): string =>
  sentences
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[.!?…]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ');
