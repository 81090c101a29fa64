import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import type { KeyCaller } from '../operation.ts';
import { anybody, inChain } from '../testing/chain.ts';

test(
  'G6 S8 staff see who a member is, and those who need not know see no more than they need',
  inChain('clothing', async (chain) => {
    const memberId = await chain.till.join({
      name: 'Марина',
      surname: 'Ковалёва',
      phone: '+79164021855',
      email: 'kovaleva@mail.example',
      birthDate: '1990-03-08',
      city: 'Москва',
      consents: [{ kind: 'personal-data', version: '2026-01', given: true }],
    });
    const twin = await chain.till.join({ name: 'Марина' });
    const mergeId = v7();
    await chain.must('merge-members', { memberId, mergeId, fromMemberId: twin });
    const whole = await chain.must('get-member-overview', { memberId: twin });
    expect(whole).toMatchObject({
      memberId,
      masked: false,
      profile: { surname: 'Ковалёва', birthDateKnown: true, city: 'Москва' },
      contacts: { phone: '+79164021855', email: 'kovaleva@mail.example', emailProved: false },
      consents: [{ kind: 'personal-data', version: '2026-01', given: true, by: 'staff' }],
      merges: [{ mergeId, fromMemberId: twin, undoneAt: null }],
    });
    expect(whole.cards).toHaveLength(2);
    expect(whole.cards.filter(({ main }) => main)).toHaveLength(1);
    const auditor: KeyCaller = { ...anybody, scopes: ['members:read'] };
    const masked = await chain.must('get-member-overview', { memberId }, auditor);
    expect(masked).toMatchObject({
      masked: true,
      profile: { name: 'Марина', surname: 'К.', city: null, gender: null },
      contacts: { phone: '+7 916 ···-18-55', email: 'ko···@mail.example' },
    });
    expect(JSON.stringify(masked)).not.toMatch(/Ковалёва|9164021855|kovaleva@|1990/);
    expect(await chain.refusal('get-member-overview', { memberId: v7() })).toBe('unknown-member');
  }),
);

test(
  'S8 nor does what they find or open say more, whichever way they come; keys are told what their scopes say',
  inChain('clothing', async (chain) => {
    const phone = '+79164021856';
    const memberId = await chain.till.join({
      name: 'Марина',
      surname: 'Ковалёва',
      phone,
      email: 'kovaleva@mail.example',
      birthDate: '1990-03-08',
      city: 'Москва',
    });
    const { caller: auditor } = await chain.staff({ roles: ['auditor'] });
    const { caller: operator } = await chain.staff({ roles: ['operator'] });
    const opened = await chain.must('get-member', { memberId }, auditor);
    expect(opened).toMatchObject({ name: 'Марина', surname: 'К.', birthDate: null, city: null });
    const found = await chain.must('find-member', { phone }, auditor);
    for (const seen of [opened, found])
      expect(JSON.stringify(seen)).not.toMatch(/Ковалёва|9164021856|kovaleva@|1990|Москва/);
    for (const whole of [operator, anybody])
      expect(await chain.must('get-member', { memberId }, whole)).toMatchObject({
        surname: 'Ковалёва',
        phone,
      });
  }),
);
