import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { withSite } from '../testing/browser.ts';
import { grant, inConnectedChain, untilTold, type ConnectedChain } from '../testing/connected.ts';
import { line } from '../testing/till.ts';

const card = '2101000000019';
const anna = { name: 'Анна', surname: 'Соколова', phone: '+79161234567', card, points: 350 };

/** Whose the card is there. */
async function holderThere({ outside }: ConnectedChain): Promise<string | undefined> {
  const found = await outside.system.find({ card });
  return found.state === 'read' ? found.value?.recordId : undefined;
}

describe.each(['onec', 'sap'] as const)('with %s as the system of record', (system) => {
  describe('D2 what happens here is there before we say so', () => {
    test(
      'who joins at a till is known there, with card and points',
      inConnectedChain({ system }, async ({ chain, outside, balances, recordId }) => {
        const memberId = await chain.till.join({ phone: anna.phone, card });
        await chain.must('grant-points', grant(memberId, 120));
        expect(await balances(memberId)).toEqual({ here: 120, there: 120 });
        await chain.till.buy(memberId, [line('SHOES', 1000)]);
        const { here, there } = await balances(memberId);
        expect(there).toBe(here);
        await chain.must('update-member', { memberId, surname: 'Иванова', reason: 'Замуж' });
        const read = await outside.system.read(await recordId(memberId));
        expect(read).toMatchObject({
          value: {
            name: 'Анна',
            surname: 'Иванова',
            phone: anna.phone,
            cards: [{ number: card, state: 'active' }],
          },
        });
        expect(await chain.must('get-record', {})).toMatchObject({ waiting: 0, refused: 0 });
        // However the system writes a name: what it has of it is from us.
        await chain.must('update-member', { memberId, name: 'Анна Сергеевна', reason: 'По паспорту' });
        expect(await chain.must('get-member', { memberId })).toMatchObject({
          name: 'Анна Сергеевна',
          surname: 'Иванова',
        });
      }),
    );

    test(
      'a purchase paid with points, a return in parts, an expiry, a merge and its undoing: the balance there follows',
      inConnectedChain({ system }, async (connected) => {
        const { chain, balances } = connected;
        const follows = async (memberId: string): Promise<number> => {
          const { here, there } = await balances(memberId);
          expect(there).toBe(here);
          return here;
        };
        const memberId = await chain.till.join();
        await chain.till.buy(memberId, [line('SHOES', 60_000)]);
        chain.now += 20 * 86_400_000;
        await chain.must('grant-points', grant(memberId, 500));
        const before = await follows(memberId);
        const sale = await chain.till.pay(memberId, [line('TEE', 4000, 4)], { bonus: 300 });
        expect(await follows(memberId)).toBeLessThan(before);
        for (const quantity of [1000, 3000])
          await chain.till.giveBack(sale, [{ id: sale.request.lines[0]?.id ?? '', quantity }]);
        expect(await follows(memberId)).toBe(before);
        const other = await chain.till.join({ card });
        await chain.must('grant-points', grant(other, 40));
        const mergeId = v7();
        await chain.must('merge-members', { memberId, mergeId, fromMemberId: other, reason: 'Одно лицо' });
        expect(await follows(memberId)).toBe(before + 40);
        expect(await holderThere(connected)).toBe(await connected.recordId(memberId));
        await chain.must('undo-merge', { memberId, mergeId, reason: 'Два лица' });
        expect(await follows(memberId)).toBe(before);
        expect(await follows(other)).toBe(40);
        expect(await holderThere(connected)).toBe(await connected.recordId(other));
        chain.now += 500 * 86_400_000;
        await chain.must('grant-points', grant(memberId, 5));
        await untilTold(connected);
        await follows(memberId);
      }),
    );
  });

  describe('D3 what is there is here', () => {
    test(
      'somebody who is known only there is served at the till, and spends what they have there',
      inConnectedChain({ system }, async ({ chain, outside, balances }) => {
        const id = outside.enter(anna);
        const found = await chain.must('find-member', { card });
        expect(found).toMatchObject({ name: 'Анна', surname: 'Соколова', phone: anna.phone });
        expect(found.balances).toMatchObject([{ available: 350 }]);
        const { memberId } = found;
        await chain.till.buy(memberId, [line('SHOES', 60_000)]);
        const before = outside.pointsOf(id);
        await chain.till.pay(memberId, [line('TEE', 1000)], { bonus: 200 });
        const { here, there } = await balances(memberId);
        expect(there).toBe(here);
        expect(there).toBeLessThan(before);
        // Asked for twice nobody is there twice.
        expect((await chain.must('find-member', { phone: anna.phone })).memberId).toBe(memberId);
      }),
    );

    test(
      'C1 who signs in is looked for there once the phone is proved, and not before',
      inConnectedChain({ system }, async ({ chain, outside }) => {
        outside.enter(anna);
        const members = () => chain.shell.db.selectFrom('member').select(['name', 'phone']).execute();
        await withSite(chain, async ({ browser, codeTo }) => {
          const phone = browser();
          await phone.must('start-sign-in', { signInId: v7(), phone: anna.phone });
          expect(await members()).toEqual([]);
          await phone.must('answer-code', { code: (await codeTo(anna.phone)) ?? '' });
          expect(await phone.must('get-me', {})).toMatchObject({ name: 'Анна', kinds: [{ available: 350 }] });
        });
        expect(await members()).toEqual([{ name: 'Анна', phone: anna.phone }]);
      }),
    );

    test(
      'what is changed there appears here: points, a phone, a card',
      inConnectedChain({ system }, async ({ chain, outside, balances, recordId }) => {
        const memberId = await chain.till.join({ phone: anna.phone, card });
        const id = await recordId(memberId);
        outside.addPoints(id, 70);
        expect((await chain.must('get-member', { memberId })).balances).toMatchObject([{ available: 70 }]);
        outside.addPoints(id, -30);
        expect((await chain.must('get-member', { memberId })).balances).toMatchObject([{ available: 40 }]);
        outside.changePhone(id, '+79167654321');
        outside.blockCard(card);
        expect(await chain.must('get-member', { memberId })).toMatchObject({
          phone: '+79167654321',
          cards: [{ number: card, state: 'blocked' }],
        });
        expect((await chain.must('find-member', { phone: '+79167654321' })).memberId).toBe(memberId);
        expect(await chain.refusal('find-member', { phone: anna.phone })).toBe('unknown-member');
        // What the system has said is not told back to it.
        expect(await balances(memberId)).toEqual({ here: 40, there: 40 });
      }),
    );

    test(
      'who was here before is told of with everything they have, and who is there already is as they are there',
      inConnectedChain({ system, later: true }, async ({ chain, outside, connect, balances }) => {
        const [boris, known] = [await chain.till.join(), await chain.till.join({ phone: anna.phone })];
        for (const memberId of [boris, known]) await chain.must('grant-points', grant(memberId, 100));
        outside.enter(anna);
        connect();
        await chain.must('grant-points', grant(boris, 20));
        expect(await balances(boris)).toEqual({ here: 120, there: 120 });
        const seen = await chain.must('get-member', { memberId: known });
        expect(seen.balances).toMatchObject([{ available: 350 }]);
        await chain.must('grant-points', grant(known, 20));
        expect(await balances(known)).toEqual({ here: 370, there: 370 });
      }),
    );

    test(
      'more spent there than is free here is made good when the receipt that holds it is over',
      inConnectedChain({ system }, async ({ chain, outside, balances, recordId }) => {
        const memberId = await chain.till.join();
        await chain.till.buy(memberId, [line('SHOES', 60_000)]);
        await chain.must('grant-points', grant(memberId, 100));
        const { here } = await balances(memberId);
        const basket = chain.till.basket([line('TEE', 10_000)], { member: { memberId } });
        const held = await chain.must(
          'hold-points',
          await chain.till.holding(memberId, basket, { bonus: here }),
        );
        outside.addPoints(await recordId(memberId), -here);
        await chain.must('get-member', { memberId });
        await chain.must('cancel-receipt', { key: basket.key, at: chain.till.time() });
        expect(held.holdId).toBeTruthy();
        await chain.must('get-member', { memberId });
        expect(await balances(memberId)).toEqual({ here: 0, there: 0 });
      }),
    );
  });

  describe('D4 while it is away', () => {
    test(
      'nobody waits long, what happens waits in order, and arrives once',
      inConnectedChain({ system }, async (connected) => {
        const { chain, outside, balances } = connected;
        const memberId = await chain.till.join();
        await chain.must('grant-points', grant(memberId, 100));
        outside.faults.push('drop-after', ...Array.from({ length: 30 }, () => 'drop-before' as const));
        for (const points of [1, 2, 3]) await chain.must('grant-points', grant(memberId, points));
        expect((await balances(memberId)).here).toBe(106);
        expect(await chain.must('get-record', {})).toMatchObject({ system, waiting: 3, refused: 0 });
        outside.faults.length = 0;
        await untilTold(connected);
        expect(await balances(memberId)).toEqual({ here: 106, there: 106 });
        expect((await chain.must('get-record', {})).awaySince).toBeNull();
      }),
    );

    test(
      'two who became one and are two again are two there, with the cards they had',
      inConnectedChain({ system }, async (connected) => {
        const { chain, outside, balances, recordId } = connected;
        // One without a card has the points of both on the card of the other.
        const [memberId, other] = [await chain.till.join(), await chain.till.join({ card })];
        await chain.must('grant-points', grant(other, 40));
        const merge = { memberId, fromMemberId: other, reason: 'Одно лицо' };
        const [first, second] = [v7(), v7()];
        outside.faults.push(...Array.from({ length: 90 }, () => 'drop-before' as const));
        await chain.must('merge-members', { ...merge, mergeId: first });
        await chain.must('undo-merge', { memberId, mergeId: first, reason: 'Два лица' });
        await chain.must('merge-members', { ...merge, mergeId: second });
        outside.faults.length = 0;
        await untilTold(connected);
        expect(await holderThere(connected)).toBe(await recordId(memberId));
        expect(await balances(memberId)).toEqual({ here: 40, there: 40 });
        outside.faults.push(...Array.from({ length: 90 }, () => 'drop-before' as const));
        await chain.must('undo-merge', { memberId, mergeId: second, reason: 'Два лица' });
        outside.faults.length = 0;
        await untilTold(connected);
        expect(await holderThere(connected)).toBe(await recordId(other));
        expect(await balances(memberId)).toEqual({ here: 0, there: 0 });
        expect(await balances(other)).toEqual({ here: 40, there: 40 });
        expect(await chain.must('get-record', {})).toMatchObject({ waiting: 0, refused: 0 });
      }),
    );

    test(
      'who joins then, and was known there, is as they are there; what they say here for the first time is told',
      inConnectedChain({ system }, async (connected) => {
        const { chain, outside, recordId } = connected;
        const id = outside.enter(anna);
        const boris = {
          ...anna,
          name: 'Борис',
          surname: 'Громов',
          phone: '+79161234568',
          card: '2101000000026',
        };
        const other = outside.enter(boris);
        outside.faults.push(...Array.from({ length: 90 }, () => 'drop-before' as const));
        const said = { name: 'Аня', birthDate: '1990-05-05' };
        const memberId = await chain.till.join({ phone: anna.phone, ...said });
        const changed = await chain.till.join({ phone: boris.phone, ...said });
        await chain.must('update-member', { memberId: changed, name: 'Боря', reason: 'Со слов' });
        outside.faults.length = 0;
        await untilTold(connected);
        expect([await recordId(memberId), await recordId(changed)]).toEqual([id, other]);
        expect(await chain.must('get-member', { memberId })).toMatchObject({
          name: 'Анна',
          surname: 'Соколова',
          birthDate: '1990-05-05',
          cards: expect.arrayContaining([expect.objectContaining({ number: card })]),
          balances: [{ available: 350 }],
        });
        // What was changed since they joined is newer than what is known there.
        expect(await chain.must('get-member', { memberId: changed })).toMatchObject({
          name: 'Боря',
          surname: 'Громов',
        });
        for (const [recordIs, name] of [
          [id, 'Анна'],
          [other, 'Боря'],
        ] as const)
          expect(await outside.system.read(recordIs)).toMatchObject({
            value: { name, birthDate: '1990-05-05', points: 350 },
          });
        const events = await chain.shell.db.selectFrom('event').select(['type', 'payload']).execute();
        expect(events).toContainEqual({
          type: 'member-updated',
          payload: expect.objectContaining({ fields: ['name', 'surname'], by: 'system-of-record' }),
        });
      }),
    );

    test(
      'who mends it need not wait: a retry tells at once, and a check sees that it answers',
      inConnectedChain({ system }, async ({ chain, outside, balances }) => {
        const memberId = await chain.till.join();
        const goAway = async (): Promise<void> => {
          outside.faults.push(...Array.from({ length: 30 }, () => 'drop-before' as const));
          for (let time = 0; time < 3; time++) await chain.must('grant-points', grant(memberId, 5));
          expect(chain.shell.record?.rests()).toBe(true);
        };
        await goAway();
        const { commands } = await chain.must('list-record-commands', {});
        const retry = { memberId, commandId: commands[0]?.commandId ?? '' };
        await chain.must('retry-record-command', retry);
        expect(await chain.must('get-record', {})).toMatchObject({ waiting: 3 });
        outside.faults.length = 0;
        expect(chain.shell.record?.rests()).toBe(true);
        await chain.must('retry-record-command', retry);
        expect(await chain.must('get-record', {})).toMatchObject({ waiting: 0, awaySince: null });
        expect(await balances(memberId)).toEqual({ here: 15, there: 15 });

        await goAway();
        expect((await chain.must('get-record', {})).awaySince).not.toBeNull();
        outside.faults.length = 0;
        await chain.must('check-record', {});
        expect((await chain.must('get-record', {})).awaySince).toBeNull();
        expect(chain.shell.record?.rests()).toBe(false);
      }),
    );
  });
});

test(
  'D2 where 1C has points by card, those of one that is blocked are on the one that its owner shows from then on',
  inConnectedChain({ system: 'onec' }, async (connected) => {
    const { chain, outside, balances, recordId } = connected;
    const memberId = await chain.till.join({ card });
    await chain.must('grant-points', grant(memberId, 120));
    const { base } = outside;
    const byNumber = () =>
      Object.fromEntries(
        base
          .rows('Catalog_ИнформационныеКарты')
          .map((row) => [String(row['КодКарты']), base.balance(String(row['Ref_Key']))]),
      );
    expect(byNumber()).toEqual({ [card]: 120 });
    const other = '2101000000026';
    await chain.must('issue-card', { memberId, number: other });
    await chain.must('block-card', { memberId, number: card, reason: 'Потеряна' });
    await untilTold(connected);
    expect(byNumber()).toEqual({ [card]: 0, [other]: 120 });
    expect(await outside.system.read(await recordId(memberId))).toMatchObject({ value: { points: 120 } });
    expect(await balances(memberId)).toEqual({ here: 120, there: 120 });
  }),
);

describe('with sbis as the system of record', () => {
  test(
    'D2 D3 what it has no place for is kept here beside what it has: both can be spent',
    inConnectedChain({ system: 'sbis' }, async ({ chain, outside, balances, recordId }) => {
      const id = outside.enter(anna);
      const { memberId } = await chain.must('find-member', { phone: anna.phone });
      await chain.must('update-member', { memberId, surname: 'Соколова', reason: 'Со слов' });
      await chain.till.buy(memberId, [line('SHOES', 60_000)]);
      await chain.must('grant-points', grant(memberId, 100));
      expect(await recordId(memberId)).toBe(id);
      expect(await balances(memberId)).toEqual({ here: 450, there: 350 });
      expect((await chain.must('get-member', { memberId })).surname).toBe('Соколова');
      // As far as Saby has any they are written off there, and the rest here.
      await chain.till.pay(memberId, [line('TEE', 2000)], { bonus: 400 });
      const after = await balances(memberId);
      expect(after.there).toBe(0);
      expect(after.here).toBeGreaterThanOrEqual(50);
      outside.addPoints(id, 25);
      expect((await chain.must('get-member', { memberId })).balances).toMatchObject([
        { available: after.here + 25 },
      ]);
      expect(await chain.must('get-record', {})).toMatchObject({ waiting: 0, refused: 0 });
    }),
  );

  test(
    'D2 who joins here is known there from their first purchase on',
    inConnectedChain({ system: 'sbis' }, async ({ chain, balances, recordId }) => {
      const memberId = await chain.till.join({ phone: anna.phone });
      await chain.must('grant-points', grant(memberId, 100));
      expect(await recordId(memberId)).toBe('');
      await chain.till.buy(memberId, [line('SHOES', 1000)]);
      await chain.must('get-member', { memberId });
      expect(await recordId(memberId)).not.toBe('');
      expect((await balances(memberId)).here).toBe(100);
    }),
  );
});
