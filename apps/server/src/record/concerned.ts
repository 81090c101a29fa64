import type { OperationId } from '@bonum/contract';
import { identify, type MemberReference } from '../checkout/read-checkout.ts';
import type { Who as Named } from '../checkout/look-up.ts';
import { parseCardNumber } from '../cards/card-number.ts';
import { parsePhone } from '../members/phone.ts';
import type { Caller } from '../operation.ts';

/**
 * These name somebody by what may be known in the system of record alone. Who signs in by a phone is looked for there once the phone is
 * proved (sign-in/standing.ts): before, nobody is to see by how long it takes whether it is known, or to have numbers tried out there.
 */
const byPhone: ReadonlySet<OperationId> = new Set(['find-member', 'join-member', 'request-confirmation']);
const byCard: ReadonlySet<OperationId> = new Set([
  'find-member',
  'start-sign-in',
  'enter-card',
  'issue-card',
  'link-card',
  'link-my-card',
  'open-card',
]);

interface Said {
  readonly memberId?: unknown;
  readonly member?: unknown;
  readonly phone?: unknown;
  readonly card?: unknown;
  readonly number?: unknown;
  readonly text?: unknown;
}

/**
 * What of a call leads to a member. A card that is to be linked comes before the member it is linked to: it may be somebody's in the
 * system of record.
 */
export function* concerned(
  id: OperationId,
  caller: Caller,
  input: unknown,
  prefixes: readonly string[],
): Generator<Named> {
  const said = (typeof input === 'object' && input !== null ? input : {}) as Said;
  if (byCard.has(id)) yield* ofCard(said.card ?? said.number, prefixes);
  if (byPhone.has(id)) yield* ofPhone(said.phone);
  if (id === 'search-members') {
    yield* ofCard(said.text, prefixes);
    yield* ofPhone(said.text);
  }
  if (typeof said.member === 'object' && said.member !== null)
    // The door has held it to the contract.
    yield* ofReference(said.member, prefixes);
  if (typeof said.memberId === 'string' && id !== 'join-member')
    yield { kind: 'id', value: said.memberId.toLowerCase() };
  else if ('memberId' in caller) yield { kind: 'id', value: caller.memberId };
}

function* ofReference(member: MemberReference, prefixes: readonly string[]): Generator<Named> {
  const who = identify(member, prefixes);
  if (who.ok && who.value !== null) yield who.value;
}

function* ofPhone(written: unknown): Generator<Named> {
  if (typeof written !== 'string' || written.replaceAll(/\D/g, '').length < 10) return;
  const phone = parsePhone(written);
  if (phone !== null) yield { kind: 'phone', value: phone };
}

function* ofCard(written: unknown, prefixes: readonly string[]): Generator<Named> {
  if (typeof written !== 'string' || parseCardNumber(written) === null) return;
  yield* ofReference({ card: written }, prefixes);
}
