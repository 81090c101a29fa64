import type { Input } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { v7 } from 'uuid';
import { maskAddress, type Address } from '../confirmations/address.ts';
import { messageRow } from '../messages/message-row.ts';
import { refuse, type Call, type Outcome } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import type { Identifier, Row, Writes } from '../write.ts';
import { parsePhone } from './phone.ts';

/** The phone or e-mail that is to be somebody's, as it was written. */
export function addressOf({
  phone: written,
  email,
}: Pick<Input<'request-contact'>, 'phone' | 'email'>): Outcome<Address> {
  if ((written === undefined) === (email === undefined))
    return refuse('bad-request', 'Give a phone or an e-mail.', { path: '' });
  if (email !== undefined) return { ok: true, value: { kind: 'email', value: email.toLowerCase() } };
  const phone = parsePhone(written ?? '');
  return phone === null
    ? refuse('bad-phone', 'Write the phone with its area code, such as +7 916 123-45-67.', { path: '/phone' })
    : { ok: true, value: { kind: 'phone', value: phone } };
}

/** Of what a code to this address is. */
export const purposeOf = ({ kind }: Address) => (kind === 'phone' ? 'change-phone' : 'change-email');

/** Proved before. */
export const isTheirs = (member: MemberRow, { kind, value }: Address): boolean =>
  (kind === 'phone' ? member.phone : member.proved_email) === value;

/** A profile that nobody had proved to be theirs is somebody's with a phone. */
export const withContact = (member: MemberRow, { kind, value }: Address): MemberRow =>
  kind === 'phone'
    ? { ...member, phone: value, claimed_phone: null, open: false }
    : { ...member, email: value, proved_email: value };

/** Who has it; null: nobody. */
export async function holderOf({ shell }: Call, { kind, value }: Address): Promise<string | null> {
  const found = await shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst();
  if (!found) return null;
  const chain = await ownerChain(shell.db, found.owner_id);
  return chain.at(-1)?.ownerId ?? found.owner_id;
}

/**
 * The new one leads to the member, the old one to nobody. One that was nobody's has to be so still: of two who proved it at the same
 * moment the second is asked again, and refused.
 */
export function leading(
  { now }: Call,
  member: MemberRow,
  { address: { kind, value }, isNobodys }: { readonly address: Address; readonly isNobodys: boolean },
): Pick<Writes, 'identifiers' | 'phones'> {
  const { owner_id } = member;
  const old = kind === 'phone' ? member.phone : member.proved_email;
  const added: Identifier = { kind, value, owner_id, ...(kind === 'phone' && { proven_at: iso(now) }) };
  const { claimed_phone: claimed } = member;
  const unclaimed = kind === 'phone' && claimed !== null ? [{ phone: claimed, owner_id }] : [];
  const lost = old === null ? [] : [{ kind, value: old, owner_id }];
  return {
    identifiers: isNobodys ? { add: [added] } : { put: [added] },
    ...(lost.length + unclaimed.length > 0 && { phones: { lost, unclaimed } }),
  };
}

const DAY_MS = 86_400_000;

/** Whoever has the old one hears of it, and by the e-mail that was proved of a new phone too: it may not have been them. */
export const noticesTo = (call: Call, member: MemberRow, address: Address): Row[] =>
  warnings(call, member, words[member.language].body[address.kind](maskAddress(address)));

/** Staff have given somebody a code that opens the account: the member hears of it wherever they can be reached. */
export const noticesOfCode = (call: Call, member: MemberRow): Row[] =>
  warnings(call, member, words[member.language].letIn);

function warnings(call: Call, member: MemberRow, body: string): Row[] {
  const { phone, proved_email: email } = member;
  const to = [
    ...(phone === null ? [] : [{ channel: 'sms' as const, value: phone }]),
    ...(email === null ? [] : [{ channel: 'email' as const, value: email }]),
  ].filter(({ channel }) => call.shell.channels[channel] !== undefined);
  return to.map(({ channel, value }) =>
    messageRow({
      ownerId: member.owner_id,
      messageId: v7(),
      purpose: 'contact-changed',
      title: words[member.language].title,
      body,
      steps: [{ channel, to: [value], waitSeconds: null }],
      at: call.now,
      expiresAt: call.now + DAY_MS,
    }),
  );
}

const words = {
  ru: {
    title: 'Изменились ваши данные',
    letIn:
      'Сотрудник выдал код для входа в ваш профиль. Если вы не просили, сразу скажите нам в магазине или поддержке.',
    body: {
      phone: (masked: string) =>
        `Телефон в программе сменили на ${masked}. Если это не вы, сразу скажите нам в магазине или поддержке.`,
      email: (masked: string) =>
        `Почту в программе сменили на ${masked}. Если это не вы, сразу скажите нам в магазине или поддержке.`,
    },
  },
  en: {
    title: 'Your details have changed',
    letIn:
      'Our staff gave out a code to sign in to your account. If it was not you who asked, tell us at once in a store or at support.',
    body: {
      phone: (masked: string) =>
        `Your phone in the programme was changed to ${masked}. If it was not you, tell us at once in a store or at support.`,
      email: (masked: string) =>
        `Your e-mail in the programme was changed to ${masked}. If it was not you, tell us at once in a store or at support.`,
    },
  },
} as const;
