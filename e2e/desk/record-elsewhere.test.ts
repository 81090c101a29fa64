import type { RecordSystem } from '@bonum/adapters/system-of-record';
import { describe, expect, test } from 'vitest';
import { outsideSystems } from '../../apps/server/src/demo/outside-system.ts';
import { connectRecord } from '../../apps/server/src/record/connected.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles, openDesk } from './desk.ts';

const looks = [
  { language: 'ru', theme: 'light', size: 'desk' },
  { language: 'en', theme: 'dark', size: 'small' },
] as const;
type Look = (typeof looks)[number];

type Outside<System extends RecordSystem> = Awaited<ReturnType<(typeof outsideSystems)[System]>>;

/** A chain that is connected to a system; what is known is of no age, so that nothing is asked but what the journey does. */
async function inChainOf<System extends RecordSystem>(
  outside: Outside<System>,
  journey: (chain: JourneyChain) => Promise<void>,
): Promise<void> {
  const settings = { ageMs: 3_600_000, patienceMs: 10_000 };
  const record = connectRecord(outside.system, settings, (error) => {
    throw error;
  });
  await using chain = await openChain(undefined, { record });
  await journey(chain);
}

const stores = { 'S-1': '7001' };

const sayer =
  ({ language }: Look) =>
  (russian: string, english: string): string =>
    language === 'ru' ? russian : english;

describe('D2 what SAP refuses is told in the words of whoever reads it, and arrives once it is mended', () => {
  test.each(looks)('$language', async (look) => {
    const say = sayer(look);
    await using outside = await outsideSystems.sap({ stores });
    const twice = { name: 'Анна', surname: 'Соколова', phone: '+79161234567', points: 0 };
    const one = outside.enter({ ...twice, card: '2101000000019' });
    const other = outside.enter({ ...twice, card: '2101000000026' });
    await inChainOf<'sap'>(outside, async (chain) => {
      await chain.join({ name: 'Анна', phone: twice.phone });
      await using visit = await openDesk(chain, { path: '/desk/record', roles: ['administrator'], ...look });
      const { page } = visit;
      await page.getByText(say('SAP отвечает', 'SAP answers')).waitFor();
      // A worker has looked as it started.
      await page
        .getByText(say('всё, что нужно Bonum, там есть', 'everything that Bonum needs is there'))
        .waitFor();
      const row = page.getByRole('row', { name: say('Новый участник', 'A new member') });
      await row.getByText(say('Отказ: там несколько похожих', 'Refused: several there look like')).waitFor();
      await row.getByRole('button').click();
      await page
        .getByText(
          say(
            `Так указано там у нескольких: ${one}, ${other}. Оставьте одного.`,
            `Several have the same there: ${one}, ${other}. Leave one of them.`,
          ),
        )
        .waitFor();
      await visit.picture('desk-record-sap-refused');
      expect(await deskObstacles(page)).toEqual([]);
      outside.changePhone(other, '+79160000009');
      await page.getByRole('button', { name: say('Повторить', 'Try again'), exact: true }).click();
      await row.waitFor({ state: 'detached' });
      await page.getByRole('heading', { name: say('Всё передано', 'Everything was told') }).waitFor();
      expect(outside.people()).toHaveLength(2);
      expect(visit.complaints).toEqual([]);
    });
  });
});

describe('D2 an order at Saby of which nobody knows whether it arrived is looked for by people', () => {
  test.each(looks)('$language', async (look) => {
    const say = sayer(look);
    await using outside = await outsideSystems.sbis({ stores });
    await inChainOf<'sbis'>(outside, async (chain) => {
      const card = '2101000000019';
      const memberId = await chain.join({ name: 'Анна', phone: '+79161234567', card });
      // Whether Saby knows them is known by now.
      await chain.office.GET('/v1/members/{memberId}', { params: { path: { memberId } } });
      // A worker looks as it starts whether all is there: what goes wrong is not to meet that.
      await expect.poll(async () => (await chain.office.GET('/v1/record')).data?.checked).toBeTruthy();
      // It is looked for, made, and the answer is lost; then the line is.
      outside.faults.push('none', 'drop-after', 'drop-before');
      await chain.buy(card, 5000);
      const [order] = outside.retail.orders;
      await using visit = await openDesk(chain, { path: '/desk/record', roles: ['administrator'], ...look });
      const { page } = visit;
      const row = page.getByRole('row', { name: say('Чек', 'A receipt') });
      await row
        .getByText(say('Отказ: неизвестно, дошло ли', 'Refused: nobody knows whether it arrived'))
        .waitFor();
      await row.getByRole('button').click();
      await page.getByText(order?.comment ?? 'no order').waitFor();
      await visit.picture('desk-record-saby-unsure');
      expect(await deskObstacles(page)).toEqual([]);
      // It is there.
      await page.getByRole('button', { name: say('Не передавать', 'Give up'), exact: true }).click();
      await page.getByLabel(say('Причина', 'Reason')).fill('Заказ в Saby есть');
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('Не передавать', 'Give up'), exact: true })
        .click();
      await page.getByRole('heading', { name: say('Всё передано', 'Everything was told') }).waitFor();
      await chain.buy(card, 700);
      await page.getByRole('tab', { name: say('Передано', 'Told') }).click();
      await row.waitFor();
      expect(outside.retail.orders).toHaveLength(2);
      expect(visit.complaints).toEqual([]);
    });
  });
});
