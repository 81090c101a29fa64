import { openDB, type DBSchema, type IDBPDatabase } from 'idb';
import { dayHere, type Done, type SignUp } from './sign-up.ts';

interface Schema extends DBSchema {
  readonly waiting: { readonly key: string; readonly value: SignUp };
  readonly done: { readonly key: string; readonly value: Done };
}

const open = (): Promise<IDBPDatabase<Schema>> =>
  openDB<Schema>('bonum-promo', 1, {
    upgrade: (db) => {
      db.createObjectStore('waiting', { keyPath: 'memberId' });
      db.createObjectStore('done', { keyPath: 'memberId' });
    },
  });

let opened: Promise<IDBPDatabase<Schema>> | null = null;
const store = (): Promise<IDBPDatabase<Schema>> => (opened ??= open());

/** Those of one operator, the oldest first. */
export async function waitingOf(operatorId: string): Promise<SignUp[]> {
  const all = await (await store()).getAll('waiting');
  return all
    .filter((one) => one.operatorId === operatorId)
    .toSorted((one, other) => (one.at < other.at ? -1 : 1));
}

/** It is on this phone from now on, whatever happens to the page. */
export async function keep(signUp: SignUp): Promise<void> {
  await (await store()).put('waiting', signUp);
}

export async function drop(memberId: string): Promise<void> {
  await (await store()).delete('waiting', memberId);
}

/** What was personal goes; that it was done stays for today's count. Both, or neither. */
export async function finish(signUp: SignUp, now: Date): Promise<void> {
  const { memberId, operatorId } = signUp;
  const transaction = (await store()).transaction(['waiting', 'done'], 'readwrite');
  await Promise.all([
    transaction.objectStore('waiting').delete(memberId),
    transaction.objectStore('done').put({ memberId, operatorId, day: dayHere(now) }),
    transaction.done,
  ]);
}

/** How many today; days before it are forgotten. */
export async function doneToday(operatorId: string, now: Date): Promise<number> {
  const today = dayHere(now);
  const db = await store();
  const all = await db.getAll('done');
  await Promise.all(
    all.filter(({ day }) => day !== today).map(({ memberId }) => db.delete('done', memberId)),
  );
  return all.filter((one) => one.day === today && one.operatorId === operatorId).length;
}
