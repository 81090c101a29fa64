import { randomUUID } from 'node:crypto';
import {
  unknownPerson,
  type PointsAct,
  type RecordAct,
  type RecordCommand,
  type RecordedReceipt,
} from '../system-of-record.ts';

/** A command about somebody of whom only what matters is said. */
export const command = (act: RecordAct, who: Partial<RecordCommand['who']> = {}): RecordCommand => ({
  commandId: randomUUID(),
  at: Date.UTC(2026, 9, 5, 12, 0, 0),
  who: { ...unknownPerson, recordId: null, card: null, consents: {}, ...who },
  ...act,
});

export const points = (amount: number, receiptId: string | null = null): PointsAct => ({
  act: 'points',
  points: amount,
  kind: 'base',
  because: amount > 0 ? 'earned' : 'spent',
  receiptId,
});

export const receipt = (more: Partial<RecordedReceipt> = {}): RecordedReceipt => ({
  receiptId: 'store-7/till-2/000123',
  kind: 'sale',
  at: Date.UTC(2026, 9, 5, 20, 30, 0),
  offsetMinutes: 180,
  storeId: '7708',
  tillId: '002',
  number: '000123',
  lines: [
    {
      lineId: '1',
      productId: '100200',
      name: 'Чай "Снег & лёд"',
      quantity: 2000,
      price: 10_000,
      total: 18_000,
    },
    { lineId: '2', productId: '100300', name: 'Сыр', quantity: 355, price: 80_000, total: 28_400 },
  ],
  total: 46_400,
  ...more,
});
