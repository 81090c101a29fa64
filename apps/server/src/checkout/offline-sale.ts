import type { Answer } from '@bonum/contract';
import {
  addDuration,
  points,
  type Calculation,
  type ChargedLine,
  type Instant,
  type MemberFacts,
  type Points,
} from '@bonum/engine';
import { advance, assignHold, releaseHold, type Hold } from '@bonum/ledger';
import canonicalize from 'canonicalize';
import { refuse, type Call, type ScopedCaller, type Decision, type Outcome } from '../operation.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { takenAllowance, type Allowance, type Taken } from './allowance.ts';
import type { Buyer } from './answer.ts';
import { factsOf, readBuyer } from './buyer.ts';
import { calculateReceipt } from './calculate-receipt.ts';
import {
  chargedLines,
  chargedPoints,
  checkCharge,
  differenceOf,
  type Difference,
  type OfflineSale,
} from './charge.ts';
import { contentOf, decideSale, isSame, keyReused, type Content } from './commit-receipt.ts';
import { countsElsewhere } from '../fiscal/counts-elsewhere.ts';
import { mustSucceed } from './must-succeed.ts';
import { readCheckout, type Lookup } from './read-checkout.ts';
import { releaseOthers } from './release-holds.ts';
import { answerOfSale, nameNow } from './stored-answer.ts';
import { readReceipts } from './stored-receipt.ts';
import { tooOld } from './too-old.ts';

/** What became of a sale that was made without network. */
export interface BookedSale {
  readonly again: boolean;
  readonly difference: Difference | null;
  readonly earned: Record<string, number>;
  readonly debt: Record<string, number>;
  readonly withoutMember: string | null;
  readonly invitation: string | null;
}

/** Evidence of a receipt that was calculated by a till: beside what was charged, what the rules say of it here. */
interface OfflineEvidence {
  readonly calculated: Calculation | null;
  readonly difference: Difference | null;
  readonly debt: Record<string, number>;
  readonly withoutMember: string | null;
}
export type OfflineCalculation = Calculation & { readonly offline?: OfflineEvidence };

/** Who was shown at the till, found out only now: the goods are sold, so a card that is none sells them to nobody. */
const notAMember: ReadonlySet<string> = new Set([
  'unknown-card',
  'unknown-member',
  'bad-card-number',
  'bad-phone',
  'card-blocked',
  'member-suspended',
]);

interface Found {
  readonly lookup: Lookup;
  readonly buyer: Buyer | null;
  readonly withoutMember: string | null;
}

/** How points are set aside by a till that takes them off first and sends the receipt later. */
export interface SetAside {
  /** Whether a hold is for a receipt of this till that has not come yet. */
  readonly waits: (hold: Hold) => boolean;
  /** Whether a hold is over with a sale of that time. */
  readonly ends: (hold: Hold, soldAt: Instant) => boolean;
}

/**
 * Books a sale as it was charged.
 * @param at its time by a right clock; what makes it the same receipt is the time that the till wrote
 * @param aside what its points were set aside by; unless told, an allowance
 */
export async function decideOfflineSale(
  call: Call<ScopedCaller>,
  sale: OfflineSale,
  at: string,
  aside?: SetAside,
): Promise<Decision<BookedSale>> {
  const found = await findSale(call, sale, at);
  if (!found.ok) return found;
  const { lookup } = found.value;
  const counted = await countsElsewhere(call, sale.fiscal, lookup);
  const buyer = counted ? null : found.value.buyer;
  const content = {
    ...contentOf(sale, lookup.memberId),
    offline: { charged: sale.charged, withoutMember: found.value.withoutMember },
  };
  if (lookup.committedTo !== null)
    return bookedBefore(call, sale, { ...found.value, ownerId: lookup.committedTo, content });
  const old = tooOld(call, lookup.programme, lookup.at);
  if (old) return old;
  const programme = await chargedUnder(call, sale, lookup);
  if (programme === null) return unknownVersion;
  const wrong = checkCharge(sale, programme);
  if (wrong) return wrong;
  const taken = aside ? spentBySomebody(sale, buyer) : await takenAllowance(call, sale, lookup.memberId);
  if (!taken.ok) return taken;
  const hold = aside && buyer ? takeHold(sale, { lookup, buyer, aside }) : null;
  const debt = buyer && hold === null ? lendMissing(call, sale, { lookup, buyer, programme }) : {};
  const calculation = calculateBoth(sale, { ...found.value, buyer, debt }, programme);
  const terms = { programme, calculation, hold, recalculated: null, drawn: null };
  const decision = await decideSale(call, sale, { lookup, buyer, terms, content, counted });
  const value = bookedOf(calculation, decision.value);
  return {
    ok: true,
    value,
    writes: { ...decision.writes, owners: decision.writes?.owners ?? [], ...takes(taken.allowance, lookup) },
  };
}

/** Points that nobody in particular has spent would be nobody's loss. */
function spentBySomebody(sale: OfflineSale, buyer: Buyer | null): Taken {
  if (buyer !== null || Object.keys(chargedPoints(sale)).length === 0) return { ok: true, allowance: null };
  return refuse(
    'bad-charge',
    'Points were spent, and whoever was shown is no member. Have the office look.',
    {
      path: '/member',
    },
  );
}

/** The hold that this receipt was waited for with, as its own from now on; null: it has ended, or there was none. */
function takeHold(
  sale: OfflineSale,
  { lookup, buyer: { book }, aside }: Pick<Lending, 'lookup' | 'buyer'> & { readonly aside: SetAside },
): Hold | null {
  const spent = Object.entries(chargedPoints(sale));
  const open = [...book.holds.values()].filter(({ state }) => state === 'open');
  for (const over of open.filter((candidate) => aside.ends(candidate, lookup.at)))
    mustSucceed(releaseHold(book, { holdId: over.holdId, state: 'cancelled' }));
  if (spent.length === 0) return null;
  const enough = open
    .filter((candidate) => aside.waits(candidate))
    .filter(({ points: held }) => spent.every(([kind, count]) => count <= (held[kind] ?? 0)))
    .toSorted((one, other) => sumOf(one) - sumOf(other) || one.createdAt - other.createdAt);
  const [closest] = enough;
  if (!closest) return null;
  return mustSucceed(assignHold(book, { holdId: closest.holdId, receiptId: lookup.receiptId })).hold;
}

const sumOf = ({ points: held }: Hold): number => Object.values(held).reduce((sum, count) => sum + count, 0);

interface Lending {
  readonly lookup: Lookup;
  readonly buyer: Buyer;
  readonly programme: ProgrammeVersion;
}

const takes = (allowance: Allowance | null, { receiptId }: Lookup) =>
  allowance && {
    takeAllowance: { ownerId: allowance.owner_id, allowanceId: allowance.allowance_id, receiptId },
  };

/** What was spent elsewhere while the till had no network: the member owes it. */
function lendMissing(
  call: Call,
  sale: OfflineSale,
  { lookup, buyer: { book }, programme: { compiled } }: Lending,
): Record<string, number> {
  // What was held for this very receipt before the network went is there to pay it.
  releaseOthers(book, lookup.receiptId);
  const debt: Record<string, number> = {};
  for (const [kind, count] of Object.entries(chargedPoints(sale))) {
    const life = compiled.kinds.get(kind)?.life ?? { never: true };
    const expiresAt = 'never' in life ? null : addDuration(call.now, life, compiled.calendar);
    const { lent } = mustSucceed(advance(book, { kind, points: count, expiresAt }));
    if (lent > 0) debt[kind] = lent;
  }
  return debt;
}

/** What a till can have been given: a version that is live, or was. Others are of replays, and their points are nobody's. */
async function chargedUnder(
  { shell: { db, programmes } }: Call,
  { charged: { programmeVersion: version } }: OfflineSale,
  { programme: live }: Lookup,
): Promise<ProgrammeVersion | null> {
  if (version === live.version) return live;
  const published = await db
    .selectFrom('programme_version')
    .select('version')
    .where('version', '=', version)
    .where('status', 'in', ['live', 'history'])
    .executeTakeFirst();
  return published ? programmes.byVersion(version) : null;
}

const unknownVersion = refuse(
  'unknown-version',
  'Send the version that get-till-rules gave with the rules that were calculated with.',
  { path: '/charged/programmeVersion' },
);

async function findSale(call: Call<ScopedCaller>, sale: OfflineSale, at: string): Promise<Outcome<Found>> {
  const shown = await findWith(call, sale, at);
  if (shown.ok || sale.allowance !== undefined || !notAMember.has(shown.code)) return shown;
  const { member: _member, ...nobody } = sale;
  const found = await findWith(call, nobody, at);
  return found.ok ? { ok: true, value: { ...found.value, withoutMember: shown.code } } : found;
}

async function findWith(call: Call<ScopedCaller>, sale: OfflineSale, at: string): Promise<Outcome<Found>> {
  const { key, lines, member } = sale;
  // Of codes only those for many count here: nobody could tell offline whether a single one was used already.
  // It counts for the member under the version that was charged, whether or not the live one limits anything.
  const wanted = { uses: 'all' } as const;
  const looked = await readCheckout(call, { key, at, lines, ...(member && { member }) }, wanted);
  if (!looked.ok) return looked;
  const found = await readBuyer(call, looked.value, member, wanted);
  if (!found.ok) return found;
  return { ok: true, value: { lookup: looked.value, buyer: found.value, withoutMember: null } };
}

/** As it was charged, and beside it what the rules would have said. */
function calculateBoth(
  sale: OfflineSale,
  { lookup, buyer, withoutMember, debt }: Found & { readonly debt: Record<string, number> },
  programme: ProgrammeVersion,
): OfflineCalculation {
  const { at, offsetMinutes } = lookup;
  const charged = chargedLines(sale);
  const spent = chargedPoints(sale) as Record<string, Points>;
  const facts = factsOf({ ...lookup, programme }, buyer);
  // Personal offers are used once, which only a till with network can make sure of.
  const member: MemberFacts | null = facts && { ...facts, offers: [], balances: spent };
  const ask = (as?: readonly ChargedLine[]): Calculation =>
    calculateReceipt(sale, lookup, {
      programme,
      at,
      offsetMinutes,
      member,
      wish: spent,
      ...(as && { charged: as }),
    });
  const ours = ask();
  const booked = ask(charged);
  const difference = differenceOf(booked, ours);
  const calculated = difference === null ? null : ours;
  return { ...booked, offline: { calculated, difference, debt, withoutMember } };
}

async function bookedBefore(
  call: Call,
  sale: OfflineSale,
  asked: Found & { readonly ownerId: string; readonly content: Content },
): Promise<Decision<BookedSale>> {
  const { lookup, content, ownerId } = asked;
  const [receipt] = await readReceipts(call, ownerId, [lookup.receiptId]);
  if (!receipt) throw new Error(`receipt ${lookup.receiptId} has an identifier and no row`);
  if (receipt.type === 'void')
    return refuse('receipt-cancelled', 'It was cancelled; nothing was sold. Nothing is left to do.', {
      path: '/key/number',
    });
  const calculation = receipt.calculation as OfflineCalculation;
  const stored = receipt.request as Content;
  if (receipt.type !== 'sale' || !(await isSameSale(call, { ...stored, holdId: null }, content)))
    return keyReused;
  const before = bookedOf(calculation, answerOfSale(receipt, await nameNow(call, ownerId)));
  if (calculation.offline) return { ok: true, value: { ...before, again: true } };
  // It was booked while there was network; what the till has charged since may be something else.
  const charged = calculateAgain(sale, calculation);
  return { ok: true, value: { ...before, again: true, difference: differenceOf(charged, calculation) } };
}

interface OfflineContent {
  readonly charged: OfflineSale['charged'];
  readonly withoutMember: string | null;
}

async function isSameSale(call: Call, stored: Content, asked: Content): Promise<boolean> {
  const [then, now] = [stored.offline, asked.offline] as [OfflineContent | undefined, OfflineContent];
  if (then && canonicalize(then.charged) !== canonicalize(now.charged)) return false;
  // A card that was nobody's may have become somebody's: the receipt stays as it was booked.
  const same = then && then.withoutMember !== null ? { ...asked, memberId: null } : asked;
  return isSame(call, stored, same);
}

/** What was booked, with the prices that were charged in the place of those booked. */
function calculateAgain(sale: OfflineSale, booked: Calculation): Calculation {
  const charged = new Map(chargedLines(sale).map((line) => [line.id, line]));
  const lines = booked.lines.map((line) => ({ ...line, ...charged.get(line.id) }));
  const sum = (of: (line: (typeof lines)[number]) => number): number =>
    lines.reduce((total, line) => total + of(line), 0);
  const amounts = (parts: readonly { readonly amount: number }[]): number =>
    parts.reduce((total, { amount }) => total + amount, 0);
  const totals = {
    amount: booked.totals.amount,
    discount: sum(({ discounts }) => amounts(discounts)),
    spent: sum(({ spent }) => amounts(spent)),
    paid: sum(({ paid }) => paid),
  } as Calculation['totals'];
  return { ...booked, lines, totals };
}

function bookedOf(calculation: OfflineCalculation, answer: Answer<'commit-receipt'>): BookedSale {
  const earned: Record<string, number> = {};
  for (const { kind, points: count } of calculation.earning)
    earned[kind] = points((earned[kind] ?? 0) + count);
  return {
    again: false,
    difference: calculation.offline?.difference ?? null,
    earned,
    debt: calculation.offline?.debt ?? {},
    withoutMember: calculation.offline?.withoutMember ?? null,
    invitation: answer.invitation?.code ?? null,
  };
}
