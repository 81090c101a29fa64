import { sql } from 'kysely';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { newCardNumber } from '../cards/card-number.ts';
import { readStored } from '../checkout/stored-receipt.ts';
import type { MemberCaller } from '../operation.ts';
import { fillReports } from '../reports/fill-reports.ts';
import { inChain, minutes, type Chain } from '../testing/chain.ts';
import { memberCaller } from '../testing/sign-in.ts';
import { line } from '../testing/till.ts';
import { sealExpression } from '../verify/seal.ts';
import { maySend } from './subscriptions.ts';

/** The same member, signed in with a browser. */
export const signedIn = (memberId: string): MemberCaller => ({
  memberId,
  sessionId: v7(),
  deviceId: v7(),
  address: '198.51.100.7',
  userAgent: 'test',
});

const name = { ru: 'Вопрос', en: 'Question' };
const options = ['cats', 'dogs'].map((id) => ({ id, name }));
const asking = (more: object = {}) => ({
  questionnaire: {
    required: ['name', 'birthDate'],
    questions: [
      { id: 'pets', name, type: 'several', options, required: true },
      { id: 'secret', name, type: 'yes-no', seenBy: 'rules' },
    ],
    reward: { kind: 'cashback', points: 300 },
    ...more,
  },
});

const join = async (chain: Chain): Promise<{ memberId: string; me: MemberCaller }> => {
  const memberId = await chain.till.join({ name: 'Анна' });
  return { memberId, me: signedIn(memberId) };
};

describe('D3 D6 the questionnaire', () => {
  test(
    'the till lets nobody spend before it is complete, and everybody after; the reward comes once',
    inChain(
      'clothing',
      async (chain) => {
        const { memberId, me } = await join(chain);
        await chain.till.grant(memberId, 500, 'cashback');
        const basket = () => chain.till.basket([line('SHOES', 1000)], { member: { memberId } });
        const before = await chain.must('quote-receipt', basket());
        expect(before.member?.accumulateOnly).toBe(true);
        expect(before.spending.map(({ most }) => most)).toEqual([0, 0]);
        const asked = await chain.must('get-account', {}, me);
        expect(asked.questionnaire).toMatchObject({
          missing: ['birthDate', 'pets'],
          accumulateOnly: true,
          reward: { points: 300, given: false },
        });
        expect(asked.questionnaire?.questions.find(({ id }) => id === 'name')?.answer).toBe('Анна');

        const answers = { birthDate: '1990-03-08', pets: ['cats'], secret: true };
        const done = await chain.must('answer-questionnaire', { answers }, me);
        expect(done.questionnaire).toMatchObject({
          missing: [],
          accumulateOnly: false,
          reward: { given: true },
        });
        expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 800 });
        await chain.must('answer-questionnaire', { answers: { pets: null } }, me);
        await chain.must('answer-questionnaire', { answers: { pets: ['dogs'] } }, me);
        expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 800 });
        const after = await chain.must('quote-receipt', basket());
        expect(after.member?.accumulateOnly).toBe(false);
        expect(Math.max(...after.spending.map(({ most }) => most))).toBeGreaterThan(0);
        const staff = await chain.must('get-member', { memberId });
        expect(staff.answers).toEqual({ pets: ['dogs'] });
      },
      asking(),
    ),
  );

  test(
    'completed twenty times at once it is rewarded once',
    inChain(
      'clothing',
      async (chain) => {
        const { memberId, me } = await join(chain);
        const answers = { birthDate: '1990-03-08', pets: ['cats'] };
        await Promise.all(
          Array.from({ length: 20 }, () => chain.must('answer-questionnaire', { answers }, me)),
        );
        expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 300 });
      },
      asking(),
    ),
  );

  test(
    'who had the reward and becomes one with another has it once; its reason is told in words',
    inChain(
      'clothing',
      async (chain) => {
        const [one, other] = [await join(chain), await join(chain)];
        const answers = { birthDate: '1990-03-08', pets: ['cats'] };
        await chain.must('answer-questionnaire', { answers }, one.me);
        await chain.must('merge-members', {
          memberId: other.memberId,
          mergeId: v7(),
          fromMemberId: one.memberId,
        });
        await chain.must('answer-questionnaire', { answers }, other.me);
        expect(await chain.till.balance(other.memberId, 'cashback')).toMatchObject({ available: 300 });
        const told = await chain.must('get-transfer', {
          memberId: other.memberId,
          number: 1,
          audience: 'member',
        });
        expect(told.reasons.join('; ')).toContain('Начислено за анкету: 300');
      },
      asking(),
    ),
  );

  test(
    'staff who fill it in at the counter complete it too, and may spend where the programme says so',
    inChain(
      'clothing',
      async (chain) => {
        const { memberId } = await join(chain);
        expect(await chain.must('get-member', { memberId })).toMatchObject({
          accumulateOnly: false,
          missingFields: ['birthDate', 'pets'],
        });
        const filled = await chain.must('update-member', {
          memberId,
          birthDate: '1990-03-08',
          answers: { pets: ['dogs'] },
        });
        expect(filled.missingFields).toEqual([]);
        expect(filled.balances).toContainEqual(expect.objectContaining({ kind: 'cashback', available: 300 }));
        const wrong = { memberId, answers: { pets: ['fish'] } };
        expect(await chain.refusal('update-member', wrong)).toBe('bad-answer');
      },
      asking({ accumulateOnly: false }),
    ),
  );

  test(
    'no answer is taken for one',
    inChain(
      'clothing',
      async (chain) => {
        const { me } = await join(chain);
        const wrong = [
          { pets: [] },
          { pets: 'cats' },
          { unknown: 1 },
          { email: 'a@b.cc' },
          { birthDate: 'x' },
          { name: null },
        ];
        for (const answers of wrong)
          expect(await chain.refusal('answer-questionnaire', { answers }, me)).toBe('bad-answer');
      },
      asking(),
    ),
  );
});

describe('G1 a member’s own data', () => {
  test(
    'change for every channel at once; a birth date is said once, staff put it right',
    inChain('clothing', async (chain) => {
      const { memberId, me } = await join(chain);
      const long = 'Ж'.repeat(300);
      const change = { name: long, birthDate: '1990-03-08', city: 'Тверь', language: 'en' } as const;
      expect((await chain.must('change-profile', change, me)).profile).toMatchObject({
        name: long,
        birthDateFixed: true,
      });
      expect(await chain.must('find-member', { memberId })).toMatchObject({ name: long, language: 'en' });
      expect((await chain.must('change-profile', { city: null }, me)).profile.city).toBeNull();
      expect(await chain.refusal('change-profile', { birthDate: '1990-04-08' }, me)).toBe('birth-date-fixed');
      expect(await chain.refusal('change-profile', { birthDate: '1990-03-08' }, me)).toBe('ok');
      await chain.must('update-member', { memberId, birthDate: '1990-04-08' });
      expect((await chain.must('get-account', {}, me)).profile.birthDate).toBe('1990-04-08');
    }),
  );
});

describe('U10 G11 what a member wants to hear', () => {
  const offers = { channel: 'push', kind: 'offers', on: true } as const;

  test(
    'offers want consent to advertising, and end with it; every word is kept',
    inChain('clothing', async (chain) => {
      const { memberId, me } = await join(chain);
      expect(await chain.refusal('set-subscriptions', { subscriptions: [offers] }, me)).toBe(
        'consent-needed',
      );
      const asked = { subscriptions: [offers], consent: { version: '2026-01' } };
      expect((await chain.must('set-subscriptions', asked, me)).subscriptions).toContainEqual(offers);
      const back = { kind: 'advertising', version: '2026-01', given: false };
      const withdrawn = await chain.must('say-consent', back, me);
      expect(withdrawn.subscriptions).toContainEqual({ ...offers, on: false });
      expect(withdrawn.consents).toMatchObject([
        { kind: 'advertising', given: false, by: 'member' },
        { kind: 'advertising', given: true, by: 'member' },
      ]);
      const { consents } = await chain.must('get-member', { memberId });
      expect(consents).toMatchObject([{ kind: 'advertising', given: false }]);
      const data = { kind: 'personal-data', version: '2026-01', given: false };
      expect(await chain.refusal('say-consent', data, me)).toBe('erase-instead');
    }),
  );

  test('nothing goes to an e-mail that nobody proved, nor to who is not there', () => {
    const member = {
      status: 'active',
      phone: '+79161234567',
      proved_email: null,
      subscriptions: { email: { receipts: true } },
      consents: [],
    } as const;
    const receipts = { channel: 'email', kind: 'receipts' } as const;
    expect(maySend(member, receipts)).toBe(false);
    expect(maySend({ ...member, proved_email: 'a@example.com' }, receipts)).toBe(true);
    expect(maySend({ ...member, status: 'erased', proved_email: 'a@example.com' }, receipts)).toBe(false);
    expect(maySend(member, { channel: 'sms', kind: 'service' })).toBe(true);
    expect(maySend(member, { channel: 'sms', kind: 'offers' })).toBe(false);
  });
});

describe('G2 a member’s own cards', () => {
  test(
    'virtual ones once for each id and no more than the programme lets; blocked; the main one chosen',
    inChain(
      'clothing',
      async (chain) => {
        const { memberId, me } = await join(chain);
        const cardId = v7();
        const answers = await Promise.all(
          Array.from({ length: 5 }, () => chain.must('issue-my-card', { cardId }, me)),
        );
        expect(answers.map(({ cards }) => cards.length)).toEqual([2, 2, 2, 2, 2]);
        expect(await chain.refusal('issue-my-card', { cardId: v7() }, me)).toBe('too-many-cards');
        const [first, second] = (answers[0]?.cards ?? [])
          .toSorted((one, other) => Number(other.main) - Number(one.main))
          .map(({ number }) => number);
        const chosen = await chain.must('make-card-main', { number: second ?? '' }, me);
        expect(chosen.cards.find(({ main }) => main)?.number).toBe(second);
        const lost = { number: second ?? '', reason: 'lost' } as const;
        const blocked = await chain.must('block-my-card', lost, me);
        expect(await chain.must('block-my-card', lost, me)).toEqual(blocked);
        expect(blocked.cards).toContainEqual(expect.objectContaining({ number: first, main: true }));
        expect(blocked.cards).toContainEqual(
          expect.objectContaining({ number: second, main: false, state: 'blocked' }),
        );
        expect(await chain.refusal('make-card-main', { number: second ?? '' }, me)).toBe('card-blocked');
        const basket = chain.till.basket([line('SHOES', 1000)], { member: { card: second ?? '' } });
        expect(await chain.refusal('quote-receipt', basket)).toBe('card-blocked');
        const other = signedIn(await chain.till.join());
        expect(await chain.refusal('block-my-card', { ...lost, number: first ?? '' }, other)).toBe(
          'unknown-card',
        );
        expect((await chain.must('get-member', { memberId })).cards).toHaveLength(2);
      },
      { cards: { prefixes: ['29'], most: 2 } },
    ),
  );
});

describe('D7 a card without a phone is linked in the app', () => {
  test(
    'with what it has earned; any other is refused alike, and guessing ends',
    inChain('clothing', async (chain) => {
      const { memberId, me } = await join(chain);
      const [open, card] = [v7(), newCardNumber('2401')];
      await chain.must('open-card', { memberId: open, number: card });
      await chain.till.grant(open, 70, 'cashback');
      const linkId = v7();
      const linked = await chain.must('link-my-card', { linkId, number: card }, me);
      expect(linked.cards.map(({ number }) => number)).toContain(card);
      expect(await chain.must('link-my-card', { linkId, number: card }, me)).toEqual(linked);
      expect(await chain.till.balance(memberId, 'cashback')).toMatchObject({ available: 70 });
      const other = signedIn(await chain.till.join());
      const [nobodys, stopped] = [newCardNumber('2401'), newCardNumber('2401')];
      const suspended = v7();
      await chain.must('open-card', { memberId: suspended, number: stopped });
      await sql`update member set status = 'suspended' where owner_id = ${suspended}`.execute(chain.shell.db);
      const refused = await Promise.all(
        [card, nobodys, stopped].map((number) => chain.ask('link-my-card', { linkId: v7(), number }, other)),
      );
      expect(new Set(refused.map((answer) => JSON.stringify(answer)))).toHaveLength(1);
      expect(refused[0]).toMatchObject({ code: 'card-not-linked' });
      for (let tries = 0; tries < 2; tries++)
        await chain.refusal('link-my-card', { linkId: v7(), number: nobodys }, other);
      const late = { linkId: v7(), number: nobodys };
      expect(await chain.refusal('link-my-card', late, other)).toBe('no-tries-left');
    }),
  );
});

describe('G1 G11 a phone and an e-mail change', () => {
  const phoneOf = (chain: Chain, memberId: string): Promise<string | null> =>
    chain.must('get-member', { memberId }).then(({ phone }) => phone);

  test(
    'only when the code of the new one came back; the old one is told, and the till finds by the new',
    inChain('clothing', async (chain) => {
      const old = chain.till.phone();
      const memberId = await chain.till.join({ phone: old });
      const me = signedIn(memberId);
      const [changeId, phone] = [v7(), chain.till.phone()];
      const refused = await chain.ask('request-contact', { changeId, phone }, me);
      expect(refused).toMatchObject({ code: 'proof-needed' });
      const confirmationId = v7();
      await chain.must('send-proof', { confirmationId, by: 'phone', purpose: 'prove' }, me);
      const proof = { confirmationId, code: chain.sentCode(confirmationId) };
      await chain.must('request-contact', { changeId, phone, proof }, me);
      await chain.must('request-contact', { changeId, phone, proof }, me);
      expect(await phoneOf(chain, memberId)).toBe(old);
      expect(await chain.refusal('find-member', { phone })).toBe('unknown-member');
      expect(await chain.refusal('confirm-contact', { changeId, code: '0000' }, me)).toBe(
        'confirmation-wrong',
      );
      const confirm = { changeId, code: chain.sentCode(changeId) };
      const changed = await chain.must('confirm-contact', confirm, me);
      expect(await chain.must('confirm-contact', confirm, me)).toEqual(changed);
      expect(await chain.must('find-member', { phone })).toMatchObject({ memberId });
      expect(await chain.refusal('find-member', { phone: old })).toBe('unknown-member');
      const told = await chain.shell.db
        .selectFrom('message')
        .select(['body', 'steps'])
        .where('purpose', '=', 'contact-changed')
        .execute();
      expect(told).toHaveLength(1);
      expect(JSON.stringify(told[0]?.steps)).toContain(old);
      expect(told[0]?.body).not.toContain(phone);
    }),
  );

  test(
    'of two who prove the same one at the same moment one has it',
    inChain('clothing', async (chain) => {
      const phone = chain.till.phone();
      const confirms: { me: MemberCaller; confirm: { changeId: string; code: string } }[] = [];
      for (const changeId of [v7(), v7()]) {
        const me = await memberCaller(chain.shell, (await join(chain)).memberId);
        await chain.must('request-contact', { changeId, phone }, me);
        confirms.push({ me, confirm: { changeId, code: chain.sentCode(changeId) } });
      }
      // Both have seen that it is nobody's before either writes.
      const answers = await chain.shell.db.transaction().execute(async (transaction) => {
        await sql`lock table member in share mode`.execute(transaction);
        const begun = confirms.map(({ me, confirm }) => chain.refusal('confirm-contact', confirm, me));
        for (let waiting = 0; waiting < 2;) {
          const { rows } = await sql<{ waiting: number }>`
            select count(*)::int as waiting from pg_locks
             where not granted and relation = 'member'::regclass
               and database = (select oid from pg_database where datname = current_database())`.execute(
            transaction,
          );
          waiting = rows[0]?.waiting ?? 0;
        }
        return begun.map((answer) => ({ answer }));
      });
      expect((await Promise.all(answers.map(({ answer }) => answer))).toSorted()).toEqual([
        'contact-taken',
        'ok',
      ]);
      const having = chain.shell.db.selectFrom('member').select('owner_id').where('phone', '=', phone);
      const { memberId } = await chain.must('find-member', { phone });
      expect(await having.execute()).toEqual([{ owner_id: memberId }]);
    }),
  );

  test(
    'one that is another’s is not told from one that is nobody’s before it is proved, and stays theirs',
    inChain('clothing', async (chain) => {
      const [taken, free] = [chain.till.phone(), chain.till.phone()];
      const theirs = await chain.till.join({ phone: taken });
      const { memberId } = await join(chain);
      const me = signedIn(memberId);
      const prove = async () => {
        const confirmationId = v7();
        await chain.must('send-proof', { confirmationId, by: 'phone', purpose: 'prove' }, me);
        return { confirmationId, code: chain.sentCode(confirmationId) };
      };
      const [one, other] = [v7(), v7()];
      const first = await chain.must(
        'request-contact',
        { changeId: one, phone: taken, proof: await prove() },
        me,
      );
      const second = await chain.must(
        'request-contact',
        { changeId: other, phone: free, proof: await prove() },
        me,
      );
      const blank = { confirmationId: '', sentTo: '' };
      expect({ ...first, ...blank }).toEqual({ ...second, ...blank });
      const confirm = { changeId: one, code: chain.sentCode(one) };
      expect(await chain.refusal('confirm-contact', confirm, me)).toBe('contact-taken');
      expect(await chain.must('find-member', { phone: taken })).toMatchObject({ memberId: theirs });
    }),
  );
});

/** Every word that the database holds. */
async function wholeText(chain: Chain): Promise<string> {
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(chain.shell.db);
  const texts = await Promise.all(
    tables.map(async ({ name: table }) => {
      const { rows } = await sql<{ text: string | null }>`
        select string_agg(t::text, ' ') as text from ${sql.table(table)} t`.execute(chain.shell.db);
      return rows[0]?.text ?? '';
    }),
  );
  return texts.join('\n');
}

describe('S8 a member asks to be forgotten', () => {
  test(
    'and nothing tells of them any more; amounts stay, points burn, and the phone may join anew',
    inChain('clothing', async (chain) => {
      const phone = '+79165557700';
      const [memberId, twin] = [
        await chain.till.join({ phone, name: 'Евлампия', surname: 'Незабвенная' }),
        await chain.till.join({ name: 'Евлампия', email: 'evlampia@example.com' }),
      ];
      await chain.must('merge-members', { memberId, mergeId: v7(), fromMemberId: twin });
      const me = signedIn(memberId);
      await chain.till.grant(memberId, 500, 'cashback');
      const basket = chain.till.basket([line('SHOES', 1000)], { member: { phone } });
      const sold = await chain.must('commit-receipt', basket);
      expect(sold.member?.name).toBe('Евлампия');
      expect(await chain.must('commit-receipt', basket)).toEqual(sold);
      // As an earlier release stored it.
      const [stored] = await readStored(chain.shell.db, sql`type = 'sale'`);
      const said = JSON.stringify({ ...(stored?.answer as object), member: sold.member, slip: sold.slip });
      await sql`update receipt t set evidence = null, request = ${JSON.stringify(stored?.request)}::jsonb, answer = ${said}::jsonb,
          calculation = ${JSON.stringify(stored?.calculation)}::jsonb where type = 'sale'`.execute(
        chain.shell.db,
      );
      await sql`update receipt t set seal = ${sealExpression('t')} where type = 'sale'`.execute(
        chain.shell.db,
      );
      expect(await chain.breaks()).toEqual([]);
      expect(await chain.must('commit-receipt', basket)).toEqual(sold);

      // What was sent for signing in by a card lies with the card, and names the phone.
      const card = await chain.must('get-member', { memberId }).then(({ cards }) => cards[0]?.number ?? '');
      await chain.must('start-sign-in', { signInId: v7(), card }, me);

      chain.now += minutes(1);
      await fillReports(chain.shell);
      const terms = await chain.must('get-erasure', {}, me);
      expect(terms).toMatchObject({ points: 'burn', receipts: 1, paying: false, by: ['phone'] });
      expect(terms.kinds).toContainEqual(expect.objectContaining({ kind: 'cashback', available: 530 }));
      const confirmationId = v7();
      await chain.must('send-proof', { confirmationId, by: 'phone', purpose: 'erase' }, me);
      const code = chain.sentCode(confirmationId);
      expect(await chain.refusal('erase-me', { confirmationId, code: '1' + code.slice(1, 4) }, me)).toBe(
        'confirmation-wrong',
      );
      expect(await wholeText(chain)).toContain('Незабвенная');
      await chain.must('erase-me', { confirmationId, code }, me);

      const text = await wholeText(chain);
      for (const word of ['Евлампия', 'Незабвенная', '9165557700', 'evlampia'])
        expect(text).not.toContain(word);
      expect(await chain.breaks()).toEqual([]);
      expect(await chain.refusal('get-account', {}, me)).toBe('unknown-member');
      expect(await chain.refusal('get-member', { memberId })).toBe('unknown-member');
      expect(await chain.refusal('quote-receipt', { ...basket, member: { memberId } })).toBe(
        'unknown-member',
      );
      const { balances } = sold.member ?? { balances: [] };
      expect(balances.length).toBeGreaterThan(0);
      const again = await chain.must('commit-receipt', basket);
      expect(again).toEqual({ ...sold, member: { ...sold.member, name: null }, slip: again.slip });
      expect(again.slip.join()).not.toContain('Евлампия');

      chain.now += minutes(11);
      const anew = await chain.till.join({ phone, name: 'Другая' });
      expect(anew).not.toBe(memberId);
      expect(await chain.must('commit-receipt', basket)).toEqual(again);
      expect(await chain.till.balance(anew, 'cashback')).toMatchObject({ available: 0 });
    }),
  );

  test(
    'not while a receipt is being paid with their points',
    inChain('clothing', async (chain) => {
      const memberId = await chain.till.join();
      const me = signedIn(memberId);
      await chain.till.grant(memberId, 500, 'cashback');
      const basket = chain.till.basket([line('SHOES', 1000)], { member: { memberId } });
      await chain.must('hold-points', await chain.till.holding(memberId, basket, { cashback: 100 }));
      const confirmationId = v7();
      await chain.must('send-proof', { confirmationId, by: 'phone', purpose: 'erase' }, me);
      const code = chain.sentCode(confirmationId);
      expect(await chain.refusal('erase-me', { confirmationId, code }, me)).toBe('open-hold');
    }),
  );

  test(
    'points that the programme lets stay are in the books until they expire',
    inChain(
      'clothing',
      async (chain) => {
        const { memberId, me } = await join(chain);
        await chain.till.grant(memberId, 500, 'cashback');
        const confirmationId = v7();
        await chain.must('send-proof', { confirmationId, by: 'phone', purpose: 'erase' }, me);
        await chain.must('erase-me', { confirmationId, code: chain.sentCode(confirmationId) }, me);
        const { rows } = await sql<{ available: number }>`select available from wallet`.execute(
          chain.shell.db,
        );
        expect(rows).toEqual([{ available: 500 }]);
      },
      { erasure: { points: 'stay' } },
    ),
  );
});
