import { readFile } from 'node:fs/promises';
import { sapGateway } from '@bonum/standins/sap-gateway';
import { describe, expect, test } from 'vitest';
import type { RecordCheck } from '../system-of-record.ts';
import { command, points } from '../testing/record-command.ts';
import { readSapSettings, sapRecord, type SapSettings } from './sap-record.ts';
import { sapDefaults } from './sap-settings.ts';

const account = { user: 'BONUM', password: 'секрет' };

async function checked(settings: Partial<SapSettings>): Promise<readonly RecordCheck[]> {
  await using sap = await sapGateway(account);
  return await sapRecord({ url: sap.url, ...account, ...settings }).check();
}

const wrong = (checks: readonly RecordCheck[]): readonly string[] =>
  checks.flatMap(({ what, fault, about }) =>
    fault === null ? [] : [[what, fault, ...Object.values(about)].join(' ')],
  );

describe('what Bonum needs of SAP', () => {
  test('is all there', async () => {
    const checks = await checked({ cards: {} });
    expect(wrong(checks)).toEqual([]);
    expect(checks.map(({ what }) => what)).toEqual([
      '/sap/opu/odata/sap/API_BUSINESS_PARTNER',
      'A_BusinessPartner',
      'A_BusinessPartnerAddress',
      'A_AddressEmailAddress',
      'A_AddressPhoneNumber',
      'A_BuPaIdentification',
      '/sap/opu/odata/sap/ZBONUM_LOYALTY_SRV',
      'AccountSet',
      'OperationSet',
      'CardSet',
      '/sap/bc/idoc_xml',
    ]);
  });

  test('is missing, each with what to do', async () => {
    expect(
      wrong(
        await checked({
          accounts: { set: 'BalanceSet' },
          operations: { reference: 'Commando' },
          receipts: { path: '/sap/bc/other' },
        }),
      ),
    ).toEqual([
      'BalanceSet no-set accounts',
      'OperationSet/Commando no-field operations',
      '/sap/bc/other no-inbox',
    ]);
    expect(wrong(await checked({ operations: { set: 'AccountSet', points: 'PointsBalance' } }))).toContain(
      'AccountSet not-writable sap:creatable="false"',
    );
    expect(wrong(await checked({ accounts: { service: '/sap/opu/odata/sap/ZOTHER_SRV' } }))).toEqual([
      '/sap/opu/odata/sap/ZOTHER_SRV no-service service',
    ]);
  });

  test('has been given another name meanwhile', async () => {
    await using sap = await sapGateway(account);
    const record = sapRecord({ url: sap.url, ...account });
    const id = sap.seed({ surname: 'Петрова', points: 5 });
    sap.rename('AccountSet', 'PointsBalance', 'Points');
    expect(wrong(await record.check())).toEqual(['AccountSet/PointsBalance no-field accounts']);
    expect(await record.read(id)).toMatchObject({ state: 'refused', because: 'no-field' });
    sap.rename('OperationSet', 'ExternalReference', 'Ref');
    expect(await record.read(id)).toMatchObject({ state: 'refused', because: 'no-field' });
  });

  test('and then nothing is taken for written: SAP says so itself, and a card of which nothing says whether it is blocked is none that works', async () => {
    await using sap = await sapGateway(account);
    const record = sapRecord({ url: sap.url, ...account, cards: {} });
    const recordId = sap.seed({ surname: 'Петрова' });
    const card = { number: '2000000000015', state: 'active' } as const;
    await record.carryOut(command({ act: 'put-card', card }, { recordId }));
    expect(await record.read(recordId)).toMatchObject({ value: { cards: [card] } });
    const { set, blocked } = sapDefaults.cards;
    sap.rename(set, blocked, 'Locked');
    expect(
      await record.carryOut(command({ act: 'put-card', card: { ...card, state: 'blocked' } }, { recordId })),
    ).toMatchObject({
      state: 'refused',
      because: 'sap-refused',
      about: { said: expect.stringContaining(blocked) },
    });
    expect(await record.read(recordId)).toEqual({
      state: 'refused',
      because: 'no-field',
      about: { names: `${set}/${blocked}`, setting: 'cards' },
    });
    sap.rename('OperationSet', 'Points', 'Bonus');
    const given = command(points(5), { recordId });
    for (const _again of [1, 2])
      expect(await record.carryOut(given)).toMatchObject({ state: 'refused', because: 'sap-refused' });
    expect(sap.balanceOf(recordId)).toBe(0);
  });
});

describe('settings', () => {
  const least = { url: 'https://sap.chain.example:44300', ...account };

  test('need little, and may name everything', () => {
    expect(readSapSettings(least)).toEqual({ ok: true, settings: least });
    const much = {
      ...least,
      client: '100',
      partners: { grouping: 'BP02', cardType: 'ZLOYAL' },
      accounts: { service: '/sap/opu/odata/sap/ZLOYALTY_SRV', ownerIs: 'card' },
      operations: { kind: null },
      cards: {},
      receipts: { stores: { 'store-7': '7708' }, soldSign: '-' },
    };
    expect(readSapSettings(much)).toMatchObject({ ok: true });
    expect(readSapSettings({ ...least, receipts: null })).toMatchObject({ ok: true });
  });

  test('are wrong where they are, and say what to write', () => {
    const read = readSapSettings({
      url: 'sap.chain.example',
      user: '',
      password: 'x',
      client: 100,
      partners: { cardType: 'TOOLONG' },
      operations: { refrence: 'X' },
      receipts: { stores: { a: 7708 } },
    });
    expect(read.ok ? [] : read.mistakes.map(({ path }) => path)).toEqual([
      'url',
      'user',
      'client',
      'partners.cardType',
      'operations.refrence',
      'receipts.stores',
    ]);
    expect(readSapSettings(null).ok).toBe(false);
  });
});

test('docs/sap.md shows the settings in full, as they are when they are left out', async () => {
  const page = await readFile(new URL('../../../../docs/sap.md', import.meta.url), 'utf8');
  const shown: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(page)?.[1] ?? '');
  expect(readSapSettings(shown)).toMatchObject({ ok: true });
  const { partners, accounts, operations, receipts } = sapDefaults;
  expect(shown).toMatchObject({ partners, accounts, operations, receipts });
});
