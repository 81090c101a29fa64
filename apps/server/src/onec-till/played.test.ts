import { clients } from '@bonum/standins/clients';
import { expect, test } from 'vitest';
import { goods, inShop } from './testing/onec-shop.ts';

test(
  'B12 U2 the till that anybody can start by one command sells with points and takes the goods back',
  inShop(async (shop) => {
    const { memberId, card } = await shop.member();
    const before = await shop.available(memberId);
    const said: string[] = [];
    await clients['onec-till']?.({
      address: shop.address,
      key: await shop.key(),
      card,
      product: goods.shoes,
      date: shop.date(),
      say: (line) => said.push(line),
    });
    expect(said.map((line) => line.split(':', 1)[0])).toEqual([
      'ping',
      'findclientcard',
      'getclientbonuses',
      'calculatediscounts',
      'writeoffclientbonuses',
      'receipts, the sale',
      'receipts, its return',
    ]);
    expect(said.slice(-2)).toEqual([
      expect.stringMatching(/"Outcome":"(booked|adjusted)"/),
      expect.stringContaining('"Outcome":"booked"'),
    ]);
    expect(await shop.available(memberId)).toBe(before);
  }),
);
