import { expect, test } from 'vitest';
import { inChain } from '../testing/chain.ts';

const store = (storeId: string, name: string, city?: string) => ({
  storeId,
  name,
  ...(city !== undefined && { city }),
  tills: [
    { tillId: '10', name: 'Касса 10' },
    { tillId: '2', name: 'Касса 2' },
  ],
});

test(
  'G9 stores are listed by name, page by page, and found in whichever alphabet',
  inChain('clothing', async (chain) => {
    const place = { latitude: 55.76, longitude: 37.61 };
    const first = { ...store('N-1', 'Новая Ёлка', 'Тверь'), tags: ['big'], place };
    await chain.must('put-stores', {
      stores: [first, store('N-2', 'Новый Клён', 'Москва'), store('N-3', 'Новый Дуб')],
    });
    const found = async (text: string) =>
      (await chain.must('list-stores', { text })).stores.map(({ storeId }) => storeId);
    expect(await found('elka')).toEqual(['N-1']);
    expect(await found('новый mosk')).toEqual(['N-2']);
    expect(await found('n-3')).toEqual(['N-3']);
    expect(await found('нет такого')).toEqual([]);
    const { stores } = await chain.must('list-stores', { text: 'N-1' });
    // As it was written, with its tills in order: what was read can be written again.
    expect(stores).toEqual([{ ...first, tills: first.tills.toReversed() }]);
    const seen: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await chain.must('list-stores', {
        text: 'нов',
        limit: 1,
        ...(after !== undefined && { after }),
      });
      seen.push(...page.stores.map(({ name }) => name));
      if (page.next === null) break;
      after = page.next;
    }
    expect(seen).toHaveLength(3);
    expect(new Set(seen).size).toBe(3);
  }),
);

test(
  'G9 a store that should be new and is not stays as it is',
  inChain('clothing', async (chain) => {
    await chain.must('put-stores', { stores: [store('N-1', 'Первый')] });
    const again = { stores: [store('N-9', 'Девятый'), store('N-1', 'Второй')], onlyNew: true };
    expect(await chain.refusal('put-stores', again)).toBe('id-reused');
    const { stores } = await chain.must('list-stores', { text: 'N' });
    expect(stores.filter(({ storeId }) => storeId.startsWith('N-')).map(({ name }) => name)).toEqual([
      'Первый',
    ]);
  }),
);
