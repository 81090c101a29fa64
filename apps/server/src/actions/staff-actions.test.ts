import { roleNames, scopesOf, type Answer, type Input, type Role } from '@bonum/contract';
import * as fc from 'fast-check';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { readGrants } from '../abuse/read-facts.ts';
import type { StaffCaller } from '../operation.ts';
import { Chain, days, inChain } from '../testing/chain.ts';
import { createDatabase } from '../testing/database.ts';
import { signInStaff } from '../testing/staff.ts';
import { line } from '../testing/till.ts';

const rules: Input<'put-staff-rules'> = {
  actions: {
    'grant-points': {
      limits: { operator: { each: 500, day: 1200 }, 'senior-operator': { each: 5000, day: 20_000 } },
    },
    'withdraw-points': { limits: { operator: { each: 500, day: 1200 } } },
  },
};

const staffOf = async (chain: Chain, ...roles: Role[]): Promise<StaffCaller> =>
  (await signInStaff(chain.shell, { roles, name: roles.join(' and ') })).caller;

/** An operator, a senior and a member, in a chain with limits. */
async function desk(chain: Chain) {
  await chain.must('put-staff-rules', rules);
  const [operator, senior] = [await staffOf(chain, 'operator'), await staffOf(chain, 'senior-operator')];
  const memberId = await chain.till.join();
  const granting = (points: number, grantId = v7()) => ({
    memberId,
    grantId,
    kind: 'bonus',
    points,
    reason: 'Очередь',
  });
  const open = async (as = senior) => (await chain.must('list-approvals', { open: true }, as)).approvals;
  return { operator, senior, memberId, granting, open };
}

const bonus = async (chain: Chain, memberId: string): Promise<number> =>
  (await chain.till.balance(memberId)).available;

describe('G6 limits per role, and a second person above them', () => {
  test(
    'a grant alone says how much might have been, one that was approved does not',
    inChain('sportswear', async (chain) => {
      const { operator, senior, memberId, granting, open } = await desk(chain);
      await chain.must('grant-points', granting(499), operator);
      await chain.ask('grant-points', granting(501), operator);
      const approvalId = (await open())[0]?.approvalId ?? '';
      await chain.must('decide-approval', { memberId, approvalId, decision: 'approve' }, senior);
      const grants = await readGrants(chain.shell.db, 0);
      expect(grants.map(({ points, limit }) => [points, limit])).toEqual([
        [499, 500],
        [501, null],
      ]);
    }),
  );

  test(
    'a grant above the limit waits for somebody else, and then happens once',
    inChain('sportswear', async (chain) => {
      const { operator, senior, memberId, granting, open } = await desk(chain);
      await chain.must('grant-points', granting(500), operator);
      const request = granting(501);
      const asked = await chain.ask('grant-points', request, operator);
      expect(asked).toMatchObject({
        code: 'waits-for-approval',
        extra: { approval: { because: 'above-each' } },
      });
      expect(await chain.ask('grant-points', request, operator)).toEqual(asked);
      expect(await bonus(chain, memberId)).toBe(500);
      const [approval] = await open();
      expect(approval).toMatchObject({
        memberId,
        action: 'grant-points',
        amount: 501,
        unit: 'points',
        reason: 'Очередь',
      });
      expect(approval?.actions).toEqual(['approve', 'decline']);
      expect((await open(operator))[0]?.actions).toEqual(['withdraw']);
      const decision = { memberId, approvalId: approval?.approvalId ?? '', decision: 'approve' } as const;
      expect(await chain.refusal('decide-approval', decision, operator)).toBe('second-person-needed');
      const answers = await Promise.all([
        chain.refusal('decide-approval', decision, senior),
        chain.refusal(
          'decide-approval',
          { ...decision, decision: 'decline' },
          await staffOf(chain, 'senior-operator'),
        ),
        chain.refusal('decide-approval', decision, await staffOf(chain, 'senior-operator')),
      ]);
      expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
      const given = (await bonus(chain, memberId)) - 500;
      expect([0, 501]).toContain(given);
      expect(await open()).toEqual([]);
      const [closed] = (await chain.must('list-approvals', { open: false }, senior)).approvals;
      expect(closed?.state).toBe(given === 501 ? 'approved' : 'declined');
      if (given === 501) await chain.must('grant-points', request, operator);
      expect(await bonus(chain, memberId)).toBe(500 + given);
    }),
  );

  test(
    'in slices on one day and many at once no more passes than the day allows; the next day begins anew',
    inChain('sportswear', async (chain) => {
      const { operator, memberId, granting, open } = await desk(chain);
      const other = await chain.till.join();
      const slices = Array.from({ length: 12 }, (_, index) => ({
        ...granting(300),
        memberId: index % 2 ? other : memberId,
      }));
      const answers = await Promise.all(
        slices.map((slice) => chain.refusal('grant-points', slice, operator)),
      );
      expect(answers.filter((answer) => answer === 'ok')).toHaveLength(4);
      expect((await bonus(chain, memberId)) + (await bonus(chain, other))).toBe(1200);
      expect(await open()).toHaveLength(8);
      // What was done is done, whatever the day has left.
      const done = slices[answers.indexOf('ok')];
      if (done) await chain.must('grant-points', done, operator);
      chain.now += days(1);
      expect(await chain.refusal('grant-points', granting(300), operator)).toBe('ok');
    }),
  );

  test(
    'what waits runs out, is withdrawn, or is declined, and then nothing comes of it',
    inChain('sportswear', async (chain) => {
      const { operator, senior, memberId, granting, open } = await desk(chain);
      const ask = async () => {
        await chain.refusal('grant-points', granting(900), operator);
        return { memberId, approvalId: (await open())[0]?.approvalId ?? '' };
      };
      const late = await ask();
      chain.now += days(2);
      expect(await open()).toEqual([]);
      expect(await chain.ask('decide-approval', { ...late, decision: 'approve' }, senior)).toMatchObject({
        code: 'approval-closed',
        extra: { state: 'expired' },
      });
      const withdrawn = await ask();
      expect(await chain.refusal('withdraw-approval', withdrawn, senior)).toBe('second-person-needed');
      await chain.must('withdraw-approval', withdrawn, operator);
      expect(await chain.refusal('decide-approval', { ...withdrawn, decision: 'approve' }, senior)).toBe(
        'approval-closed',
      );
      const declined = await ask();
      const no = { ...declined, decision: 'decline', said: 'Слишком много' } as const;
      expect(await chain.must('decide-approval', no, senior)).toMatchObject({
        state: 'declined',
        said: no.said,
      });
      expect(await chain.must('decide-approval', no, senior)).toMatchObject({ state: 'declined' });
      expect(await bonus(chain, memberId)).toBe(0);
    }),
  );

  test(
    'as things stand when it is decided: a member merged or erased, or an asker who may not any more, ends it',
    inChain('sportswear', async (chain) => {
      const { operator, senior, memberId, granting, open } = await desk(chain);
      await chain.refusal('grant-points', granting(900), operator);
      const [approval] = await open();
      const decision = { memberId, approvalId: approval?.approvalId ?? '', decision: 'approve' } as const;
      const { db } = chain.shell;
      const become = (roles: Role[]) =>
        db.updateTable('operator').set({ roles }).where('operator_id', '=', operator.operatorId).execute();
      await become(['promo']);
      expect(await chain.refusal('decide-approval', decision, senior)).toBe('cannot-carry-out');
      await become(['operator']);
      // A senior who was made an auditor meanwhile.
      const former = {
        ...senior,
        operatorId: v7(),
        roles: ['auditor'],
        scopes: scopesOf(['auditor']),
      } as const;
      expect(await chain.refusal('decide-approval', decision, former)).toBe('second-person-needed');
      const other = await chain.till.join();
      const merge = { memberId: other, mergeId: v7(), fromMemberId: memberId };
      await chain.must('merge-members', merge);
      expect(await chain.ask('decide-approval', decision, senior)).toMatchObject({
        code: 'cannot-carry-out',
        extra: { because: { code: 'moved-since' } },
      });
      await chain.must('undo-merge', { memberId: other, mergeId: merge.mergeId });
      expect(await chain.refusal('decide-approval', decision, senior)).toBe('ok');
      expect(await bonus(chain, memberId)).toBe(900);
    }),
  );

  test(
    'data that somebody changed while it waited are not written over',
    inChain('sportswear', async (chain) => {
      const { operator, senior, memberId, open } = await desk(chain);
      await chain.must('put-staff-rules', { actions: { 'update-member': { approval: 'always' } } });
      const { version } = await chain.must('get-member', { memberId }, operator);
      const request = { memberId, city: 'Тверь', reason: 'Переезд', ifVersion: version };
      const decide = async () => {
        const approvalId = (await open())[0]?.approvalId ?? '';
        return chain.ask('decide-approval', { memberId, approvalId, decision: 'approve' }, senior);
      };
      expect(await chain.refusal('update-member', request, operator)).toBe('waits-for-approval');
      await chain.must('update-member', { memberId, city: 'Тула' });
      expect(await decide()).toMatchObject({
        code: 'cannot-carry-out',
        extra: { because: { code: 'changed-since' } },
      });
      const [waiting] = await open();
      await chain.must('withdraw-approval', { memberId, approvalId: waiting?.approvalId ?? '' }, operator);
      const anew = { ...request, ifVersion: (await chain.must('get-member', { memberId })).version };
      expect(await chain.refusal('update-member', anew, operator)).toBe('waits-for-approval');
      expect((await decide()).ok).toBe(true);
      expect(await chain.must('get-member', { memberId })).toMatchObject({ city: 'Тверь' });
    }),
  );

  test(
    'the member’s word is wanted where the chain says so, for that action alone; without a way to ask a second person is',
    inChain('sportswear', async (chain) => {
      const { operator, memberId, granting, open } = await desk(chain);
      await chain.must('put-staff-rules', { actions: { 'grant-points': { confirm: true } } });
      const refused = await chain.ask('grant-points', granting(10), operator);
      expect(refused).toMatchObject({ code: 'confirmation-needed', extra: { by: ['phone'] } });
      const code = async (action: 'grant-points' | 'block-card') => {
        const confirmationId = v7();
        await chain.must('send-action-code', { memberId, confirmationId, action }, operator);
        return { confirmationId, code: chain.sentCode(confirmationId) };
      };
      const wrong = { ...granting(10), confirmation: await code('block-card') };
      expect(await chain.refusal('grant-points', wrong, operator)).toBe('confirmation-wrong');
      const confirmation = await code('grant-points');
      const right = { ...granting(10), confirmation };
      await chain.must('grant-points', right, operator);
      await chain.must('grant-points', right, operator);
      expect(await chain.refusal('grant-points', { ...granting(10), confirmation }, operator)).toBe(
        'confirmation-wrong',
      );
      expect(await bonus(chain, memberId)).toBe(10);
      const nobody = v7();
      await chain.must('open-card', { memberId: nobody, number: '2101000000019' });
      expect(await chain.refusal('grant-points', { ...granting(10), memberId: nobody }, operator)).toBe(
        'waits-for-approval',
      );
      expect(await open()).toMatchObject([{ because: 'unconfirmed' }]);
    }),
  );

  test(
    'keys do what their scopes let them, staff give a reason, and rules that contradict themselves are none',
    inChain('sportswear', async (chain) => {
      const { operator, memberId, granting } = await desk(chain);
      await chain.must('grant-points', granting(9000));
      expect(await chain.refusal('update-member', { memberId, city: 'Тверь' })).toBe('ok');
      expect(await chain.refusal('update-member', { memberId, city: 'Тула' }, operator)).toBe(
        'reason-needed',
      );
      const limits = { operator: { each: 5, day: 1 } };
      expect(await chain.refusal('put-staff-rules', { actions: { 'grant-points': { limits } } })).toBe(
        'bad-rules',
      );
      expect(await chain.refusal('put-staff-rules', { actions: {}, receipts: { withoutLines: 'NO' } })).toBe(
        'unknown-product',
      );
      expect(await chain.must('get-staff-rules', {}, operator)).toEqual(rules);
    }),
  );
});

describe('G6 allowed actions come with the member', () => {
  test(
    'what the list has is let through, what it lacks is refused; limits are shown before they are hit',
    inChain('sportswear', async (chain) => {
      const { operator, memberId, granting } = await desk(chain);
      const actions = async (as?: StaffCaller): Promise<Answer<'get-member'>['actions']> =>
        (await chain.must('get-member', { memberId }, as)).actions;
      const of = async (id: string, as = operator) => (await actions(as)).find((action) => action.id === id);
      expect(await of('grant-points')).toEqual({
        id: 'grant-points',
        unit: 'points',
        each: 500,
        left: 1200,
        approval: 'above-limit',
        confirm: false,
      });
      await chain.must('grant-points', granting(500), operator);
      expect(await of('grant-points')).toMatchObject({ left: 700 });
      expect(await of('withdraw-points')).toMatchObject({ each: 500 });
      expect(await of('suspend-member')).toBeUndefined();
      const senior = await staffOf(chain, 'senior-operator');
      expect(await of('suspend-member', senior)).toBeDefined();
      await chain.must('suspend-member', { memberId, reason: 'Проверка' }, senior);
      expect(await of('resume-member', senior)).toBeDefined();
      expect(await of('add-receipt', senior)).toBeUndefined();
      for (const role of roleNames) {
        const caller = await staffOf(chain, role);
        if (!caller.scopes.includes('members:read')) continue;
        const ids = new Set((await actions(caller)).map(({ id }) => id));
        expect(ids.has('grant-points')).toBe(caller.scopes.includes('points:grant'));
        expect(ids.has('merge-members')).toBe(false);
      }
      expect((await actions()).every(({ each, left }) => each === null && left === null)).toBe(true);
    }),
  );
});

describe('G6 two operators on one member', () => {
  test(
    'the second is told what changed and by whom, and does theirs on top; purchases are no such change',
    inChain('sportswear', async (chain) => {
      const { operator, senior, memberId } = await desk(chain);
      const seen = (await chain.must('get-member', { memberId }, operator)).version;
      await chain.till.buy(memberId, [line('TEE', 100)]);
      const first = { memberId, city: 'Тверь', reason: 'Переехала', ifVersion: seen };
      const changed = await chain.must('update-member', first, operator);
      expect((await chain.must('get-member', { memberId })).version).toBe(changed.version);
      const second = { memberId, surname: 'Петрова', reason: 'Замуж', ifVersion: seen };
      const refused = await chain.ask('update-member', second, senior);
      expect(refused).toMatchObject({
        code: 'changed-since',
        extra: { version: changed.version, changed: [{ what: ['city'], by: 'operator' }] },
      });
      const again = await chain.must('update-member', { ...second, ifVersion: changed.version }, senior);
      expect(again).toMatchObject({ city: 'Тверь', surname: 'Петрова' });
      // Both give points for one complaint.
      const grant = { memberId, kind: 'bonus', points: 5, reason: 'Жалоба', ifVersion: again.version };
      const both = await Promise.all([
        chain.refusal('grant-points', { ...grant, grantId: v7() }, operator),
        chain.refusal('grant-points', { ...grant, grantId: v7() }, senior),
      ]);
      expect(both.toSorted()).toEqual(['changed-since', 'ok']);
    }),
  );
});

describe('B1 no sequence of acts of staff breaks the ledger', () => {
  const acts = fc.array(
    fc.tuple(
      fc.constantFrom(
        'grant',
        'withdraw',
        'reverse',
        'merge',
        'undo',
        'buy',
        'approve',
        'suspend',
        'resume',
        'replace',
      ),
      fc.nat({ max: 2 }),
      fc.integer({ min: 1, max: 900 }),
      fc.boolean(),
    ),
    { minLength: 6, maxLength: 14 },
  );

  test('verify finds nothing, and nobody has given alone more than the day allows', async () => {
    await using database = await createDatabase({ poolSize: 10 });
    const chain = new Chain(database);
    await chain.publish('sportswear');
    await chain.till.stock();
    await chain.must('put-staff-rules', rules);
    const senior = await staffOf(chain, 'senior-operator');
    await fc.assert(
      fc.asyncProperty(acts, async (sequence) => {
        const operator = await staffOf(chain, 'operator');
        const people = [await chain.till.join(), await chain.till.join(), await chain.till.join()];
        const merges: { memberId: string; mergeId: string }[] = [];
        let alone = 0;
        for (const [act, index, points, twice] of sequence) {
          const memberId = people[index] ?? '';
          const other = people[(index + 1) % 3] ?? '';
          const once = async (): Promise<void> => {
            const by = { memberId, reason: 'Проверка' };
            if (act === 'grant') {
              const granted = await chain.refusal(
                'grant-points',
                { ...by, grantId: v7(), kind: 'bonus', points },
                operator,
              );
              if (granted === 'ok') alone += points;
            } else if (act === 'withdraw')
              await chain.ask(
                'withdraw-points',
                { ...by, withdrawalId: v7(), kind: 'bonus', points },
                operator,
              );
            else if (act === 'reverse')
              await chain.ask('reverse-transfer', { ...by, number: 1 + (points % 9) }, operator);
            else if (act === 'merge') {
              const merge = { memberId, mergeId: v7(), fromMemberId: other, reason: 'Один человек' };
              if ((await chain.refusal('merge-members', merge, senior)) === 'ok') merges.push(merge);
            } else if (act === 'undo') {
              const last = merges.pop();
              if (last) await chain.ask('undo-merge', { ...last, reason: 'Ошибка' }, senior);
            } else if (act === 'buy')
              await chain.ask(
                'commit-receipt',
                chain.till.basket([line('SHOES', points)], { member: { memberId } }),
              );
            else if (act === 'approve') {
              for (const { memberId: of, approvalId } of (
                await chain.must('list-approvals', { open: true }, senior)
              ).approvals)
                await chain.ask('decide-approval', { memberId: of, approvalId, decision: 'approve' }, senior);
            } else if (act === 'replace') {
              const { cards } = await chain.must('get-member', { memberId });
              await chain.ask(
                'replace-card',
                { ...by, replacementId: v7(), old: cards[0]?.number ?? '' },
                operator,
              );
            } else await chain.ask(`${act}-member` as 'suspend-member', by, senior);
          };
          await (twice ? Promise.all([once(), once()]) : once());
        }
        expect(alone).toBeLessThanOrEqual(1200);
      }),
      { numRuns: 6 },
    );
    expect(await chain.breaks()).toEqual([]);
  });
});
