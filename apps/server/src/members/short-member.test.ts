import { v7 } from 'uuid';
import { expect, test } from 'vitest';
import type { KeyCaller } from '../operation.ts';
import { inChain } from '../testing/chain.ts';

const till: KeyCaller = {
  keyId: v7(),
  name: 'Касса',
  scopes: ['till', 'members:join'],
  storeId: 'S-1',
  tillId: '1',
};
const reader: KeyCaller = { ...till, scopes: ['till', 'members:read'] };

const personal = {
  name: 'Анна',
  surname: 'Кузнецова',
  email: 'anna@example.com',
  birthDate: '1990-03-08',
  city: 'Тверь',
  consents: [{ kind: 'sms', version: '1', given: true }],
};

test(
  'a key that may not read members is told what a sale needs, whether it finds a member or signs one up',
  inChain('clothing', async (chain) => {
    const phone = chain.till.phone();
    const confirmation = await chain.till.confirmation({ purpose: 'join', phone });
    const joining = { memberId: v7(), phone, confirmation, ...personal };
    const joined = await chain.ask('join-member', joining, till);
    const short = {
      memberId: joining.memberId,
      status: 'active',
      name: 'Анна',
      language: 'ru',
      level: 'basic',
      accumulateOnly: false,
      missingFields: [],
      balances: expect.any(Array),
    };
    expect(joined).toEqual({ ok: true, value: short });
    expect(await chain.ask('find-member', { phone }, till)).toEqual({ ok: true, value: short });
    // Asked again no code is needed, and no more is told.
    expect(await chain.ask('join-member', joining, till)).toEqual({ ok: true, value: short });
    const again = await chain.till.confirmation({ purpose: 'join', phone });
    const returning = { ...joining, memberId: v7(), confirmation: again };
    expect(await chain.ask('join-member', returning, till)).toEqual({ ok: true, value: short });
    const whole = await chain.ask('find-member', { phone }, reader);
    expect(whole).toMatchObject({ value: { surname: 'Кузнецова', email: 'anna@example.com' } });
  }),
);
