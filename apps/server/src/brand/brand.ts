import type { Input } from '@bonum/contract';
import type { Kysely } from 'kysely';
import { readContent } from '../content/content.ts';
import type { Database } from '../database/schema.ts';

export type Brand = Input<'put-brand'>;

/** What an installation looks like before anybody has written a brand. */
const plain: Brand = {
  name: { ru: 'Бонусная карта', en: 'Loyalty card' },
  shortName: 'Бонусы',
  colours: {
    brand: '#00475B',
    onBrand: '#FFFFFF',
    points: '#FFC53D',
    onPoints: '#14181B',
    pointsOnBrand: '#FFC53D',
  },
  languages: ['ru', 'en'],
  support: {},
  consents: [],
};

export async function readBrand(
  db: Kysely<Database>,
): Promise<{ readonly version: number; readonly brand: Brand }> {
  const written = await readContent<Brand>(db, 'brand');
  return { version: written?.version ?? 0, brand: written?.document ?? plain };
}
