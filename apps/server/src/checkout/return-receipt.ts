import type { Answer, Input } from '@bonum/contract';
import {
  cancelDue,
  levelFor,
  minor,
  returnDue,
  thousandths,
  type Calculation,
  type LimitUse,
  type Programme,
  type ReturnDue,
  type SoldLine,
} from '@bonum/engine';
import { balances, type Account, type Book } from '@bonum/ledger';
import { eventRow } from '../events.ts';
import { bookOf, shownBalances } from '../members/standing.ts';
import type { Drawn } from '../limits/budgets.ts';
import { budgetUses, givenBack, memberUses, ofEverybody, ofMember, usesOf } from '../limits/uses.ts';
import {
  operation,
  refuse,
  type Call,
  type ScopedCaller,
  type Decision,
  type Outcome,
} from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { ownerChain, type ChainedOwner } from '../owner/owner-chain.ts';
import { readExactOwner, type OwnerState, type OwnerWanted } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { Conflict } from '../conflict.ts';
import type { Row, Writes } from '../write.ts';
import { findReceipts } from './find-receipts.ts';
import { receiptTime } from './read-checkout.ts';
import { receiptIdOf, type ReceiptKey } from './receipt-id.ts';
import type { ReturnEvidence } from './receipt-reasons.ts';
import { movePoints, type Moved } from './return-points.ts';
import { returnedBefore } from './returned-before.ts';
import { returnSlip } from './slip.ts';
import { readReceipts, readReturns, receiptRow, type StoredReceipt } from './stored-receipt.ts';

type ReturnRequest = Input<'return-receipt'>;
export type Returned = Answer<'return-receipt'>;
type Language = 'ru' | 'en';

/** What was asked of the lines of a sale, as a commit stored it. */
interface SaleRequest {
  readonly lines: readonly { readonly id: string; readonly quantity: number }[];
}
/** Goods come back: points that they earned are taken back, points that paid for them are given back. */
export const returnReceipt = operation('return-receipt', (call, request) =>
  decideReturnReceipt(call, request, request.at),
);

/** @param at when it happened; what makes it the same return is the time that the till wrote */
export async function decideReturnReceipt(
  call: Call<ScopedCaller>,
  request: ReturnRequest,
  at: string,
): Promise<Decision<Returned>> {
  const time = receiptTime(call, at);
  if (!time.ok) return time;
  const returnId = receiptIdOf(request.key);
  const saleId = receiptIdOf(request.of);
  const found = await findReceipts(call, request.key, [returnId, saleId]);
  if (!found.ok) return found;
  const { key, of, cashier } = request;
  const lines = request.lines ?? null;
  const content: Row = { key, at: request.at, of, lines, ...(cashier !== undefined && { cashier }) };
  const before = found.value.get(returnId);
  if (before !== undefined) return returnedBefore(call, { ownerId: before, returnId }, content);
  const saleOwner = found.value.get(saleId);
  if (saleOwner === undefined) {
    return refuse('unknown-receipt', 'No sale was committed under this key. Check shift and number.', {
      path: '/of',
    });
  }
  const returned = await decideReturn(call, {
    key: request.key,
    at: time.value.at,
    offsetMinutes: time.value.offsetMinutes,
    returnId,
    sale: { ownerId: saleOwner, receiptId: saleId },
    lines,
    content,
    cashier,
    language: request.language ?? 'ru',
  });
  return returned.ok && returned.value.lines.length === 0 ? nothingLeft : returned;
}

const nothingLeft = refuse('quantity-exceeded', 'Everything of this sale came back already.', {
  path: '/of',
  extra: { left: 0 },
});

/** A return as the till or a cancellation asks for it. */
export interface ReturnWanted {
  readonly key: ReceiptKey;
  readonly at: number;
  readonly offsetMinutes: number;
  readonly returnId: string;
  readonly sale: { readonly ownerId: string; readonly receiptId: string };
  /** null: everything that is still out; 'cancel': as if the sale had not been, what came back within it included. */
  readonly lines: ReturnRequest['lines'] | null | 'cancel';
  readonly content: Row;
  readonly cashier?: string | undefined;
  readonly language: Language;
}

/** Everything a return thinks about. */
interface Facts {
  readonly sale: StoredReceipt;
  readonly returns: readonly StoredReceipt[];
  /** Who has the points now: the owner of the sale, or the member that one was merged into. */
  readonly state: OwnerState;
  readonly book: Book;
  readonly past: Account | null;
  /** What the sale was made under: its terms are the return's. */
  readonly programme: ProgrammeVersion;
  /** What the member stands under now. */
  readonly current: Programme;
}

export async function decideReturn(call: Call, wanted: ReturnWanted): Promise<Decision<Returned>> {
  const read = await readFacts(call, wanted);
  if (!read.ok) return read;
  const facts = read.value;
  const due = dueOf(facts, wanted.lines);
  if (!due.ok) return due;
  const { book, past, programme, returns } = facts;
  const moved = movePoints(
    {
      book,
      past,
      programme,
      saleId: wanted.sale.receiptId,
      returnId: wanted.returnId,
      earlierReturnIds: returns.map((row) => row.receipt_id),
    },
    due.value,
  );
  const answer = answerOf(facts, wanted, { due: due.value, moved });
  const undone = await undoneUses(call, facts, due.value);
  return {
    ok: true,
    value: answer,
    writes: writesOf(call, wanted, { facts, due: due.value, answer, undone }),
  };
}

/** What a sale of which nothing is left had taken of limits; of a part of it nothing is given back. */
interface Undone {
  readonly whole: boolean;
  readonly uses: readonly LimitUse[];
  readonly drawn: Drawn | null;
}

async function undoneUses({ shell }: Call, facts: Facts, due: ReturnDue): Promise<Undone> {
  const whole = isWhole(facts, due);
  const uses = whole ? givenBack(usesOf(facts.sale.calculation as Calculation)) : [];
  const shared = uses.filter(ofEverybody);
  return { whole, uses, drawn: shared.length === 0 ? null : await shell.budgets.giveBack(shared) };
}

async function readFacts(
  call: Call,
  { returnId, sale: { ownerId, receiptId } }: ReturnWanted,
): Promise<Outcome<Facts>> {
  const { db } = call.shell;
  // First of all, so that whatever moves while the rest is read shows in the versions.
  const chain = await ownerChain(db, ownerId);
  const [sale] = await readReceipts(call, ownerId, [receiptId]);
  if (!sale) throw new Error(`receipt ${receiptId} has an identifier and no row`);
  if (sale.type === 'void')
    return refuse('receipt-cancelled', 'This receipt was cancelled; nothing was sold.', { path: '/of' });
  if (sale.type !== 'sale') return refuse('not-a-sale', 'This receipt is itself a return.', { path: '/of' });
  if (sale.claimed_by !== null) throw new Conflict(`receipt ${receiptId} has become a member's`);
  const returns = await readReturns(
    call,
    chain.map((owner) => owner.ownerId),
    receiptId,
  );
  // Its twin was faster: what came back with that one must not look like too much.
  if (returns.some((row) => row.receipt_id === returnId)) throw new Conflict(`${returnId} is booked by now`);
  const receiptIds = [receiptId, ...returns.map((row) => row.receipt_id)];
  const uses = usesOf(sale.calculation as Calculation);
  const periods = uses.filter(ofMember).map(({ period }) => period);
  const state = await readStanding(call, chain, { receiptIds, uses: periods });
  const past = await readPast(call, chain.slice(0, -1), receiptIds);
  const programme = await call.shell.programmes.byVersion(sale.programme_version ?? 0);
  const { programme: current } = await call.shell.programmes.current();
  const book = bookOf(state, { now: call.now, recordedAt: call.recordedAt });
  return { ok: true, value: { sale, returns, state, book, past, programme, current } };
}

/** Who stands at the end of the chain, as long as nobody has moved since the chain was read. */
async function readStanding(
  { shell }: Call,
  chain: readonly ChainedOwner[],
  wanted: OwnerWanted,
): Promise<OwnerState> {
  const standing = chain.at(-1);
  const state = standing && (await readExactOwner(shell.db, standing.ownerId, wanted));
  if (!state) throw new Error(`the owner of receipt ${wanted.receiptIds?.[0]} is not there`);
  if (state.owner.version !== standing.version) throw new Conflict(`owner ${standing.ownerId} has moved`);
  return state;
}

/** What those merged away had to do with the sale, as one account. */
async function readPast(
  { shell }: Call,
  merged: readonly ChainedOwner[],
  receiptIds: readonly string[],
): Promise<Account | null> {
  const states = await Promise.all(
    merged.map(({ ownerId }) => readExactOwner(shell.db, ownerId, { receiptIds })),
  );
  const accounts = states.flatMap((state) => state?.account ?? []);
  const [first] = accounts;
  if (!first) return null;
  return {
    ...first,
    lots: accounts.flatMap(({ lots }) => lots),
    history: accounts.flatMap(({ history }) => history),
  };
}

function dueOf({ sale, returns }: Facts, lines: ReturnWanted['lines']): Outcome<ReturnDue> {
  const sold = soldLines(sale, returns);
  if (lines === 'cancel') return { ok: true, value: cancelDue(sold) };
  const wanted = lines ?? stillOut(sold);
  const answer = returnDue(
    sold,
    wanted.map(({ id, quantity }) => ({ id, quantity: thousandths(quantity) })),
  );
  if (answer.ok) return { ok: true, value: answer.due };
  const path = `/lines/${wanted.findIndex(({ id }) => id === answer.line)}`;
  if (answer.code === 'no-such-line')
    return refuse('unknown-line', `The sale has no line ${answer.line}.`, { path: `${path}/id` });
  const line = sold.find(({ calculated }) => calculated.id === answer.line);
  const left = Math.max(0, (line?.quantity ?? 0) - (line?.returned ?? 0));
  return refuse(
    'quantity-exceeded',
    `Of line ${answer.line} no more than ${left} (in thousandths) can come back.`,
    {
      path: `${path}/quantity`,
      extra: { left },
    },
  );
}

const stillOut = (sold: readonly SoldLine[]): { id: string; quantity: number }[] =>
  sold
    .filter(({ quantity, returned }) => quantity > returned)
    .map(({ calculated, quantity, returned }) => ({ id: calculated.id, quantity: quantity - returned }));

/** The sale's lines with what has come back of each so far. */
function soldLines(sale: StoredReceipt, returns: readonly StoredReceipt[]): SoldLine[] {
  const quantities = new Map((sale.request as SaleRequest).lines.map(({ id, quantity }) => [id, quantity]));
  const returned = new Map<string, number>();
  for (const row of returns) {
    for (const { id, quantity } of (row.calculation as ReturnEvidence).due.lines) {
      returned.set(id, (returned.get(id) ?? 0) + quantity);
    }
  }
  return (sale.calculation as Calculation).lines.map((calculated) => ({
    calculated,
    quantity: thousandths(quantities.get(calculated.id) ?? 0),
    returned: thousandths(returned.get(calculated.id) ?? 0),
  }));
}

interface Decided {
  readonly facts: Facts;
  readonly due: ReturnDue;
  readonly answer: Returned;
  readonly undone: Undone;
}

function answerOf(
  { state, book, current }: Facts,
  wanted: ReturnWanted,
  { due, moved }: { due: ReturnDue; moved: Moved },
): Returned {
  const isMember = state.owner.type === 'member';
  const level = isMember ? levelFor(current, minor(state.owner.spend - due.refund)).id : null;
  const refund = due.refund - moved.refundReducedBy;
  return {
    receiptId: wanted.returnId,
    ofReceiptId: wanted.sale.receiptId,
    lines: due.lines.map(({ id, quantity, refund: back }) => ({ id, quantity, refund: back })),
    refund,
    refundReducedBy: moved.refundReducedBy,
    pointsTakenBack: moved.takenBack,
    pointsGivenBack: moved.givenBack,
    debt: moved.debt,
    balances: isMember ? shownBalances(current, balances(book)) : [],
    level,
    slip: returnSlip({ refund, moved, book, programme: current, language: wanted.language }),
  };
}

function writesOf(call: Call, wanted: ReturnWanted, { facts, due, answer, undone }: Decided): Writes {
  const { owner } = facts.state;
  const { whole, uses, drawn } = undone;
  // What the goods cost, whatever was kept back of it for points: spend falls by what the sale had raised it.
  const paid = 0 - due.refund;
  const receipt = receiptRow(
    {
      ownerId: owner.owner_id,
      receiptId: wanted.returnId,
      type: 'return',
      ofReceiptId: wanted.sale.receiptId,
      key: wanted.key,
      at: wanted.at,
      offsetMinutes: wanted.offsetMinutes,
      programmeVersion: facts.sale.programme_version,
      paid,
      request: wanted.content,
      cashier: wanted.cashier,
      calculation: { due, whole, ...(uses.length > 0 && { uses }) },
      answer,
    },
    call,
  );
  const payload = { receiptId: wanted.returnId, ofReceiptId: wanted.sale.receiptId, refund: answer.refund };
  const events = [eventRow(owner.owner_id, 'receipt-returned', call.now, payload)];
  if (answer.level !== null && answer.level !== owner.level) {
    events.push(
      eventRow(owner.owner_id, 'level-changed', call.now, { before: owner.level, after: answer.level }),
    );
  }
  const receipts = owner.receipts - (whole ? 1 : 0);
  const changes = { spend: owner.spend + paid, receipts, level: answer.level };
  const codes = codesLost(facts, due);
  const rows = {
    receipt: [receipt],
    event: events,
    promotion_use: memberUses(facts.state, uses.filter(ofMember)),
    budget_use: budgetUses(drawn, { ownerId: owner.owner_id, receiptId: wanted.returnId }),
  };
  const own = ownerWrites(owner, facts.book, { changes, rows });
  return {
    owners: [drawn === null ? own : { ...own, drawn }],
    identifiers: { add: [{ kind: 'receipt', value: wanted.returnId, owner_id: owner.owner_id }] },
    ...(codes.length > 0 && { voidCodes: { codes, receiptId: wanted.returnId } }),
    ...(whole && unusedAgain(facts)),
  };
}

/** Whether with this return nothing of the sale is left: from then on it counts as if it had not been. */
function isWhole({ sale, returns }: Facts, due: ReturnDue): boolean {
  if (returns.some((row) => (row.calculation as ReturnEvidence).whole)) return false;
  const back = new Map(due.lines.map(({ id, quantity }) => [id, quantity]));
  return soldLines(sale, returns).every(
    ({ calculated, quantity, returned }) =>
      quantity <= 0 || quantity === returned + (back.get(calculated.id) ?? 0),
  );
}

/** What the sale had used up can be used again. */
function unusedAgain({ sale, state }: Facts): Pick<Writes, 'unused'> {
  const { usedCodes, usedOffers } = sale.calculation as Calculation;
  if (usedCodes.length + usedOffers.length === 0) return {};
  const ownerId = state.owner.owner_id;
  return { unused: { receiptId: sale.receipt_id, ownerId, codes: usedCodes, offers: usedOffers } };
}

/** Codes for next time that the sale printed and that what is kept of it would not have earned. */
function codesLost({ sale, returns, programme }: Facts, due: ReturnDue): string[] {
  const back = returns.reduce((sum, row) => sum + row.paid, 0) - due.refund;
  const kept = sale.paid + back;
  const printed = (sale.answer as { nextCodes?: readonly { code: string; promotion: string }[] }).nextCodes;
  return (printed ?? [])
    .filter(({ promotion }) => {
      const { prints } = programme.programme.promotions.find(({ id }) => id === promotion) ?? {};
      return prints !== undefined && (kept < prints.from || kept <= 0);
    })
    .map(({ code }) => code);
}
