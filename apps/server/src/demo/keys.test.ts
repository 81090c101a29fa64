import { operations, type OperationContract } from '@bonum/contract';
import { expect, test } from 'vitest';
import { withDatabase } from '../testing/database.ts';
import { instant } from '@bonum/engine';
import type { Shell } from '../operation.ts';
import { demoKeys, ensureDemoKeys } from './keys.ts';

const contracts: readonly OperationContract[] = Object.values(operations);

test('a till sells, returns, hands out cards and signs people up; it changes nobody and no card that is there', () => {
  const scopes: readonly string[] = demoKeys.till.scopes;
  const may = contracts
    .filter(({ access, keyScope = access }) => scopes.includes(access) || scopes.includes(keyScope))
    .map(({ id }) => id);
  expect(may).toEqual([
    'quote-receipt',
    'hold-points',
    'commit-receipt',
    'cancel-receipt',
    'return-receipt',
    'sync-receipts',
    'grant-allowances',
    'get-till-rules',
    'list-products',
    'request-confirmation',
    'join-member',
    'open-card',
    'find-member',
  ]);
});

test(
  'keys that were made with other scopes get those of today, and stay revoked if they were',
  withDatabase(async ({ db }) => {
    const shell = { db, clock: () => instant(0) } as Shell;
    await ensureDemoKeys(shell);
    await db
      .updateTable('api_key')
      .set({ scopes: ['members:write'], revoked_at: new Date(1) })
      .execute();
    await ensureDemoKeys(shell);
    const keys = await db.selectFrom('api_key').select(['name', 'scopes', 'revoked_at']).execute();
    expect(keys).toHaveLength(3);
    for (const { name, scopes } of Object.values(demoKeys))
      expect(keys).toContainEqual({ name, scopes, revoked_at: 1 });
  }),
);
