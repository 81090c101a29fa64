import type { Input } from '@bonum/contract';
import { parsePhone } from '../members/phone.ts';
import { operation, refuse, type Call, type Outcome } from '../operation.ts';
import { whyNot } from './command-call.ts';
import { ownExtension } from './own-extension.ts';

/** Calls a member from one's own telephone. */
export const callBack = operation('call-back', async (call, asked) => {
  const { shell, caller } = call;
  const extension = await ownExtension(shell.db, caller);
  if (extension === null) return refuse('no-extension', 'Say first at which telephone you sit.');
  const exchange = Object.values(shell.telephony ?? {}).find(({ can }) => can.includes('call-back'));
  if (!exchange) return refuse('exchange-cannot', 'Dial the number on the telephone itself.');
  const phone = await phoneOf(call, asked);
  if (!phone.ok) return phone;
  const refused = whyNot(await exchange.command({ act: 'call-back', extension, phone: phone.value }));
  return refused ?? { ok: true, value: { done: true as const }, writes: { owners: [] } };
});

async function phoneOf({ shell }: Call, { memberId, phone }: Input<'call-back'>): Promise<Outcome<string>> {
  if (memberId === undefined) {
    const parsed = parsePhone(phone ?? '');
    return parsed === null
      ? refuse('bad-phone', 'Write a phone number, or name a member.', { path: '/phone' })
      : { ok: true, value: parsed };
  }
  const member = await shell.db
    .selectFrom('member')
    .select(['phone', 'claimed_phone'])
    .where('owner_id', '=', memberId)
    .executeTakeFirst();
  const known = member?.phone ?? member?.claimed_phone;
  if (!member) return refuse('unknown-member', 'Find the member first.', { path: '/memberId' });
  if (known == null) return refuse('bad-phone', 'This member has no phone.', { path: '/memberId' });
  return { ok: true, value: known };
}
