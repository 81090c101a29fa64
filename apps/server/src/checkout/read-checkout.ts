import { largestAmount, type Input } from '@bonum/contract';
import { instant, type Instant, type ProductFacts, type StoreFacts } from '@bonum/engine';
import { parseRotatingCode } from '../barcodes/rotating-code.ts';
import { isOfChain, parseCardNumber } from '../cards/card-number.ts';
import { countedPeriods } from '../limits/uses.ts';
import { parsePhone } from '../members/phone.ts';
import { refuse, type Call, type ScopedCaller, type Outcome, type Refusal } from '../operation.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { OwnerState, OwnerWanted } from '../owner/read-owner.ts';
import { lookUp, type Found, type Who } from './look-up.ts';
import { receiptIdOf, type ReceiptKey } from './receipt-id.ts';

export type MemberReference = NonNullable<Input<'quote-receipt'>['member']>;
type BasketRequest = Pick<Input<'quote-receipt'>, 'key' | 'at' | 'member' | 'lines' | 'codes'>;

/** What a basket speaks of, looked up. */
export interface Lookup {
  readonly receiptId: string;
  /** The receipt's own time, not later than now. */
  readonly at: Instant;
  readonly offsetMinutes: number;
  readonly store: StoreFacts;
  readonly products: ReadonlyMap<string, ProductFacts>;
  readonly programme: ProgrammeVersion;
  readonly memberId: string | null;
  /** Who that is, read with everything else; null when nobody is. */
  readonly member: OwnerState | null;
  /** The owner of the receipt that is already there under this key. */
  readonly committedTo: string | null;
  /** Somebody has begun to write a receipt under this key, and none is there. */
  readonly begun: boolean;
  /** The member points are held for, on this receipt. */
  readonly heldFor: string | null;
  /** The promotion of each live single-use code. */
  readonly singleUse: ReadonlyMap<string, string>;
}

/** What is wanted beside the basket. */
export interface CheckoutWanted extends Pick<OwnerWanted, 'holdId' | 'uses' | 'barcode'> {
  /** A quote, whose commit may follow; or a commit by the token of one. */
  readonly step?: 'quote' | 'quoted';
}

/**
 * Reads everything a basket names, its member's points and all, in one statement, unless its quote has just done so; refuses what
 * is not there, by name and place.
 */
export async function readCheckout(
  call: Call<ScopedCaller>,
  request: BasketRequest,
  { step, ...wanted }: CheckoutWanted = {},
): Promise<Outcome<Lookup>> {
  const { programmes } = call.shell;
  const time = receiptTime(call, request.at);
  const elsewhere = callersOwnTill(call, request.key);
  if (elsewhere) return elsewhere;
  if (!time.ok) return time;
  const expected = await programmes.expected();
  const who = identify(request.member, expected.programme.cards.prefixes);
  const again = (): Promise<Outcome<Lookup>> =>
    readCheckout(call, request, { ...wanted, ...(step && { step }) });
  if (!who.ok) return (await programmes.current()) === expected ? who : again();
  const receiptId = receiptIdOf(request.key);
  const uses = wanted.uses ?? countedPeriods({ ...time.value, programme: expected });
  const named = {
    ...request,
    receiptId,
    who: who.value,
    instant: time.value.at,
    wanted: { ...wanted, uses, ...ofBarcode(who.value, call.now) },
  };
  // Whatever comes after a quote, only its commit may go on from what it found.
  const quoted = call.shell.together?.takeQuoted(named, call.now) ?? null;
  const found = (step === 'quoted' ? quoted : null) ?? (await lookUp(call, named));
  const programme = await programmes.known(found.live);
  // Published since we last looked: it may have other cards.
  if (programme !== expected) return again();
  const missing = missingOf(request, found);
  if (missing) return missing;
  const owner = (kind: string): string | null =>
    found.identifiers.find((identifier) => identifier.kind === kind)?.owner_id ?? null;
  const memberId =
    who.value === null ? null : who.value.kind === 'id' ? who.value.value : owner(who.value.kind);
  if (who.value !== null && memberId === null) return unknownMember(who.value.kind);
  if (who.value?.kind === 'barcode' && !found.member?.barcode) return signedOut();
  if (step === 'quote') call.shell.together?.keepQuoted(named, found, call.now);
  const { value } = time;
  return {
    ok: true,
    value: {
      receiptId,
      at: value.at,
      offsetMinutes: value.offsetMinutes,
      store: { id: request.key.storeId, tags: found.store?.tags ?? [] },
      products: found.products,
      programme,
      memberId,
      member: found.member,
      committedTo: owner('receipt'),
      begun: found.begun,
      heldFor: owner('hold'),
      singleUse: new Map((found.codes ?? []).map(({ code, promotion }) => [code, promotion])),
    },
  };
}

/** What a member reference names, in the form identifiers are kept in; null when nobody is named. */
export function identify(
  member: MemberReference | undefined,
  prefixes: readonly string[],
  path = '/member',
): Outcome<Who | null> {
  if (member?.memberId !== undefined)
    return { ok: true, value: { kind: 'id', value: member.memberId.toLowerCase() } };
  if (member?.card !== undefined) {
    const number = parseCardNumber(member.card);
    if (number !== null && isOfChain(number, prefixes))
      return { ok: true, value: { kind: 'card', value: number } };
    const shown = parseRotatingCode(member.card);
    if (shown !== null) return { ok: true, value: { kind: 'barcode', value: shown.reference } };
    return badCardNumber(`${path}/card`, prefixes);
  }
  if (member?.phone !== undefined) {
    const phone = parsePhone(member.phone);
    if (phone === null)
      return refuse('bad-phone', 'Write the phone with its area code, such as +7 916 123-45-67.', {
        path: `${path}/phone`,
      });
    return { ok: true, value: { kind: 'phone', value: phone } };
  }
  return { ok: true, value: null };
}

export const badCardNumber = (path: string, prefixes: readonly string[]): Refusal =>
  refuse(
    'bad-card-number',
    `A card number has 13 digits, a right check digit, and begins with ${prefixes.join(' or ')}. Scan it again.`,
    { path },
  );

/** A barcode ends with the session of its phone, as a card does that is blocked. */
export const signedOut = (path = '/member'): Refusal =>
  refuse('card-blocked', 'The phone that shows this was signed out. Ask for a card or the phone number.', {
    path: `${path}/card`,
  });

const ofBarcode = (who: Who | null, at: Instant): Pick<OwnerWanted, 'barcode'> =>
  who?.kind === 'barcode' ? { barcode: { reference: who.value, at } } : {};

export const unknownMember = (kind: Who['kind'], path = '/member'): Refusal =>
  kind === 'card' || kind === 'barcode'
    ? refuse('unknown-card', 'Nobody has this card. Sign the customer up with it, or go on without.', {
        path: `${path}/card`,
      })
    : refuse('unknown-member', 'Nobody joined with this. Sign the customer up, or go on without.', {
        path: `${path}/${kind === 'id' ? 'memberId' : kind}`,
      });

/** Till clocks drift; a receipt from tomorrow is a wrong clock. */
const MOST_AHEAD_MS = 24 * 3_600_000;
const EARLIEST = Date.UTC(2000, 0, 1);

const wrongTime = (detail: string): Refusal => refuse('bad-receipt', detail, { path: '/at' });

/** The receipt's time and its own offset; a clock a little ahead of ours counts as now. */
export function receiptTime({ now }: Call, written: string): Outcome<{ at: Instant; offsetMinutes: number }> {
  const at = Date.parse(written);
  if (Number.isNaN(at))
    return wrongTime('This time does not exist. Write it like 2026-11-22T19:05:00+03:00.');
  if (at > now + MOST_AHEAD_MS)
    return wrongTime("The receipt is more than a day ahead of the server. Set the till's clock.");
  // In a replay the clock is the receipt's own, and a history may be older.
  if (at < Math.min(EARLIEST, now))
    return wrongTime("The receipt is from before the year 2000. Set the till's clock.");
  return { ok: true, value: { at: instant(Math.min(at, now)), offsetMinutes: offsetOf(written) } };
}

function offsetOf(written: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(written) ?? [];
  const size = Number(hours ?? 0) * 60 + Number(minutes ?? 0);
  return sign === '-' ? -size : size;
}

/** A key bound to a store or till works for no other. */
export function callersOwnTill({ caller }: Call<ScopedCaller>, key: ReceiptKey): Refusal | null {
  if (caller.storeId !== null && caller.storeId !== key.storeId) {
    return refuse('wrong-store', `This key is for store ${caller.storeId}.`, { path: '/key/storeId' });
  }
  if (caller.tillId !== null && caller.tillId !== key.tillId) {
    return refuse('wrong-store', `This key is for till ${caller.tillId}.`, { path: '/key/tillId' });
  }
  return null;
}

function missingOf({ key, lines }: BasketRequest, found: Found): Refusal | null {
  const nowhere = missingTill(key, found);
  if (nowhere) return nowhere;
  const unknown = lines.findIndex((line) => !found.products.has(line.productId));
  if (unknown >= 0) {
    const { productId } = lines[unknown] ?? { productId: '' };
    return refuse(
      'unknown-product',
      `Product ${productId} is not in the catalogue. Send it with put-products.`,
      { path: `/lines/${unknown}/productId` },
    );
  }
  const total = lines.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  if (total > largestAmount)
    return refuse(
      'bad-receipt',
      'The lines add up to more than any receipt. Check the amounts: they are in minor units.',
      { path: '/lines' },
    );
  const ids = new Set<string>();
  const twice = lines.findIndex(({ id }) => ids.size === ids.add(id).size);
  if (twice < 0) return null;
  return refuse('bad-receipt', `Two lines have the id ${lines[twice]?.id}. Give each its own.`, {
    path: `/lines/${twice}/id`,
  });
}

export function missingTill(
  { storeId, tillId }: ReceiptKey,
  found: { store: object | null; till: boolean },
): Refusal | null {
  if (found.store === null)
    return refuse('unknown-store', `Store ${storeId} is not there. Send it with put-stores.`, {
      path: '/key/storeId',
    });
  if (!found.till)
    return refuse('unknown-till', `Store ${storeId} has no till ${tillId}. Send it with put-stores.`, {
      path: '/key/tillId',
    });
  return null;
}
