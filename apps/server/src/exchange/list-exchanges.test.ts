import { catalogueXml, offersXml } from '@bonum/standins/onec-catalogue';
import { ExchangeError } from '@bonum/standins/onec-exchange';
import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import { inExchange } from './testing/exchange-site.ts';

const bytes = (pieces: Iterable<string>): Buffer => Buffer.from([...pieces].join(''));
const group = { id: 'g1', name: 'Продукты' };
const goods = Array.from({ length: 60 }, (_, index) => ({
  id: `T-${index}`,
  name: `Чай ${index}`,
  group: 'g9',
}));

test(
  'G10 exchanges are told with their files, and what of a file was not taken, page by page',
  inExchange(async (site) => {
    const { chain } = site;
    expect(await chain.must('list-exchanges', {})).toEqual({ exchanges: [] });
    await (await site.onec()).checkAuth();
    // Who only tried the connection has exchanged nothing.
    expect(await chain.must('list-exchanges', {})).toEqual({ exchanges: [] });

    const onec = await site.onec();
    const files = {
      'import.xml': bytes(catalogueXml({ groups: [group], goods })),
      'offers.xml': bytes(
        offersXml({ offers: [{ id: 'T-1', prices: { roz: '120,50' } }], types: { roz: 'Розничная' } }),
      ),
    };
    await onec.give({ files });
    const { exchanges } = await chain.must('list-exchanges', {});
    expect(exchanges).toMatchObject([
      {
        keyName: '1С',
        files: [
          { file: 'import.xml', state: 'done', taken: 60, bad: 60, message: null },
          { file: 'offers.xml', state: 'done', taken: 1, bad: 0, message: null },
        ],
      },
    ]);
    const exchangeId = exchanges[0]?.exchangeId ?? '';
    const first = await chain.must('list-exchange-problems', { exchangeId, file: 'import.xml' });
    expect(first.problems).toHaveLength(50);
    expect(first.problems[0]).toMatchObject({
      number: 1,
      what: 'T-0',
      reason: 'Группа g9 не описана: товар взят без категории',
    });
    const after = first.next ?? 0;
    const rest = await chain.must('list-exchange-problems', { exchangeId, file: 'import.xml', after });
    expect(rest).toMatchObject({ next: null, problems: { length: 10 } });
    expect(await chain.must('list-exchange-problems', { exchangeId, file: 'offers.xml' })).toEqual({
      problems: [],
      next: null,
    });
  }),
);

test(
  'G10 a file that is broken says why, and what was never there is unknown',
  inExchange(async (site) => {
    const { chain } = site;
    const onec = await site.onec();
    await expect(
      onec.give({ files: { 'import.xml': Buffer.from('<КоммерческаяИнформация><') } }),
    ).rejects.toThrow(ExchangeError);
    const { exchanges } = await chain.must('list-exchanges', {});
    expect(exchanges).toMatchObject([{ files: [{ state: 'failed', message: expect.stringMatching(/./) }] }]);
    const exchangeId = exchanges[0]?.exchangeId ?? '';
    for (const asked of [
      { exchangeId, file: 'offers.xml' },
      { exchangeId: v7(), file: 'import.xml' },
    ])
      expect(await chain.refusal('list-exchange-problems', asked)).toBe('unknown-exchange');
  }),
);
