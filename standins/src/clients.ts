import { randomUUID } from 'node:crypto';
import { catalogueXml, offersXml } from './onec-catalogue.ts';
import { OnecExchange } from './onec-exchange.ts';
import { basketOf, returnedDocument, soldDocument } from './onec-receipt.ts';
import { OnecTill } from './onec-till.ts';

export interface PlayOptions {
  /** Of Bonum, as it is typed into 1C. */
  readonly address: string;
  readonly key: string;
  readonly card: string;
  readonly product: string;
  /** What 1C's clock shows, without a zone. */
  readonly date: string;
  /** Says each step. */
  readonly say: (line: string) => void;
}

/** What can be played against a Bonum, by name: `node standins/src/cli.ts onec-till --address … --key …`. */
export const clients: Readonly<Record<string, (options: PlayOptions) => Promise<void>>> = {
  'onec-till': playTill,
  'onec-exchange': playExchange,
};

/** A sale with points at a till that is 1C, and its return. */
async function playTill({ address, key, card, product, date, say }: PlayOptions): Promise<void> {
  const till = new OnecTill({ address, user: 'Касса 1', password: key });
  const shown = (what: string, answer: unknown): void => say(`${what}: ${JSON.stringify(answer)}`);
  const goods = [{ productId: product, count: 1, price: 1000 }];
  shown('ping', await till.say('GET', 'ping'));
  shown('findclientcard', await till.find({ ClientCardID: card }));
  const bonuses = await till.bonuses({ ClientCardID: card });
  shown('getclientbonuses', bonuses);
  const calculated = await till.calculate(
    basketOf(goods, { LoyaltyCardsList: [card], GetMaxBonusPay: true }),
  );
  shown('calculatediscounts', calculated);
  const bonus = Math.min(100, Number(bonuses['BonusCount'] ?? 0));
  if (bonus > 0)
    shown('writeoffclientbonuses', await till.writeOff({ ClientCardID: card, BonusesCount: bonus }));
  const sale = soldDocument({ guid: randomUUID(), date, card, goods, calculated, bonus });
  shown('receipts, the sale', await till.ask('POST', 'receipts', {}, { value: [sale] }));
  const back = returnedDocument({ of: sale.Ref_Key, date, goods: [{ productId: product, count: 1 }] });
  shown('receipts, its return', await till.ask('POST', 'receipts', {}, { value: [back] }));
}

/** 1C as it gives three goods away, in an archive. */
async function playExchange({ address, key, say }: PlayOptions): Promise<void> {
  const onec = new OnecExchange({ address, user: 'Обмен', password: key });
  const names = ['Кроссовки', 'Носки', 'Мяч'];
  const goods = names.map((name, index) => ({ id: `PLAYED-${index + 1}`, name, group: 'g1' }));
  const offers = goods.map(({ id }) => ({ id, prices: { roz: '990,00' } }));
  const bytes = (pieces: Iterable<string>): Buffer => Buffer.from([...pieces].join(''));
  const said = await onec.give({
    files: {
      'import.xml': bytes(catalogueXml({ groups: [{ id: 'g1', name: 'Спорт' }], goods })),
      'offers.xml': bytes(offersXml({ offers, types: { roz: 'Розничная' } })),
    },
  });
  for (const line of said) say(line);
}
