import type { FoundBy, ShownMember } from '@bonum/adapters/onec-till/card-answers';
import type { Book } from '@bonum/ledger';
import { countMiss, isGuessed, seedOf } from '../barcodes/barcode.ts';
import { freshnessOf, parseRotatingCode } from '../barcodes/rotating-code.ts';
import { barOf, noSuchId } from '../checkout/buyer.ts';
import { identify, signedOut, unknownMember } from '../checkout/read-checkout.ts';
import { bookOf } from '../members/standing.ts';
import { refuse, type Call, type Outcome, type Refusal } from '../operation.ts';
import { readExactOwner, readOwner, type OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { UsedBarcode } from '../write.ts';
import type { Ask, TillKey } from './ask.ts';
import { bonusesOf, payable, sumOf } from './paying.ts';
import { lockOf } from './set-aside.ts';

/** What the till shows a customer by. */
export interface Shown {
  readonly by: FoundBy;
  readonly value: string;
}

/** A customer who was found, with the account open for writing. */
export interface Found {
  readonly shown: Shown;
  readonly version: ProgrammeVersion;
  readonly state: OwnerState;
  readonly book: Book;
  /** The card was blocked: it counts for nothing. */
  readonly blocked: boolean;
  /** What lets the points be spent here; null: nothing does. */
  readonly proof: 'card' | UsedBarcode | null;
}

/** In the order in which 1C's own server looks. */
export function shownIn(query: Ask['query']): Shown | null {
  const given = (name: string): string => query.get(name) ?? '';
  for (const name of ['CardGUID', 'ClientGUID']) {
    if (isId(given(name))) return { by: 'id', value: given(name).toLowerCase() };
  }
  if (given('ClientCardID') !== '') return { by: 'card', value: given('ClientCardID') };
  const phone = given('Phone') || given('PhoneNumber');
  if (phone !== '') return { by: 'phone', value: phone };
  return given('Email') === '' ? null : { by: 'email', value: given('Email').toLowerCase() };
}

const isId = (text: string): boolean =>
  /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text) && !/^[0-]+$/.test(text);

/** A card in a basket: its number, or the id that this server gave for it. */
export const shownCard = (card: string): Shown | null =>
  card === '' ? null : isId(card) ? { by: 'id', value: card.toLowerCase() } : { by: 'card', value: card };

/** Nobody has what was shown: an answer, not a mistake. */
export const isNobody = (outcome: Outcome<unknown>): boolean =>
  !outcome.ok && ['unknown-card', 'unknown-member', 'bad-card-number', 'bad-phone'].includes(outcome.code);

/** Looks a customer up; who that is may not buy as a member is refused. */
export async function findCard(call: Call<TillKey>, shown: Shown): Promise<Outcome<Found>> {
  const version = await call.shell.programmes.current();
  const named = await ownerOf(call, version, shown);
  if (!named.ok) return named;
  const { ownerId, reference } = named.value;
  const barcode = reference === null ? {} : { barcode: { reference, at: call.now } };
  const exact = await readExactOwner(call.shell.db, ownerId, barcode);
  const into = exact?.owner.merged_into;
  const state = into ? await readOwner(call.shell.db, into) : exact;
  if (!state) return noSuchId;
  if (reference !== null && !exact?.barcode) return signedOut('');
  const barred = barOf(state, shown.by === 'card' ? { card: shown.value } : undefined);
  if (barred && barred.code !== 'card-blocked') return barred;
  return {
    ok: true,
    value: {
      shown,
      version,
      state,
      book: bookOf(state, call),
      blocked: barred !== null,
      proof: barred || !exact ? null : await proofOf(call, shown, exact),
    },
  };
}

interface NamedOwner {
  readonly ownerId: string;
  /** Of a barcode on a phone. */
  readonly reference: string | null;
}

async function ownerOf(
  { shell }: Call,
  { programme }: ProgrammeVersion,
  { by, value }: Shown,
): Promise<Outcome<NamedOwner>> {
  const who =
    by === 'email' ? null : identify({ [by === 'id' ? 'memberId' : by]: value }, programme.cards.prefixes);
  if (who && !who.ok) return who;
  const { kind, value: kept } = who?.value ?? ({ kind: 'email', value } as const);
  if (kind === 'id') return { ok: true, value: { ownerId: kept, reference: null } };
  const found = await shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', kind)
    .where('value', '=', kept)
    .executeTakeFirst();
  if (!found) return kind === 'email' ? noSuchEmail : unknownMember(kind);
  return { ok: true, value: { ownerId: found.owner_id, reference: kind === 'barcode' ? kept : null } };
}

const noSuchEmail: Refusal = refuse('unknown-member', 'Nobody has this e-mail.');

/**
 * What lets points be spent at a till that cannot ask for a code: the changing barcode of a phone, right at this moment and not used
 * yet; or, where the key may, the card itself. A phone number or a name that somebody says lets nothing be spent.
 */
async function proofOf(
  call: Call<TillKey>,
  { by, value }: Shown,
  { barcode }: OwnerState,
): Promise<Found['proof']> {
  if (by !== 'card') return null;
  const byCard = call.caller.scopes.includes('points:spend') ? 'card' : null;
  const code = parseRotatingCode(value);
  if (!code || !barcode || isGuessed(barcode, call.now)) return code ? null : byCard;
  const freshness = freshnessOf(seedOf(call.shell.secret, barcode), code.code, call.now);
  if (freshness === 'wrong') await countMiss(call, barcode);
  if (typeof freshness === 'string' || freshness.step <= barcode.last_step) return null;
  return { owner_id: barcode.owner_id, reference: code.reference, step: freshness.step };
}

/** What could be spent by what was shown; nothing while the till has the points locked already. */
export function spendableBy({ caller }: Call<TillKey>, found: Found) {
  const { version, state, book, blocked, proof } = found;
  const locked = lockOf(book.holds, caller, state.owner.owner_id) !== undefined;
  return blocked || locked || proof === null ? {} : payable(version, state, book);
}

/** A customer as this till may see one. */
export function shownMember(
  call: Call<TillKey>,
  found: Found,
  count = sumOf(spendableBy(call, found)),
): ShownMember {
  const { shown, version, state, book, blocked } = found;
  const { owner, member } = state;
  const personal = call.caller.scopes.includes('personal:read');
  const held = [...book.holds.values()].some(({ state: now }) => now === 'open');
  return {
    memberId: owner.owner_id,
    name: member?.name ?? '',
    birthDate: personal ? (member?.birth_date ?? null) : null,
    phone: personal ? (member?.phone ?? '') : shown.by === 'phone' ? shown.value : '',
    email: personal ? (member?.email ?? '') : shown.by === 'email' ? shown.value : '',
    barcode: shown.by === 'card' ? shown.value : '',
    foundBy: shown.by,
    valid: !blocked,
    locked: held && sumOf(payable(version, state, book)) === 0,
    bonuses: bonusesOf(version, count),
    spend: owner.spend,
  };
}
