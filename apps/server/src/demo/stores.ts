import type { Input } from '@bonum/contract';

export interface DemoStore {
  readonly storeId: string;
  readonly name: string;
  readonly city: string;
  /** Of the city's clocks, from UTC. */
  readonly offsetMinutes: number;
  readonly place: { readonly latitude: number; readonly longitude: number };
  /** How much of the trade is here. */
  readonly share: number;
}

export const stores: readonly DemoStore[] = [
  {
    storeId: 'MSK-1',
    name: 'Спорт на Тверской',
    city: 'Москва',
    offsetMinutes: 180,
    place: { latitude: 55.765, longitude: 37.605 },
    share: 28,
  },
  {
    storeId: 'MSK-2',
    name: 'Спорт в Митине',
    city: 'Москва',
    offsetMinutes: 180,
    place: { latitude: 55.846, longitude: 37.363 },
    share: 20,
  },
  {
    storeId: 'SPB-1',
    name: 'Спорт на Лиговском',
    city: 'Санкт-Петербург',
    offsetMinutes: 180,
    place: { latitude: 59.921, longitude: 30.355 },
    share: 20,
  },
  {
    storeId: 'KZN-1',
    name: 'Спорт на Баумана',
    city: 'Казань',
    offsetMinutes: 180,
    place: { latitude: 55.787, longitude: 49.123 },
    share: 12,
  },
  {
    storeId: 'EKB-1',
    name: 'Спорт на Малышева',
    city: 'Екатеринбург',
    offsetMinutes: 300,
    place: { latitude: 56.838, longitude: 60.603 },
    share: 11,
  },
  {
    storeId: 'NSK-1',
    name: 'Спорт на Красном',
    city: 'Новосибирск',
    offsetMinutes: 420,
    place: { latitude: 55.031, longitude: 82.921 },
    share: 9,
  },
];

export const tillIds = ['1', '2'] as const;

export const storesRequest = (): Input<'put-stores'> => ({
  stores: stores.map(({ storeId, name, city, place }) => ({
    storeId,
    name,
    city,
    tags: ['sport'],
    place,
    tills: tillIds.map((tillId) => ({ tillId, name: `Касса ${tillId}` })),
  })),
});
