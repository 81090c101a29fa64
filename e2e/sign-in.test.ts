import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkDigit } from '../apps/server/src/cards/card-number.ts';
import { openChain, type JourneyChain } from './journey.ts';
import { me, steps, type Me } from './signing-in.ts';

let chain: JourneyChain;
beforeAll(async () => {
  chain = await openChain();
});
afterAll(() => chain[Symbol.asyncDispose]());

const path = '/app/sign-in';
let counter = 0;
const phone = (): string => `+7916${String((counter += 1)).padStart(7, '0')}`;
function card(): string {
  const digits = `2101${String((counter += 1)).padStart(8, '0')}`;
  return digits + checkDigit(digits);
}

/** A card that was handed out in a store, to somebody who said a phone or not; it has points. */
async function handOut(claimedPhone?: string, points = 100): Promise<string> {
  const [memberId, number] = [randomUUID(), card()];
  const opened = await chain.office.POST('/v1/cards/open', {
    body: { memberId, number, ...(claimedPhone !== undefined && { claimedPhone }) },
  });
  expect(opened.error).toBeUndefined();
  await chain.give(memberId, points);
  return number;
}

const pointsOf = (member: Me | null): number =>
  member?.balances.reduce((sum, { available }) => sum + available, 0) ?? 0;

describe('C1 seven ways in, by browser', () => {
  test('C1 (1) has an account, signs in by phone: one number, one code', async () => {
    const number = phone();
    const anna = await chain.join({ name: 'Анна', phone: number });
    await using visit = await chain.visit({ path });
    const { byPhone, isHome } = steps(visit, chain);
    await byPhone(number);
    expect(await isHome()).toMatchObject({ memberId: anna, name: 'Анна' });
    expect(visit.complaints).toEqual([]);
  });

  test('C1 (2) C1 (4) new, registers by phone, and has a virtual card', async () => {
    const number = phone();
    await using visit = await chain.visit({ path });
    const { byPhone, join, heading } = steps(visit, chain);
    await byPhone(number);
    await join('Мария');
    await heading('Вы с нами');
    expect(await me(visit.page)).toMatchObject({
      name: 'Мария',
      phone: number,
      cards: [{ form: 'virtual', state: 'active' }],
    });
    expect(visit.complaints).toEqual([]);
  });

  test('C1 (3) signs in for the first time, with a card that was issued in a store', async () => {
    const number = phone();
    const handed = await handOut(number);
    await using visit = await chain.visit({ path });
    const { byPhone, join, isHome } = steps(visit, chain);
    await byPhone(number);
    await join('Пётр');
    expect(await isHome()).toMatchObject({ name: 'Пётр', cards: [{ number: handed, state: 'active' }] });
  });

  test('C1 (5) has an account, signs in by card number', async () => {
    const [number, own] = [phone(), card()];
    const boris = await chain.join({ name: 'Борис', phone: number, card: own });
    await using visit = await chain.visit({ path });
    const { type, press, code, isHome } = steps(visit, chain);
    const before = chain.outbox.codesTo(number);
    await visit.page.getByRole('link', { name: 'Войти по номеру карты' }).click();
    await type('Номер карты', own);
    await press('Получить код');
    await code(await chain.outbox.codeTo(number, before));
    await visit.page.waitForURL('**/app/**');
    expect(await isHome()).toMatchObject({ memberId: boris });
  });

  test('C1 (6) new, enters the number of a card that is in the base: its points are theirs', async () => {
    const [number, handed] = [phone(), await handOut()];
    await using visit = await chain.visit({ path: `${path}?by=card` });
    const { type, press, byPhone, join, heading } = steps(visit, chain);
    await type('Номер карты', handed);
    await press('Получить код');
    await press('Код не приходит?');
    await heading('Ваш телефон');
    await byPhone(number);
    await join('Ольга');
    await heading(/С возвращением|Вы с нами/);
    const member = await me(visit.page);
    expect(member).toMatchObject({
      name: 'Ольга',
      phone: number,
      cards: [{ number: handed, state: 'active' }],
    });
    expect(pointsOf(member)).toBe(100);
  });

  test('C1 (7) new, enters the number of no card at all, and registers anyway', async () => {
    const number = phone();
    await using visit = await chain.visit({ path: `${path}?by=card` });
    const { type, press, byPhone, join, heading } = steps(visit, chain);
    await type('Номер карты', card());
    await press('Получить код');
    await press('Код не приходит?');
    await byPhone(number);
    await heading('Познакомимся');
    await visit.page.getByText(/привязать не удалось/).waitFor();
    await join('Нина');
    await heading('Вы с нами');
    expect(await me(visit.page)).toMatchObject({ name: 'Нина', cards: [{ form: 'virtual' }] });
  });
});

describe('D2 linking', () => {
  test('D2 several cards: the main one is chosen, the others are blocked, the points are on it', async () => {
    const number = phone();
    const [first, second] = [await handOut(number, 1240), await handOut(number, 236)];
    await using visit = await chain.visit({ path });
    const { byPhone, press, heading, join, isHome } = steps(visit, chain);
    await byPhone(number);
    await heading('Две карты. Какая главная?');
    await visit.picture('sign-in-choice');
    await visit.page
      .getByText(`•• ${second.slice(-4)}`)
      .first()
      .click();
    await press(`Сделать главной •• ${second.slice(-4)}`);
    await join('Вера');
    const member = await isHome();
    expect(member.cards.find(({ number: one }) => one === second)?.state).toBe('active');
    expect(member.cards.find(({ number: one }) => one === first)?.state).toBe('blocked');
    expect(pointsOf(member)).toBe(1476);
    expect(await chain.whole.breaks()).toEqual([]);
  });

  test('S2 two profiles of one phone are shown, made one by the member, and parted again by staff', async () => {
    const [number, own] = [phone(), card()];
    const dina = await chain.join({ name: 'Дина', phone: number, card: own });
    await chain.give(dina, 1000);
    const handed = await handOut(number, 236);
    await using visit = await chain.visit({ path });
    const { byPhone, press, heading, isHome } = steps(visit, chain);
    await byPhone(number);
    await heading('Две карты. Какая главная?');
    await visit.picture('sign-in-profiles');
    await visit.page
      .getByText(`•• ${own.slice(-4)}`)
      .first()
      .click();
    await press(`Сделать главной •• ${own.slice(-4)}`);
    await visit.page.waitForFunction(() => !location.pathname.endsWith('/step'));
    expect(pointsOf(await isHome())).toBe(1236);
    const at = { params: { path: { memberId: dina } } };
    const { data } = await chain.office.GET('/v1/members/{memberId}/merges', at);
    const mergeId = data?.merges[0]?.mergeId ?? '';
    const undo = { params: { path: { memberId: dina, mergeId } } };
    expect(
      (await chain.office.POST('/v1/members/{memberId}/merges/{mergeId}/undo', undo)).error,
    ).toBeUndefined();
    const after = await me(visit.page);
    expect(pointsOf(after)).toBe(1000);
    expect(after?.cards.map(({ number: one }) => one)).not.toContain(handed);
    expect(await chain.whole.breaks()).toEqual([]);
  });

  test('D2 no card: one is typed on the way, and linked', async () => {
    const [number, handed] = [phone(), await handOut()];
    await using visit = await chain.visit({ path });
    const { byPhone, press, type, heading, join } = steps(visit, chain);
    await byPhone(number);
    await heading('Познакомимся');
    await press('У меня есть карта');
    await visit.page.getByRole('dialog').waitFor();
    await visit.picture('sign-in-card-sheet');
    await type('Номер карты', handed);
    await press('Привязать');
    await visit.page.getByText('баллы с неё теперь ваши').waitFor();
    await join('Глеб');
    await heading(/С возвращением|Вы с нами/);
    expect((await me(visit.page))?.cards).toMatchObject([{ number: handed, state: 'active' }]);
  });
});
