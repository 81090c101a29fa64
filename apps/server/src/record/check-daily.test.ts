import { expect, test } from 'vitest';
import { inConnectedChain } from '../testing/connected.ts';
import { days } from '../testing/chain.ts';
import { dailyCheck } from './check-daily.ts';

test('D1 a worker looks as it starts and once a day whether all is there, and everybody sees what it found', async () => {
  let looked = 0;
  await inConnectedChain(
    {
      system: 'onec',
      through: (it) => ({
        ...it,
        check: () => {
          looked += 1;
          return it.check();
        },
      }),
    },
    async ({ chain, outside }) => {
      const checked = async () => (await chain.must('get-record', {})).checked;
      const faults = async () =>
        (await checked())?.checks.flatMap(({ what, fault }) => (fault === null ? [] : [`${what} ${fault}`]));
      expect(await checked()).toBeNull();
      const check = dailyCheck(chain.shell);
      await check();
      expect(await faults()).toEqual([]);
      const { at } = (await checked()) ?? { at: '' };
      expect(Date.parse(at)).toBe(chain.now);
      await check();
      chain.now += days(1) - 1;
      await check();
      expect(looked).toBe(1);
      // Another worker starts.
      await dailyCheck(chain.shell)();
      expect(looked).toBe(2);
      chain.now += days(1);
      const card = 'Catalog_ИнформационныеКарты';
      outside.base.rename(card, 'ВидКарты', 'Вид');
      await check();
      expect(await faults()).toEqual([`${card} no-fields`]);
      // Somebody looks by hand: what they see everybody does.
      outside.base.rename(card, 'Вид', 'ВидКарты');
      await chain.must('check-record', {});
      expect(await faults()).toEqual([]);
      // While nobody answers it is looked at again each time.
      chain.now += days(1);
      outside.faults.push('drop-before');
      await check();
      expect(await faults()).toHaveLength(1);
      await check();
      expect(await faults()).toEqual([]);
    },
  )();
});
