import { scopes, type Scope } from '@bonum/contract';
import { insertKey } from '../keys/create-key.ts';
import type { KeyCaller, Shell } from '../operation.ts';
import { demoId } from './life.ts';

/** Everybody knows these: they open a demo and nothing else, and `bonum serve` refuses a database that has them. */
export interface DemoKey {
  readonly secret: string;
  readonly name: string;
  readonly purpose: string;
  readonly scopes: readonly Scope[];
  readonly storeId: string | null;
  readonly tillId: string | null;
}

export const demoKeys = {
  till: {
    secret: 'demo-till-key',
    name: 'Демо: касса 1, Спорт на Тверской',
    purpose: 'till 1 of store MSK-1',
    scopes: ['till', 'members:join'],
    storeId: 'MSK-1',
    tillId: '1',
  },
  office: {
    secret: 'demo-office-key',
    name: 'Демо: бэк-офис',
    purpose: 'everything',
    scopes,
    storeId: null,
    tillId: null,
  },
  read: {
    secret: 'demo-read-key',
    name: 'Демо: только чтение',
    purpose: 'reading only',
    scopes: ['members:read', 'programme:read'],
    storeId: null,
    tillId: null,
  },
} as const satisfies Record<string, DemoKey>;

const keyIdOf = ({ secret }: DemoKey): string => demoId(`key ${secret}`);

/** Makes those that are not there; one that was revoked stays so. A demo that an earlier Bonum made gets today's scopes. */
export async function ensureDemoKeys({ db, clock }: Shell): Promise<void> {
  for (const key of Object.values<DemoKey>(demoKeys)) {
    const keyId = keyIdOf(key);
    const made = await insertKey(db, { ...key, keyId, demo: true, now: clock() });
    if (made) continue;
    await db
      .updateTable('api_key')
      .set({ scopes: [...key.scopes] })
      .where('key_id', '=', keyId)
      .execute();
  }
}

/** Who acts out the story. */
export const demoCaller: KeyCaller = {
  keyId: keyIdOf(demoKeys.office),
  name: demoKeys.office.name,
  scopes,
  storeId: null,
  tillId: null,
};
