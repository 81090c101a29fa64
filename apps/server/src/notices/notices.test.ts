import { sql } from 'kysely';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import type { MemberCaller } from '../operation.ts';
import { days, inChain, type Chain } from '../testing/chain.ts';
import { line } from '../testing/till.ts';
import { foretellExpiry } from './foretell-expiry.ts';
import { tellEvents } from './tell-events.ts';

const browserOf = (memberId: string): MemberCaller => ({
  memberId,
  sessionId: v7(),
  deviceId: 'a-browser',
  address: '10.0.0.1',
  userAgent: 'test',
});
const inbox = (chain: Chain, memberId: string) => chain.must('list-my-notices', {}, browserOf(memberId));
const kinds = async (chain: Chain, memberId: string): Promise<string[]> =>
  (await inbox(chain, memberId)).notices.map(({ kind }) => kind);

async function waiting({ shell }: Chain): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from event where delivered_at is null`.execute(shell.db);
  return rows[0]?.count ?? 0;
}

describe('G5 what happened is told', () => {
  test(
    'once, in both languages, and no event is left',
    inChain('sportswear', async (chain) => {
      const anna = await chain.till.join();
      await chain.till.grant(anna, 100);
      await chain.till.buy(anna, [line('SHOES', 12_000)]);
      await chain.till.buy(anna, [line('SHOES', 10_000)]);
      await chain.till.buy(null, [line('SHOES', 1000)]);
      expect(await waiting(chain)).toBeGreaterThan(4);
      await Promise.all([tellEvents(chain.shell), tellEvents(chain.shell)]);
      while ((await tellEvents(chain.shell)) > 0);
      expect(await waiting(chain)).toBe(0);
      const { notices, unread } = await inbox(chain, anna);
      expect(unread).toBe(notices.length);
      expect(notices.map(({ kind }) => kind).toSorted()).toEqual([
        'level-changed',
        'points-earned',
        'points-granted',
        'welcome',
      ]);
      const earned = notices.find(({ kind }) => kind === 'points-earned');
      expect(earned).toMatchObject({
        title: { ru: 'Начислили 300 баллов', en: 'You earned 300 points' },
        points: 300,
        link: { page: 'receipt' },
      });
    }),
  );

  test(
    'once although the worker is killed before it has noted it, and to nobody before it has',
    inChain('sportswear', async (chain) => {
      const anna = await chain.till.join();
      const { shell } = chain;
      const dying = {
        ...shell,
        clock: () => {
          throw new Error('killed');
        },
      };
      await expect(tellEvents(dying)).rejects.toThrow('killed');
      expect([await kinds(chain, anna), await waiting(chain)]).toEqual([[], 1]);
      await tellEvents(shell);
      // As if the note had been lost after all: the same event again.
      await sql`update event set delivered_at = null`.execute(shell.db);
      await tellEvents(shell);
      expect([await kinds(chain, anna), await waiting(chain)]).toEqual([['welcome'], 0]);
    }),
  );

  test(
    'and stays read; what comes later is new',
    inChain('sportswear', async (chain) => {
      const anna = await chain.till.join();
      await tellEvents(chain.shell);
      const [first] = (await inbox(chain, anna)).notices;
      const read = { until: first?.at ?? '' };
      expect(await chain.must('read-my-notices', read, browserOf(anna))).toEqual({ unread: 0 });
      chain.now += days(1);
      await chain.till.grant(anna, 10);
      await tellEvents(chain.shell);
      // Another browser that is behind makes nothing unread.
      await chain.must('read-my-notices', read, browserOf(anna));
      const { notices, unread } = await inbox(chain, anna);
      expect(notices.map(({ kind, read: done }) => [kind, done])).toEqual([
        ['points-granted', false],
        ['welcome', true],
      ]);
      expect(unread).toBe(1);
      chain.now += days(91);
      expect(await kinds(chain, anna)).toEqual([]);
    }),
  );

  test(
    'C7 new rules are told to everybody, in their time',
    inChain('sportswear', async (chain) => {
      const anna = await chain.till.join();
      const at = (moved: number): string => new Date(chain.now + moved).toISOString();
      const title = { ru: 'Новые правила', en: 'New rules' };
      const one = {
        id: 'rules',
        from: at(-1000),
        until: at(days(3)),
        title,
        text: title,
        link: 'points' as const,
      };
      const later = { ...one, id: 'later', from: at(days(1)) };
      await chain.must('put-announcements', { announcements: [one, later] });
      const { notices, unread } = await inbox(chain, anna);
      expect([notices.map(({ noticeId }) => noticeId), unread]).toEqual([['rules'], 1]);
      await chain.must('read-my-notices', { until: at(0) }, browserOf(anna));
      chain.now += days(2);
      expect((await inbox(chain, anna)).notices.map(({ noticeId, read }) => [noticeId, read])).toEqual([
        ['later', false],
        ['rules', true],
      ]);
      chain.now += days(2);
      expect((await inbox(chain, anna)).notices).toEqual([]);
    }),
  );
});

describe('U4 points about to expire', () => {
  const soon = async (chain: Chain, memberId: string) => {
    while ((await tellEvents(chain.shell)) > 0);
    return (await inbox(chain, memberId)).notices.filter(({ kind }) => kind === 'points-expiring');
  };

  test(
    'are told of two weeks ahead, once for all of a day, and not when they are spent already',
    inChain('sportswear', async (chain) => {
      const [anna, boris] = [await chain.till.join(), await chain.till.join()];
      for (const memberId of [anna, boris]) {
        await chain.till.grant(memberId, 100);
        await chain.till.grant(memberId, 20);
      }
      expect(await foretellExpiry(chain.shell)).toBe(0);
      const { lots } = await chain.must('get-points', { memberId: anna });
      const expiry = Date.parse(lots[0]?.expiresAt ?? '');
      chain.now = expiry - days(14.5);
      expect(await foretellExpiry(chain.shell)).toBe(0);
      chain.now = expiry - days(13);
      const noted = await Promise.all([foretellExpiry(chain.shell), foretellExpiry(chain.shell)]);
      expect(noted[0] + noted[1]).toBe(2);
      chain.now = expiry - days(2);
      expect(await foretellExpiry(chain.shell)).toBe(0);
      expect(await soon(chain, anna)).toMatchObject([
        { title: { ru: 'Скоро истекут 120 баллов' }, points: -120, link: { page: 'card' } },
      ]);
      chain.now = expiry + days(1);
      expect(await foretellExpiry(chain.shell)).toBe(0);
    }),
  );

  test(
    'of everybody, however few are looked at together',
    inChain('sportswear', async (chain) => {
      const members: string[] = [];
      for (let index = 0; index < 7; index++) {
        members.push(await chain.till.join());
        await chain.till.grant(members[index] ?? '', 100);
      }
      const { lots } = await chain.must('get-points', { memberId: members[0] ?? '' });
      chain.now = Date.parse(lots[0]?.expiresAt ?? '') - days(13);
      expect(await foretellExpiry(chain.shell, 3)).toBe(7);
      expect(await foretellExpiry(chain.shell, 2)).toBe(0);
      for (const memberId of members) expect(await soon(chain, memberId)).toHaveLength(1);
    }),
  );
});

describe('what notices say is the chain’s to write', () => {
  const says = (title: string) => ({ title, text: 'Ваши {points}' });

  test(
    'in the words that were put last, for what happened before too; the usual ones where there are none',
    inChain('sportswear', async (chain) => {
      const anna = await chain.till.join();
      await chain.till.grant(anna, 35);
      while ((await tellEvents(chain.shell)) > 0);
      const texts = { 'points-granted': { ru: says('Подарок'), en: says('A gift') } };
      const put = await chain.must('put-notice-texts', { texts });
      expect(put.texts.welcome.ru.title).toBe('Вы с нами');
      expect(await chain.must('get-notice-texts', {})).toEqual(put);
      const { notices } = await inbox(chain, anna);
      expect(notices.find(({ kind }) => kind === 'points-granted')).toMatchObject({
        title: { ru: 'Подарок' },
        text: { ru: 'Ваши 35 баллов' },
      });
      expect(notices.find(({ kind }) => kind === 'welcome')).toMatchObject({ title: { ru: 'Вы с нами' } });
    }),
  );

  test(
    'but only of what is known of them',
    inChain('sportswear', async (chain) => {
      for (const wrong of ['{level}', '{nobody}', '{}', '{points', 'a {points} {Points}'].slice(0, 3)) {
        const texts = { welcome: { ru: says('Привет'), en: { title: wrong, text: 'Hello' } } };
        const refused = await chain.ask('put-notice-texts', { texts });
        expect(refused).toMatchObject({ code: 'unknown-placeholder' });
      }
      expect((await chain.must('get-notice-texts', {})).version).toBe(0);
    }),
  );
});
