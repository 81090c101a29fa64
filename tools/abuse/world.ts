import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { usualParameters, type Parameters } from '../../apps/server/src/abuse/parameters.ts';
import type { Chain } from './plant.ts';
import { placesOf } from './places.ts';
import { readReceipts, type RealReceipt } from './read-receipts.ts';
import { staffWorkOf } from './staff-work.ts';
import { tradeOf } from './trade.ts';
import { webShopOf } from './web-shop.ts';

/** Beside the checkout: public data that is not part of Bonum (docs/abuse.md says which). */
const DATA = join(dirname(join(import.meta.dirname, '../..')), 'shared/data');
const filesIn = (folder: string) => ({
  stores: join(folder, 'completejourney/receipts.csv.gz'),
  web: join(folder, 'online_retail/receipts.csv.gz'),
});

export const hasData = (folder = DATA): boolean => Object.values(filesIn(folder)).every(existsSync);

export interface RealData {
  readonly stores: readonly RealReceipt[];
  readonly web: readonly RealReceipt[];
}

export async function readData(folder = DATA): Promise<RealData> {
  const { stores, web } = filesIn(folder);
  return { stores: await readReceipts(stores), web: await readReceipts(web) };
}

/** Nobody sits at the till of the web shop. */
export const parameters: Parameters = { ...usualParameters, storesWithoutCashiers: ['WEB'] };

/** Four weeks of a chain where everybody is honest. */
export function honestChain({ stores, web }: RealData, seed: string): Chain {
  const trade = tradeOf(stores, seed);
  return {
    receipts: [...trade, ...webShopOf(web, seed)],
    places: placesOf(trade, seed),
    ...staffWorkOf(trade, seed),
  };
}
