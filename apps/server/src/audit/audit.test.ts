import { operations as contracts, auditOf, isScope, type OperationContract } from '@bonum/contract';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { inChain, type Chain } from '../testing/chain.ts';

const grantOf = (memberId: string) => ({
  memberId,
  grantId: v7(),
  kind: 'bonus',
  points: 5,
  reason: 'Извинение за очередь',
});

async function logOf(chain: Chain, ownerId: string) {
  const { rows } = await chain.database.pool.query(
    'select operation, kind, actor, actor_id, detail from audit_entry where owner_id = $1 order by number',
    [ownerId],
  );
  return rows as { operation: string; kind: string; actor: string; actor_id: string; detail: string }[];
}

describe('S8 G9 who saw and changed what stands in the audit log', () => {
  test(
    'a view when somebody was looked at, a change with its reason, each in the same transaction',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const { caller, operatorId } = await chain.staff({ roles: ['operator'] });
      await chain.must('get-member', { memberId }, caller);
      const grant = grantOf(memberId);
      await chain.must('grant-points', grant, caller);
      // Asked again nothing changes, so there is nothing to say.
      await chain.must('grant-points', grant, caller);
      expect(await chain.refusal('grant-points', { ...grant, points: 7 }, caller)).toBe('id-reused');
      const log = await logOf(chain, memberId);
      expect(log).toMatchObject([
        { operation: 'get-member', kind: 'view', actor: 'operator', actor_id: operatorId },
        { operation: 'grant-points', kind: 'change', actor: 'operator', actor_id: operatorId },
      ]);
      expect(JSON.parse(log[1]?.detail ?? '')).toEqual({
        reason: 'Извинение за очередь',
        kind: 'bonus',
        points: 5,
      });
    }),
  );

  test(
    'what keys change by hand of a member as well, and what tills do not',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      await chain.must('get-member', { memberId });
      await chain.must('grant-points', grantOf(memberId));
      expect(await logOf(chain, memberId)).toMatchObject([{ operation: 'grant-points', actor: 'key' }]);
    }),
  );

  test(
    'many at once are numbered without gap or doubling',
    inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const { caller } = await chain.staff({ roles: ['operator'] });
      const acts = Array.from({ length: 12 }, (_, index) =>
        index % 3 === 0
          ? chain.must('grant-points', grantOf(memberId), caller)
          : chain.must('get-points', { memberId }, caller),
      );
      await Promise.all(acts);
      expect(await logOf(chain, memberId)).toHaveLength(12);
    }),
  );

  test.each([
    ['edited', `update audit_entry set detail = '{}' where operation = 'grant-points'`],
    ['moved to another', `update audit_entry set actor_id = gen_random_uuid() where number = 2`],
    ['taken out', `delete from audit_entry where number = 2`],
    ['cut off its end', `delete from audit_entry where number = 3`],
    ['thrown away as a whole', `delete from audit_entry`],
    [
      'put in',
      `insert into audit_entry select owner_id, 4, at, kind, operation, actor, actor_id, session_id, address, detail, hash
                  from audit_entry where number = 3`,
    ],
  ])('an entry that is %s is found', async (_, deed) => {
    let found: string[] = [];
    await inChain('sportswear', async (chain) => {
      const memberId = await chain.till.join();
      const { caller } = await chain.staff({ roles: ['operator'] });
      await chain.must('get-member', { memberId }, caller);
      await chain.must('grant-points', grantOf(memberId), caller);
      await chain.must('get-points', { memberId }, caller);
      expect(await chain.breaks()).toEqual([]);
      await chain.database.pool.query(deed);
      found = await chain.breaks();
      await chain.database.pool.query(`truncate audit_entry, audit_head`);
    })();
    expect(found.join()).toMatch(/audit log|hash of audit entry/);
  });
});

/** Fields of an answer by which one knows a person. */
const personal = /"(phone|email|surname|birthDate|name|comment)"/;

/** Scoped operations that answer such a field, and say nothing of a member by it. */
const impersonal: ReadonlySet<string> = new Set([
  // Names of goods, of stores, of keys and of feeds.
  'list-products',
  'search-products',
  'list-stores',
  'list-keys',
  'list-feeds',
  'list-picture-problems',
  // Who rings, asked again whenever something changes: opening their page is what is written.
  'list-my-calls',
  // Only tills may ask.
  'quote-receipt',
]);

describe('G9 every operation says what the audit log is to say of it', () => {
  const all: readonly OperationContract[] = Object.values(contracts);
  const scoped = all.filter(({ access }) => isScope(access));

  const showing = scoped.filter(
    ({ answer, params }) => personal.test(JSON.stringify(answer)) || 'memberId' in (params?.properties ?? {}),
  );

  test('and none that shows a person is forgotten', () => {
    const silent = showing.filter((contract) => auditOf(contract) === null).map(({ id }) => id);
    expect(silent.toSorted()).toEqual([...impersonal].toSorted());
  });
});
