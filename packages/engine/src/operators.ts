import { birthdayIn, civilFromDays, daysFromCivil } from './calendar.ts';
import { weekdays, type FactKind, type Operands, type Weekday } from './condition.ts';

/** What a fact of each kind is at the till. */
export interface FactValues {
  readonly word: string | null;
  readonly set: readonly string[];
  readonly path: readonly string[];
  readonly flag: boolean;
  readonly number: number;
  readonly birthday: {
    readonly today: number;
    readonly birthday: { readonly month: number; readonly day: number } | null;
  };
  /** Local day since 1970-01-01. */
  readonly date: number;
  /** Local minute of the day. */
  readonly time: number;
  readonly weekday: Weekday;
}

export type Operators = {
  readonly [K in FactKind]: {
    readonly [Op in keyof Operands[K]]: (operand: Operands[K][Op]) => (fact: FactValues[K]) => boolean;
  };
};

/** Every operator of the language. Each is given its operand once and answers for many facts. */
export const operators: Operators = {
  word: {
    is: (word) => (fact) => fact === word,
    in: (words) => {
      const known = new Set<string | null>(words);
      return (fact) => known.has(fact);
    },
  },
  set: {
    has: (word) => (fact) => fact.includes(word),
    'has-any': (words) => {
      const known = new Set(words);
      return (fact) => fact.some((word) => known.has(word));
    },
  },
  path: { within: (prefix) => (fact) => prefix.every((step, depth) => fact[depth] === step) },
  flag: { is: (wanted) => (fact) => fact === wanted },
  number: {
    is: (bound) => (fact) => fact === bound,
    'at-least': (bound) => (fact) => fact >= bound,
    'at-most': (bound) => (fact) => fact <= bound,
    'more-than': (bound) => (fact) => fact > bound,
    'less-than': (bound) => (fact) => fact < bound,
  },
  birthday: {
    'within-days':
      ({ before, after }) =>
      ({ today, birthday }) => {
        if (birthday === null) return false;
        const { year } = civilFromDays(today);
        // A birthday on 1 January is near in the last days of the year before it, and the other way round.
        return [year - 1, year, year + 1].some((near) => {
          const day = birthdayIn(near, birthday);
          return today >= day - before && today <= day + after;
        });
      },
  },
  date: {
    from: (first) => atLeast(dayOf(first)),
    until: (last) => atMost(dayOf(last)),
    between: ({ from, to }) => {
      const [first, last] = [dayOf(from), dayOf(to)];
      return (day) => day >= first && day <= last;
    },
  },
  time: {
    between: ({ from, to }) => {
      const [start, end] = [minuteOf(from), minuteOf(to)];
      return start < end
        ? (minute) => minute >= start && minute < end
        : (minute) => minute >= start || minute < end;
    },
  },
  weekday: {
    in: (days) => {
      const known = new Set(days);
      return (day) => known.has(day);
    },
  },
};

const atLeast = (bound: number) => (fact: number) => fact >= bound;
const atMost = (bound: number) => (fact: number) => fact <= bound;

function dayOf(date: string): number {
  return daysFromCivil({
    year: Number(date.slice(0, 4)),
    month: Number(date.slice(5, 7)),
    day: Number(date.slice(8, 10)),
  });
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** 1970-01-01 was a Thursday. */
export function weekdayOf(day: number): Weekday {
  return weekdays[(((day + 3) % 7) + 7) % 7] ?? 'mon';
}
