import type { Answer, Input } from '@bonum/contract';
import { instant, type Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { staffAction } from '../actions/staff-action.ts';
import { readStaffRules, receiptLastsMs } from '../actions/staff-rules.ts';
import { barOf } from '../checkout/buyer.ts';
import { eventRow } from '../events.ts';
import { claimReceiptFor, type Anonymous } from '../members/claim-receipt.ts';
import { readMember } from '../members/member-answer.ts';
import {
  doneBy,
  refuse,
  type Call,
  type Decision,
  type Outcome,
  type Refusal,
  type ScopedCaller,
} from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import { fiscalName, parseFiscalQr, type FiscalReceipt } from './fiscal-qr.ts';
import { earnedIn } from './earned-in.ts';
import { findTillReceipt, fiscalOwner } from './find-till-receipt.ts';
import { bookPaper, paperKey } from './paper-receipt.ts';
import { receiptIdOf } from '../checkout/receipt-id.ts';
import { readReceipts } from '../checkout/stored-receipt.ts';

type Request = Input<'add-receipt'>;
type Added = Answer<'add-receipt'>;

/**
 * A purchase without a card counts for a member after all, by what its paper says: the receipt that the till sent, if it did, or else
 * one of the sum alone. One fiscal receipt counts once, over all members and wherever it came from.
 */
export const addReceipt = staffAction('add-receipt', decideAdding, ({ qr }) => {
  const read = parseFiscalQr(qr);
  return read.ok ? read.receipt.sum : 0;
});

async function decideAdding(call: Call<ScopedCaller>, request: Request): Promise<Decision<Added>> {
  const { shell } = call;
  const read = parseFiscalQr(request.qr);
  if (!read.ok) return unreadable(read.field);
  const { receipt: fiscal } = read;
  if (fiscal.kind !== 'sale')
    return refuse('not-a-sale', 'Only a sale earns points. This code is of another document.', {
      path: '/qr',
    });
  const version = await shell.programmes.current();
  const found = await readMember(call, request.memberId, { uses: 'all' });
  if (!found.ok) return found;
  const state = found.value;
  const at = timeOf(fiscal, version.compiled.calendar);
  const paper = { request, fiscal, state, at, version };
  const before = await countedBefore(call, paper);
  if (before) return before;
  const barred = barOf(state, undefined) ?? (await tooOldOrNotYet(call, at));
  if (barred) return barred;
  const store = await shell.db
    .selectFrom('store')
    .select(['store_id', 'tags'])
    .where('store_id', '=', request.storeId)
    .executeTakeFirst();
  if (!store) return refuse('unknown-store', `Store ${request.storeId} is not there.`, { path: '/storeId' });
  const sent = await findTillReceipt(call, { storeId: request.storeId, fiscal, at });
  // By somebody who was faster; for this very member, it may be, since it was looked at.
  if (sent === 'counted') return (await countedBefore(call, paper)) ?? counted;
  return sent === null ? bookPaper(call, { ...paper, store }) : claimed(call, paper, sent);
}

const unreadable = (field: string | null): Refusal =>
  refuse(
    'bad-fiscal-code',
    field === null
      ? 'This is not the code of a fiscal receipt. Scan it again.'
      : `Its field ${field} cannot be right. Scan it again, or type it as the paper shows it.`,
    { path: '/qr', extra: { field } },
  );

const counted = refuse('receipt-counted', 'This receipt counts already, for this member or for another.', {
  path: '/qr',
});

interface Paper {
  readonly request: Request;
  readonly fiscal: FiscalReceipt;
  readonly state: OwnerState;
  readonly at: { readonly at: Instant; readonly offsetMinutes: number };
}

/** The register's clock is of the chain's zone. */
function timeOf(
  { localTime }: FiscalReceipt,
  calendar: { offsetMinutesAt: (at: Instant) => number },
): Paper['at'] {
  const local = Date.parse(`${localTime}Z`);
  const guess = calendar.offsetMinutesAt(instant(local));
  const offsetMinutes = calendar.offsetMinutesAt(instant(local - guess * 60_000));
  return { at: instant(local - offsetMinutes * 60_000), offsetMinutes };
}

/** Asked again it gives the same answer; of anybody else it is refused. null: it has counted for nobody. */
async function countedBefore(call: Call, { fiscal, state }: Paper): Promise<Outcome<Added> | null> {
  const name = fiscalName(fiscal);
  const ownerId = await fiscalOwner(call, name);
  if (ownerId === null) return null;
  const { owner } = state;
  if (ownerId !== owner.owner_id) {
    const [anonymous] = await readReceipts(call, ownerId, [ownerId]);
    // A till sent it, with its fiscal name, and it is nobody's yet.
    if (anonymous?.type === 'sale' && anonymous.claimed_by === null) return null;
    if (anonymous?.claimed_by !== owner.owner_id) return counted;
    return addedBefore(call, owner.owner_id, { receiptId: anonymous.receipt_id, source: 'till' });
  }
  const receiptId = receiptIdOf(paperKey(fiscal));
  return addedBefore(call, owner.owner_id, { receiptId, source: 'paper' });
}

async function addedBefore(
  call: Call,
  ownerId: string,
  { receiptId, source }: Pick<Added, 'receiptId' | 'source'>,
): Promise<Outcome<Added>> {
  const [receipt] = await readReceipts(call, ownerId, [receiptId]);
  // The till had it with the member's card, or it was claimed by another way.
  if (!receipt) return counted;
  const earned = earnedIn(receipt.calculation);
  return {
    ok: true,
    value: { receiptId, source, paid: receipt.paid, at: iso(receipt.at), earned },
  };
}

const HOUR_MS = 3_600_000;

async function tooOldOrNotYet(call: Call, { at }: Paper['at']): Promise<Refusal | null> {
  if (at > call.now + HOUR_MS)
    return refuse('bad-fiscal-code', 'This receipt is from the future. Check the date.', { path: '/qr' });
  const lasts = receiptLastsMs(await readStaffRules(call.shell.db));
  if (at >= call.now - lasts) return null;
  const days = Math.floor(lasts / (24 * HOUR_MS));
  return refuse('too-old', `Missing receipts are added for ${days} days.`, { path: '/qr', extra: { days } });
}

/** The till had sent it without a member: it counts with its own goods. */
async function claimed(
  call: Call<ScopedCaller>,
  { request, fiscal, state }: Paper,
  anonymous: Anonymous,
): Promise<Decision<Added>> {
  const version = await call.shell.programmes.current();
  const claim = await claimReceiptFor(call, anonymous, { state, version });
  const memberId = state.owner.owner_id;
  const { receipt } = anonymous;
  const before = state.owner.level;
  const after = claim.changes.level ?? before;
  const by = { receiptId: receipt.receipt_id, reason: request.reason, ...doneBy(call.caller) };
  const level = after === before ? [] : [eventRow(memberId, 'level-changed', call.now, { before, after })];
  const event = [eventRow(memberId, 'receipt-claimed', call.now, by), ...level];
  const rows = { receipt: claim.receipts, event };
  const name = fiscalName(fiscal);
  const known = (await fiscalOwner(call, name)) !== null;
  const own = ownerWrites(state.owner, claim.book, { changes: claim.changes, rows });
  return {
    ok: true,
    value: {
      receiptId: receipt.receipt_id,
      source: 'till',
      paid: receipt.paid,
      at: iso(receipt.at),
      earned: earnedIn((claim.receipts[0] as { calculation: unknown }).calculation),
    },
    audit: { detail: { receiptId: receipt.receipt_id, sum: fiscal.sum } },
    writes: {
      owners: [own, claim.anonymous],
      identifiers: {
        put: [claim.receiptIdentifier],
        ...(!known && { add: [{ kind: 'fiscal', value: name, owner_id: claim.anonymousId }] }),
      },
      claim: { ownerId: claim.anonymousId, memberId },
    },
  };
}
