import type { Secret } from './rotating-code.ts';

// A key that scripts cannot read can be kept nowhere but here.
const DATABASE = 'bonum';
const STORE = 'barcode';
const MINE = 'mine';

function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open(DATABASE, 1);
  opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore(STORE));
  return settled(opening);
}

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB says no')));
  });

async function inStore<T>(
  mode: IDBTransactionMode,
  act: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open();
  try {
    return await settled(act(database.transaction(STORE, mode).objectStore(STORE)));
  } finally {
    database.close();
  }
}

/** Undefined: this phone has none, or keeps nothing (a private window). */
export const readSecret = (): Promise<Secret | undefined> =>
  inStore<Secret | undefined>('readonly', (store) => store.get(MINE)).catch(() => undefined);

export const keepSecret = async (secret: Secret): Promise<void> => {
  await inStore('readwrite', (store) => store.put(secret, MINE));
};

export const dropSecret = async (): Promise<void> => {
  await inStore('readwrite', (store) => store.delete(MINE));
};
