import { cardName, prospectOf } from '../confirmations/address.ts';
import type { CodeAnswer } from '../confirmations/progress.ts';
import { countCode, type Quota } from '../confirmations/quota.ts';
import { sendCode } from '../confirmations/send-code.ts';
import { refuse, type Call, type Outcome, type Visitor } from '../operation.ts';
import type { OwnerWrites } from '../write.ts';
import type { Target } from './machine.ts';

interface Sending {
  readonly to: Target;
  readonly confirmationId: string;
  readonly language: 'ru' | 'en';
}

interface Sent {
  /** Whose it is among confirmations. */
  readonly ownerId: string;
  readonly answer: CodeAnswer;
  readonly writes: OwnerWrites | null;
}

/** What a code for signing in is for. */
export const purposeOf = (to: Target): 'sign-in' | 'recover' | 'change-phone' => {
  if (to.by === 'email') return 'recover';
  return to.by === 'phone' && to.recovers !== null ? 'change-phone' : 'sign-in';
};

/** Sends a code, or pretends to: what is answered, and what is done to answer it, is the same. */
export async function sendSignInCode(
  call: Call<Visitor>,
  { to, confirmationId, language }: Sending,
): Promise<Outcome<Sent>> {
  const { deviceId: device, address } = call.caller;
  const goes = await addresseeOf(call, to, confirmationId);
  if (!goes.ok) return goes;
  const { ownerId, decoy, ...rest } = goes.value;
  const sent = await sendCode(call, {
    ownerId,
    confirmationId,
    purpose: purposeOf(to),
    to: rest.to,
    language,
    from: { device, address },
    decoy,
  });
  return sent.ok ? { ok: true, value: { ownerId, ...sent.value } } : sent;
}

interface Addressee {
  readonly ownerId: string;
  readonly to: { readonly kind: 'phone' | 'email'; readonly value: string };
  readonly decoy: boolean;
}

async function addresseeOf(
  call: Call<Visitor>,
  to: Target,
  confirmationId: string,
): Promise<Outcome<Addressee>> {
  if (to.by === 'card') return ofCard(call, to, confirmationId);
  const value = to.by === 'phone' ? to.phone : to.email;
  const decoy = to.by === 'email' && to.ownerId === null;
  return { ok: true, value: { ownerId: prospectOf(value), to: { kind: to.by, value }, decoy } };
}

/**
 * Codes for a card are counted for the card, and whoever asks may know how many. Those of the phone that they go to, or would go
 * to, are counted too, and nobody is told: or it would show that the card is known, and whose.
 */
async function ofCard(
  { shell, caller, now }: Call<Visitor>,
  { number, phone }: Extract<Target, { by: 'card' }>,
  confirmationId: string,
): Promise<Outcome<Addressee>> {
  const card = cardName(number);
  const asking = { db: shell.db, secret: shell.secret, confirmationId, now };
  const counted: Quota[] = [
    { counted: 'address', value: caller.address },
    { counted: 'device', value: caller.deviceId },
    { counted: 'phone', value: card },
  ];
  const wait = await countCode(asking, counted);
  if (wait !== null)
    return refuse('confirmation-limit', `Wait ${wait} minutes before the next code.`, {
      extra: { retryAfterMinutes: wait },
    });
  const full = (await countCode(asking, [{ counted: 'phone', value: phone ?? `phone of ${card}` }])) !== null;
  const decoy = phone === null || full;
  return {
    ok: true,
    value: { ownerId: prospectOf(card), to: { kind: 'phone', value: decoy ? card : phone }, decoy },
  };
}
