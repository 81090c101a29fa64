import type { Person } from './person.ts';

/** The member that the three things to try are about: comes often and has never spent a point. */
export const hero: { readonly person: Person; readonly purchases: number } = {
  person: { name: 'Анна Сергеевна', surname: 'Соколова', birthDate: '1991-04-17', gender: 'female' },
  purchases: 16,
};
