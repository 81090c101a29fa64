import type { Input } from '@bonum/contract';

export interface DemoStore {
  readonly storeId: string;
  readonly name: string;
  readonly city: string;
  /** Of the city's clocks, from UTC. */
  readonly offsetMinutes: number;
  /** How much of the trade is here. */
  readonly share: number;
}

export const stores: readonly DemoStore[] = [
  { storeId: 'MSK-1', name: 'Спорт на Тверской', city: 'Москва', offsetMinutes: 180, share: 28 },
  { storeId: 'MSK-2', name: 'Спорт в Митине', city: 'Москва', offsetMinutes: 180, share: 20 },
  { storeId: 'SPB-1', name: 'Спорт на Лиговском', city: 'Санкт-Петербург', offsetMinutes: 180, share: 20 },
  { storeId: 'KZN-1', name: 'Спорт на Баумана', city: 'Казань', offsetMinutes: 180, share: 12 },
  { storeId: 'EKB-1', name: 'Спорт на Малышева', city: 'Екатеринбург', offsetMinutes: 300, share: 11 },
  { storeId: 'NSK-1', name: 'Спорт на Красном', city: 'Новосибирск', offsetMinutes: 420, share: 9 },
];

export const tillIds = ['1', '2'] as const;

export const storesRequest = (): Input<'put-stores'> => ({
  stores: stores.map(({ storeId, name, city }) => ({
    storeId,
    name,
    city,
    tags: ['sport'],
    tills: tillIds.map((tillId) => ({ tillId, name: `Касса ${tillId}` })),
  })),
});
