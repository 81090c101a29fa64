import type { Person } from './person.ts';

/** The member that the three things to try are about: comes often, and of everything that can happen to points something did. */
export const hero: {
  readonly person: Person;
  readonly purchases: number;
  /** Which purchases points pay a part of; the last ones earn only, so that there is something to spend. */
  readonly spendsAt: readonly number[];
  /** Of which something comes back. */
  readonly bringsBack: readonly number[];
  /** What she was given for a mishap, after which purchase. */
  readonly gift: { readonly after: number; readonly points: number; readonly reason: string };
} = {
  person: { name: 'Анна Сергеевна', surname: 'Соколова', birthDate: '1991-04-17', gender: 'female' },
  purchases: 32,
  spendsAt: [9, 14, 19, 25],
  bringsBack: [12, 27],
  gift: { after: 22, points: 300, reason: 'Извинение за очередь' },
};
