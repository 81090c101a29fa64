import { explain, instant, type ProgrammeNames } from '@bonum/engine';
import { describe, expect, test } from 'vitest';
import { packSale, unpackSale } from './evidence.ts';

/** As the first release has written it. */
const first =
  '[1,["1","sale","bonus","balance","shoes"],[[["S-1","1","1","1"],"2026-11-22T19:05:00+03:00",[[0,"SHOES",1000,100000]],[],null,null,0,0,0,0],' +
  '[[[0,100000,[[1,10000]],[[2,900,90000]],0,[]]],[100000,10000,90000,0],[[2,1000,900,3,900,90000]],[],[[]],' +
  '{"before":"gold","after":"gold","spendBefore":0,"spendAfter":0,"next":null},[[1,10000,0,[0],null,null,1]],' +
  '[[4,null,{"type":"taken","by":"sale"}]],[],[],[],[],[],[],0],[{"id":"test","version":1},null,{},[],null,[],null,{}]]]';

const text = (name: string) => ({ ru: name, en: name });
const names: ProgrammeNames = {
  currency: 'RUB',
  kinds: { bonus: text('Bonus') },
  levels: { gold: text('Gold') },
  sources: { sale: text('Sale'), shoes: text('Shoes') },
};

describe('the evidence of a sale', () => {
  test('of the first release is read, and told as far as it goes', () => {
    const { calculation } = unpackSale(Buffer.from(first));
    expect(calculation.missed).toEqual([
      { promotion: 'shoes', code: null, because: { type: 'taken', by: 'sale' } },
    ]);
    const voice = { language: 'en', audience: 'member', at: instant(0), offsetMinutes: 0 } as const;
    const { whole } = explain(calculation, names, voice);
    expect(whole).toContain('“Shoes” did not apply: it does not combine with “Sale”');
    expect(whole).toContain(
      'You earned no points for this purchase: what is paid with points earns no points',
    );
  });

  test('of this release has its lines, and why nothing was earned', () => {
    const old = unpackSale(Buffer.from(first));
    for (const nothingEarned of [null, 'goods'] as const) {
      const because = { type: 'taken', by: 'sale', lines: ['1'] } as const;
      const missed = [{ promotion: 'shoes', code: null, because }];
      const evidence = { ...old, calculation: { ...old.calculation, missed, nothingEarned } };
      expect(unpackSale(packSale(evidence))).toEqual(evidence);
    }
  });
});
