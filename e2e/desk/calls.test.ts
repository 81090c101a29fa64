import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mangoOffice, type MangoOffice, type Notification } from '@bonum/standins/mango';
import { silentWav } from '@bonum/standins/wav';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestStaff } from '../../apps/server/src/testing/staff.ts';
import { openTelephony } from '../../apps/server/src/telephony/open-telephony.ts';
import { openChain, type JourneyChain } from '../journey.ts';
import { deskObstacles } from './desk.ts';

const keys = { key: 'chain', salt: 'agreed' };
let chain: JourneyChain;
let office: MangoOffice;
let folder: string;
let [olga, boris]: TestStaff[] = [];
let marina: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bonum-calls-'));
  office = await mangoOffice(keys);
  const telephonyFile = join(folder, 'telephony.json');
  await writeFile(
    telephonyFile,
    JSON.stringify({ mango: { apiKey: keys.key, salt: keys.salt, url: office.url } }),
  );
  chain = await openChain(['sms', 'email'], {
    telephony: await openTelephony({ telephonyFile, dataFolder: folder }),
  });
  marina = await chain.join({ name: 'Марина', phone: '+79160000001' });
  olga = await chain.whole.staff({ roles: ['senior-operator'], name: 'Ольга Титова' });
  boris = await chain.whole.staff({ roles: ['operator'], name: 'Борис Лунин' });
});
afterAll(async () => {
  await chain[Symbol.asyncDispose]();
  await office[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Who sits down at a desk, and says at which telephone. */
async function sit(operator: TestStaff | undefined, extension: string, rest: object = {}) {
  if (!operator) throw new Error('nobody is there');
  const visit = await chain.visit({ path: '/desk/', size: 'desk', cookie: operator.cookie, ...rest });
  const set = await visit.page.evaluate(
    async (told) =>
      (
        await fetch('/v1/staff/me/extension', {
          method: 'PUT',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ extension: told }),
        })
      ).status,
    extension,
  );
  expect(set).toBe(200);
  return visit;
}

async function tell(...told: readonly (Notification | undefined)[]): Promise<void> {
  for (const one of told) {
    if (!one) throw new Error('nothing is told');
    const url = `${chain.whole.baseUrl}/callbacks/mango/${one.path}`;
    expect((await fetch(url, { method: 'POST', body: one.form })).status).toBe(200);
  }
}

const bar = (page: Page) => page.getByRole('region', { name: 'Звонок' });
const now = (): number => Math.floor(Date.now() / 1000);

describe('G7 a call', () => {
  test('opens the caller’s page on the right operator’s screen, ends with a word, and is heard later', async () => {
    await using hers = await sit(olga, '101');
    await using his = await sit(boris, '102');
    const { page } = hers;
    const told = office.incoming({ entryId: 'J1', from: '79160000001', extension: '101', at: now() - 40 });
    await tell(told[0]);
    await page.waitForURL(`**/desk/members/${marina}`);
    await bar(page).getByText('+7 916 000-00-01').waitFor();
    await bar(page).getByText('Найден один участник').waitFor();
    expect(new URL(his.page.url()).pathname).toBe('/desk/');
    expect(await bar(his.page).count()).toBe(0);
    await tell(told[1]);
    await bar(page).getByRole('button', { name: 'Перевести' }).waitFor();
    await page.keyboard.press('F9');
    await page.getByRole('dialog', { name: 'Перевести звонок' }).waitFor();
    await hers.picture('desk-call-transfer');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('textbox', { name: 'Внутренний номер' }).fill('102');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await hers.picture('desk-call');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('Alt+F9');
    await expect
      .poll(() => office.commands.map(({ path }) => path))
      .toEqual(['commands/transfer', 'commands/call/hangup']);
    await tell(...told.slice(2));
    await page.getByRole('button', { name: 'Позвонить' }).press('Enter');
    await page.getByText('Сейчас зазвонит ваш телефон').waitFor();
    expect(office.commands.at(-1)?.path).toBe('commands/callback');
    const wrapUp = page.getByRole('form', { name: 'Звонок окончен' });
    await wrapUp.getByRole('radio', { name: 'Баллы' }).check();
    await wrapUp.getByRole('textbox', { name: 'Заметка' }).fill('Спросила о баллах за кроссовки');
    await hers.picture('desk-wrap-up');
    expect(await deskObstacles(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await wrapUp.waitFor({ state: 'detached' });

    office.record('rec-J1', silentWav(20));
    await chain.whole.database.db
      .updateTable('recording')
      .set({ next_at: new Date() })
      .where('state', '=', 'waiting')
      .execute();
    await expect
      .poll(async () =>
        (await chain.whole.database.db.selectFrom('recording').select('state').execute()).map(
          ({ state }) => state,
        ),
      )
      .toEqual(['kept']);
    await page.getByRole('link', { name: 'Звонки' }).click();
    await page.getByRole('heading', { level: 1, name: 'Звонки' }).waitFor();
    await page
      .getByRole('button', { name: /сегодня|\d/ })
      .first()
      .click();
    await page.getByText('Спросила о баллах за кроссовки').waitFor();
    await page.getByRole('button', { name: 'Слушать' }).click();
    await page.getByRole('button', { name: 'Пауза' }).waitFor();
    const place = page.getByRole('slider', { name: 'Место в записи' });
    await place.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect
      .poll(() => page.evaluate(() => document.querySelector('audio')?.currentTime ?? 0))
      .toBeGreaterThan(9);
    await hers.picture('desk-calls');
    expect(await deskObstacles(page)).toEqual([]);
    const heard = await chain.whole.database.db
      .selectFrom('audit_entry')
      .select(['actor_id', 'kind'])
      .where('owner_id', '=', marina)
      .where('operation', '=', 'get-call-recording')
      .execute();
    expect(heard).toEqual([{ actor_id: olga?.operatorId, kind: 'view' }]);
    expect([hers.complaints, his.complaints]).toEqual([[], []]);
  });

  test('of two who have the phone asks which; of nobody says so; of a withheld number helps to look up', async () => {
    await using hers = await sit(olga, '101', { language: 'en', theme: 'dark', size: 'small' });
    const { page } = hers;
    const region = page.getByRole('region', { name: 'Call' });
    const ring = async (entryId: string, from?: string) => {
      const told = office.incoming({
        entryId,
        extension: '101',
        at: now(),
        ...(from !== undefined && { from }),
        missed: true,
      });
      await tell(told[0]);
      return () => tell(...told.slice(1));
    };
    const twins = [
      await chain.join({ name: 'Анна', phone: '+79160000011' }),
      await chain.join({ name: 'Алла', phone: '+79160000012' }),
    ];
    for (const owner_id of twins)
      await chain.whole.database.db
        .insertInto('phone_claim')
        .values({ phone: '+79168888888', owner_id })
        .execute();
    const overTwins = await ring('J2', '79168888888');
    await page.getByRole('dialog', { name: 'Who is calling?' }).waitFor();
    await hers.picture('desk-call-several');
    expect(await deskObstacles(page)).toEqual([]);
    await page.getByRole('button', { name: 'Алла' }).click();
    await page.waitForURL(`**/desk/members/${twins[1]}`);
    await overTwins();
    const overNobody = await ring('J3', '79167777777');
    await region.getByText('Nobody in the programme has this number').waitFor();
    await hers.picture('desk-call-nobody');
    expect(await deskObstacles(page)).toEqual([]);
    await overNobody();
    await region.waitFor({ state: 'detached' });
    await ring('J4');
    await region.getByText('Withheld number').waitFor();
    await expect
      .poll(() => page.getByRole('combobox').evaluate((field) => field === document.activeElement))
      .toBe(true);
    expect(hers.complaints).toEqual([]);
  });
});
