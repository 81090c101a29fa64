import type { Answer } from '@bonum/contract';
import { instant, type Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { troubleOf } from '../database/trouble.ts';
import { decideAndWrite, type Call, type ScopedCaller, type Operation, type Refusal } from '../operation.ts';
import { withPlainIds } from '../plain-ids.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { cancelReceipt, isAnnulled } from './cancel-receipt.ts';
import type { OfflineReceipt } from './charge.ts';
import { decideOfflineSale } from './offline-sale.ts';
import { receiptTime } from './read-checkout.ts';
import { cancelIdOf, receiptIdOf } from './receipt-id.ts';
import { decideReturnReceipt } from './return-receipt.ts';
import { inOrder } from './sync-order.ts';
import { tooOld } from './too-old.ts';

type Shell = Call['shell'];
type Synced = Answer<'sync-receipts'>['receipts'][number];
/** What is told of a receipt beyond its name. */
type Told = Omit<Synced, 'key' | 'type' | 'receiptId'>;

interface Batch {
  readonly shell: Shell;
  readonly caller: ScopedCaller;
  readonly programme: ProgrammeVersion;
  readonly now: Instant;
  /** By how much the till's clock is wrong, in milliseconds. */
  readonly clockError: number;
  /** Receipts that were there before this call. */
  readonly there: ReadonlySet<string>;
}

const id = 'sync-receipts';

/**
 * Books receipts that were made without network, each by itself and in the order in which they happened, as the operations of
 * the till do it: what one of them is refused for does not concern the others, and the whole may be sent again.
 */
export const syncReceipts: Operation<'sync-receipts'> = {
  id,
  run: async (shell, caller, { sentAt, receipts }) => {
    const begun = await decideAndWrite({ id, shell, caller }, async (call) => ({
      ok: true,
      value: {
        programme: await shell.programmes.current(),
        now: call.now,
        clockError: clockErrorOf(call, sentAt),
        there: await findThere(call, receipts),
      },
    }));
    if (!begun.ok) return begun;
    const batch: Batch = { shell, caller, ...begun.value };
    const told = new Map<OfflineReceipt, Synced>();
    for (const receipt of inOrder(receipts)) told.set(receipt, await syncOne(batch, withPlainIds(receipt)));
    return { ok: true, value: { receipts: receipts.flatMap((receipt) => told.get(receipt) ?? []) } };
  },
};

const DAY = 86_400_000;

/** Clocks drift, and a receipt a little ahead of us counts as now; one that is days off would date every receipt wrong. */
function clockErrorOf({ now }: Call, sentAt: string): number {
  const error = Date.parse(sentAt) - now;
  return Math.abs(error) >= DAY ? error : 0;
}

async function findThere({ shell }: Call, receipts: readonly OfflineReceipt[]): Promise<ReadonlySet<string>> {
  const ids = receipts.map((receipt) => ownId(receipt));
  const rows = await shell.db
    .selectFrom('identifier')
    .select('value')
    .where('kind', '=', 'receipt')
    .where('value', 'in', ids)
    .execute();
  return new Set(rows.map(({ value }) => value));
}

const ownId = ({ type, key }: OfflineReceipt): string =>
  type === 'cancel' ? cancelIdOf(key) : receiptIdOf(key);

async function syncOne(batch: Batch, receipt: OfflineReceipt): Promise<Synced> {
  const told = await bookers[receipt.type](batch, receipt as never).catch((error: unknown) => {
    // What ails the database ails them all.
    if (troubleOf(error)) throw error;
    batch.shell.onBug?.(id, error);
    return ourBug;
  });
  return { key: receipt.key, type: receipt.type, receiptId: receiptIdOf(receipt.key), ...told };
}

type Booker<Type extends OfflineReceipt['type']> = (
  batch: Batch,
  receipt: Extract<OfflineReceipt, { type: Type }>,
) => Promise<Told>;

const bookers: { readonly [Type in OfflineReceipt['type']]: Booker<Type> } = {
  sale: async (batch, sale) => {
    const at = timeOf(batch, sale, batch.there.has(ownId(sale)));
    const booked = await decideAndWrite({ id, ...batch }, (call) => decideOfflineSale(call, sale, at));
    if (!booked.ok) return refused(booked);
    return { ...nothing, outcome: booked.value.difference ? 'adjusted' : 'committed', ...booked.value };
  },
  return: async (batch, asked) => {
    const { type: _type, refund, ...wanted } = asked;
    const booked = await inTime(batch, asked, (call, at) => decideReturnReceipt(call, wanted, at));
    if (!booked.ok) return refused(booked);
    const paid = (refund ?? booked.value.refund) - booked.value.refund;
    const difference = paid === 0 ? null : { paid, discount: 0, spent: 0, earned: 0 };
    const again = batch.there.has(ownId(asked));
    return { ...nothing, outcome: difference ? 'adjusted' : 'committed', again, difference };
  },
  cancel: async (batch, asked) => {
    const { shell, caller } = batch;
    const again = batch.there.has(ownId(asked)) || (await isAnnulled(batch, asked.key));
    const late = again ? null : await lateness(batch, asked);
    if (late) return refused(late);
    const at = timeOf(batch, asked, again);
    const booked = await cancelReceipt.run(shell, caller, { key: asked.key, at });
    return booked.ok ? { ...nothing, again } : refused(booked);
  },
};

const nothing: Told = {
  outcome: 'committed',
  again: false,
  refusal: null,
  difference: null,
  earned: {},
  debt: {},
  withoutMember: null,
  invitation: null,
};

/** The others of the batch are booked all the same, now and whenever it is sent again. */
const ourBug: Told = {
  ...nothing,
  outcome: 'waiting',
  refusal: {
    code: 'bug',
    detail:
      'This is our mistake, not yours. Nothing of it was booked: keep it, and tell who runs the server.',
    path: null,
  },
};

/** Decides a receipt that is not too old, or that was there before it became so. */
function inTime(
  batch: Batch,
  receipt: OfflineReceipt,
  decide: (call: Call<ScopedCaller>, at: string) => ReturnType<typeof decideReturnReceipt>,
) {
  const again = batch.there.has(ownId(receipt));
  const at = timeOf(batch, receipt, again);
  return decideAndWrite({ id, ...batch }, async (call) => {
    const late = again ? null : lateAt(call, batch, at);
    return late ?? decide(call, at);
  });
}

async function lateness(batch: Batch, receipt: OfflineReceipt): Promise<Refusal | null> {
  const at = rightTime(receipt.at, batch.clockError);
  const found = await decideAndWrite({ id, ...batch }, async (call) => lateAt(call, batch, at) ?? fine);
  return found.ok ? null : found;
}
const fine = { ok: true, value: null } as const;

function lateAt(call: Call, { programme }: Batch, at: string): Refusal | null {
  const time = receiptTime(call, at);
  return time.ok ? tooOld(call, programme, time.value.at) : time;
}

/** What is there keeps its time: sent again by a clock that was put right since, it is not from the future. */
function timeOf({ clockError, now }: Batch, receipt: OfflineReceipt, again: boolean): string {
  const at = rightTime(receipt.at, clockError);
  return again && Date.parse(at) > now ? iso(now) : at;
}

/** The time by a right clock, with the offset that the till wrote. */
function rightTime(written: string, clockError: number): string {
  const at = Date.parse(written);
  if (clockError === 0 || Number.isNaN(at)) return written;
  const [offset = 'Z', sign = '+', hours = '0', minutes = '0'] = /([+-])(\d\d):(\d\d)$/.exec(written) ?? [];
  const ahead = (Number(hours) * 60 + Number(minutes)) * 60_000 * (sign === '-' ? -1 : 1);
  return iso(instant(at - clockError + ahead)).replace('Z', offset);
}

/** A sale that is not there may still be on its way from another till; everything else is a no for good. */
function refused({ code, detail, path }: Refusal): Told {
  const refusal = { code, detail, path: path ?? null };
  if (code === 'unknown-receipt' || code === 'busy') return { ...nothing, outcome: 'waiting', refusal };
  return { ...nothing, outcome: code === 'key-reused' ? 'differs' : 'refused', refusal };
}
