import { sbisRetail, type SbisRetail } from '@bonum/standins/sbis-retail';
import { sbisRecord, type SbisSettings } from '../sbis/sbis-record.ts';
import type { SystemOfRecord } from '../system-of-record.ts';
import { points, receipt } from './record-command.ts';

export const keys = { appClientId: '1001', appSecret: 'SECRET', secretKey: 'key' };
const stores = { 206: 'Тверская, 1', 207: 'Арбат, 2', 208: 'Лесная, 3' };
export const phone = '+79161234567';

export const settingsOf = (saby: SbisRetail, more: Partial<SbisSettings> = {}): SbisSettings => ({
  ...keys,
  authUrl: saby.authUrl,
  apiUrl: saby.apiUrl,
  pointId: 206,
  stores: { '7708': 207 },
  patienceMs: 5000,
  ...more,
});

/** A chain at Saby, and Bonum connected to it. */
export async function withSaby(
  work: (saby: SbisRetail, record: SystemOfRecord) => Promise<void>,
  {
    settings = {},
    ...standin
  }: {
    settings?: Partial<SbisSettings>;
    keepsForeignIds?: boolean;
    writeOffsAddUp?: boolean;
    writeOffsBy?: 'GET' | 'POST';
    clock?: () => number;
  } = {},
): Promise<void> {
  await using saby = await sbisRetail({ ...keys, points: stores, pageSize: 2, ...standin });
  await work(saby, sbisRecord(settingsOf(saby, settings)));
}

export const sold = receipt();
export const spent = (amount: number) => points(-amount, sold.receiptId);
export const given = { act: 'receipt', receipt: sold } as const;
