import type { Answer } from '@bonum/contract';
import { instant } from '@bonum/engine';
import { checkDigit } from '../cards/card-number.ts';
import { commitReceipt } from '../checkout/commit-receipt.ts';
import { holdPoints } from '../checkout/hold-points.ts';
import { quoteReceipt } from '../checkout/quote-receipt.ts';
import { receiptIdOf, type ReceiptKey } from '../checkout/receipt-id.ts';
import { returnReceipt } from '../checkout/return-receipt.ts';
import { codeFor } from '../confirmations/code.ts';
import { requestConfirmation } from '../confirmations/request-confirmation.ts';
import { giveOffer } from '../members/give-offer.ts';
import { joinMember } from '../members/join-member.ts';
import type { KeyCaller, Outcome, Shell } from '../operation.ts';
import { grantPoints } from '../points/grant-points.ts';
import { demoId, type Deed, type Gift, type Life, type Offer, type Return, type Sale } from './life.ts';
import { written } from './rhythm.ts';

/** What acting out a plan needs. Everything goes through the operations, as tills and staff would do it. */
export interface Stage {
  readonly shell: Shell;
  readonly caller: KeyCaller;
  readonly keys: ReadonlyMap<Sale | Return, ReceiptKey>;
  /** Receipts that are there already, from a start that was interrupted. */
  readonly done: ReadonlySet<string>;
  /** Of the chain's own cards, as the programme says. */
  readonly cardPrefix: string;
  /** The first kind of points of the programme. */
  readonly pointKind: string;
}

const SECOND_MS = 1000;
/** In minor units: for less nobody waits for an SMS. */
const WORTH_A_CODE = 10_000;

/** Everything one member does, in order. It may be done again: each step then finds itself done. */
export async function liveOut(stage: Stage, life: Life): Promise<void> {
  const invitation = life.invitedBy && (await sell(stage, life.invitedBy, null));
  await join(stage, life, invitation?.invitation?.code);
  for (const deed of life.deeds) await act(stage, life, deed);
}

async function act(stage: Stage, life: Life, deed: Deed): Promise<void> {
  if (deed.type === 'sale') await buy(stage, life, deed);
  else if (deed.type === 'return') await bringBack(stage, deed);
  else if (deed.type === 'gift') await give(stage, life, deed);
  else await offer(stage, life, deed);
}

/** The world as it was then. */
function then({ shell }: Stage, at: number): Shell {
  const clock: Shell['clock'] = () => instant(at);
  return { ...shell, clock, wallClock: clock };
}

async function join(stage: Stage, life: Life, invitation: string | undefined): Promise<void> {
  const { memberId, phone, person, email, home, joinsAt } = life;
  const sentAt = joinsAt - 40 * SECOND_MS;
  const confirmationId = demoId(`join ${memberId}`);
  const asked = { confirmationId, purpose: 'join', phone } as const;
  must(await requestConfirmation.run(then(stage, sentAt), stage.caller, asked));
  const card = life.card && cardNumber(stage.cardPrefix, life.card);
  const request = {
    memberId,
    phone,
    confirmation: { confirmationId, code: codeFor(stage.shell.secret, confirmationId, 'sms') },
    ...person,
    ...(email && { email }),
    city: home.city,
    language: 'ru' as const,
    consents: ['personal-data', 'sms'].map((kind) => ({ kind, version: '2025-01', given: true })),
    storeId: home.storeId,
    ...(invitation !== undefined && { invitation }),
  };
  const world = then(stage, joinsAt);
  const joined = await joinMember.run(world, stage.caller, { ...request, ...(card && { card }) });
  // A virtual card, whose number is random, may have had it: one in a million.
  if (!joined.ok && joined.code === 'card-taken') must(await joinMember.run(world, stage.caller, request));
  else must(joined);
}

export function cardNumber(prefix: string, number: string): string {
  const twelve = prefix + number.padStart(12 - prefix.length, '0');
  return twelve + checkDigit(twelve);
}

async function buy(stage: Stage, { memberId }: Life, sale: Sale): Promise<void> {
  if (stage.done.has(receiptIdOf(keyOf(stage, sale)))) return;
  await sell(stage, sale, memberId);
}

/** Quote, hold if points are to be spent, commit. Answers what was committed; for an anonymous sale also when it was before. */
export async function sell(
  stage: Stage,
  sale: Sale,
  memberId: string | null,
): Promise<Answer<'commit-receipt'> | null> {
  const basket = basketOf(stage, sale);
  const member = memberId === null ? {} : { member: { memberId } };
  const spend = sale.wantsToSpend ? ('most' as const) : ('none' as const);
  const quote = must(
    await quoteReceipt.run(then(stage, sale.at), stage.caller, { ...basket, ...member, spend }),
  );
  const paying = quote.totals.spent >= WORTH_A_CODE && memberId !== null;
  const held = paying ? await hold(stage, sale, { memberId, basket }) : null;
  return must(
    await commitReceipt.run(then(stage, sale.at + 70 * SECOND_MS), stage.caller, {
      ...basket,
      ...member,
      quoteToken: held?.quoteToken ?? quote.quoteToken,
      ...(held && { holdId: held.holdId }),
    }),
  );
}

type BasketOf = ReturnType<typeof basketOf>;

function basketOf(stage: Stage, sale: Sale) {
  return {
    key: keyOf(stage, sale),
    at: written(sale.at, sale.offsetMinutes),
    lines: [...sale.lines],
    ...(sale.code !== null && { codes: [sale.code] }),
  };
}

async function hold(
  stage: Stage,
  { at }: Sale,
  { memberId, basket }: { memberId: string; basket: BasketOf },
): Promise<Answer<'hold-points'>> {
  const receiptId = receiptIdOf(basket.key);
  const confirmationId = demoId(`spend ${receiptId}`);
  const sentAt = at + 10 * SECOND_MS;
  const asked = { confirmationId, purpose: 'spend', member: { memberId } } as const;
  must(await requestConfirmation.run(then(stage, sentAt), stage.caller, asked));
  return must(
    await holdPoints.run(then(stage, at + 40 * SECOND_MS), stage.caller, {
      ...basket,
      member: { memberId },
      holdId: demoId(`hold ${receiptId}`),
      spend: 'most',
      confirmation: { confirmationId, code: codeFor(stage.shell.secret, confirmationId, 'sms') },
    }),
  );
}

async function bringBack(stage: Stage, deed: Return): Promise<void> {
  const request = {
    key: keyOf(stage, deed),
    at: written(deed.at, deed.offsetMinutes),
    of: keyOf(stage, deed.of),
    ...(deed.lines && { lines: [...deed.lines] }),
  };
  must(await returnReceipt.run(then(stage, deed.at), stage.caller, request));
}

async function give(stage: Stage, { memberId }: Life, { at, grantId, points, reason }: Gift): Promise<void> {
  const request = { memberId, grantId, kind: stage.pointKind, points, reason };
  must(await grantPoints.run(then(stage, at), stage.caller, request));
}

async function offer(stage: Stage, { memberId }: Life, { at, offerId, until }: Offer): Promise<void> {
  const request = {
    memberId,
    offerId,
    promotion: 'personal-15',
    validUntil: new Date(until).toISOString(),
  };
  const made = await giveOffer.run(then(stage, at), stage.caller, request);
  // Another programme than the demo's own may be live.
  if (!made.ok && made.code !== 'unknown-promotion') must(made);
}

function keyOf({ keys }: Stage, receipt: Sale | Return): ReceiptKey {
  const key = keys.get(receipt);
  if (!key) throw new Error('a receipt of the plan has no number');
  return key;
}

export function must<T>(outcome: Outcome<T>): T {
  if (outcome.ok) return outcome.value;
  throw new Error(`The demo was refused (${outcome.code}): ${outcome.detail}`);
}
