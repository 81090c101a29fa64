import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { MemberRow, OwnerState } from '../owner/read-owner.ts';
import { withMerged } from '../checkout/allowance.ts';
import { readStored, type StoredReceipt } from '../checkout/stored-receipt.ts';
import type { Database } from '../database/schema.ts';
import { operation, type Call, type MemberCaller } from '../operation.ts';
import { memberPasskeys } from '../passkeys/member-passkeys.ts';
import { passkeysAnswer } from '../passkeys/passkeys-answer.ts';
import { accountAnswer } from './account-answer.ts';
import { htmlTexts } from './html-texts.ts';
import { inPieces } from './in-pieces.ts';
import { jsonTexts } from './json-texts.ts';
import { readSelf } from './own-account.ts';
import { profileAnswer } from './member-answer.ts';
import { proved } from './proof.ts';

/** So many are in memory at a time; a receipt is some kilobytes of evidence. */
const BATCH = 500;
const RECEIPTS = 50;

/** Everything the chain has of a member, and of whoever became one with them, as a file that is read as it is sent. */
export const exportMe = operation('export-me', async (call, { form, language }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const right = await proved(call, member, undefined);
  if (!right.ok) return right;
  const { programme } = await call.shell.programmes.current();
  const data = await everythingOf(call, state, member);
  const reader = { language: language ?? member.language, zone: programme.zone };
  const texts = form === 'html' ? htmlTexts(data, reader) : jsonTexts(data);
  return {
    ok: true,
    value: {
      type: `${form === 'html' ? 'text/html' : 'application/json'}; charset=utf-8`,
      name: `bonum-${iso(call.now).slice(0, 10)}.${form}`,
      bytes: inPieces(texts),
    },
  };
});

async function everythingOf(call: Call<MemberCaller>, state: OwnerState, member: MemberRow): Promise<object> {
  const { db } = call.shell;
  const owners = await withMerged(db, member.owner_id);
  return {
    madeAt: iso(call.now),
    member: profileAnswer(call, (await call.shell.programmes.current()).programme, state),
    account: await accountAnswer(call, state, member),
    receipts: receiptsOf(db, owners),
    transfers: recordsOf(db, owners, kept.transfers),
    offers: recordsOf(db, owners, kept.offers),
    messages: recordsOf(db, owners, kept.messages),
    notices: recordsOf(db, owners, kept.notices),
    feedback: recordsOf(db, owners, kept.feedback),
    sessions: recordsOf(db, owners, kept.sessions),
    passkeys: passkeysAnswer(await memberPasskeys(call, member.owner_id)).passkeys,
  };
}

type Owners = readonly string[];
type Kept = Record<string, unknown>;

async function* receiptsOf(db: Kysely<Database>, owners: Owners): AsyncGenerator<Kept> {
  for (let last: StoredReceipt | undefined; ;) {
    const after = last ? sql`(at, receipt_id) > (${new Date(last.at)}, ${last.receipt_id}::uuid)` : sql`true`;
    const receipts: StoredReceipt[] = await readStored(
      db,
      sql`owner_id = any (${owners}::uuid[]) and type <> 'void' and ${after} order by at, receipt_id limit ${RECEIPTS}`,
    );
    for (const receipt of receipts) yield shownReceipt(receipt);
    if (receipts.length < RECEIPTS) return;
    last = receipts.at(-1);
  }
}

/** Where its rows are kept, what tells them apart within an owner, and what is said of each. */
interface Source {
  readonly from: string;
  /** When it happened. */
  readonly at: string;
  readonly key: string;
  readonly type: 'uuid' | 'bigint';
  readonly row: string;
}

async function* recordsOf(db: Kysely<Database>, owners: Owners, source: Source): AsyncGenerator<Kept> {
  const [at, key] = [sql.raw(source.at), sql.raw(source.key)];
  for (let last: Read | undefined; ;) {
    const after = last
      ? sql`(${at}, owner_id, ${key}) > (${last.at}::timestamptz, ${last.owner}::uuid, ${last.key}::${sql.raw(source.type)})`
      : sql`true`;
    const { rows }: { rows: Read[] } = await sql<Read>`
      select json_build_object(${sql.raw(source.row)}) as row, ${at}::text as at, owner_id as owner, ${key}::text as key
        from ${sql.raw(source.from)}
       where owner_id = any (${owners}::uuid[]) and ${after}
       order by ${at}, owner_id, ${key} limit ${BATCH}`.execute(db);
    for (const { row } of rows) yield row;
    if (rows.length < BATCH) return;
    last = rows.at(-1);
  }
}

interface Read {
  readonly row: Kept;
  readonly at: string;
  readonly owner: string;
  readonly key: string;
}

const kept = {
  transfers: {
    from: 'transfer',
    at: 'at',
    key: 'number',
    type: 'bigint',
    row: `'number', number, 'kind', kind, 'from', debit, 'to', credit, 'points', amount,
          'reason', reason, 'receiptId', receipt_id, 'at', at, 'expiresAt', expires_at`,
  },
  offers: {
    from: 'offer',
    at: 'valid_from',
    key: 'offer_id',
    type: 'uuid',
    row: `'promotion', promotion, 'validFrom', valid_from, 'validUntil', valid_until,
          'activatedAt', activated_at, 'usedBy', used_by`,
  },
  // What a code said is nobody's to keep.
  messages: {
    from: 'message',
    at: 'created_at',
    key: 'message_id',
    type: 'uuid',
    row: `'purpose', purpose, 'title', title, 'text', case when purpose like 'confirm-%' then null else body end,
          'at', created_at, 'sentAt', sent_at`,
  },
  notices: {
    from: 'notice',
    at: 'at',
    key: 'notice_id',
    type: 'uuid',
    row: `'kind', kind, 'facts', facts, 'at', at`,
  },
  feedback: {
    from: 'feedback f',
    at: 'given_at',
    key: 'receipt_id',
    type: 'uuid',
    row: `'receiptId', receipt_id, 'stars', stars, 'text', text, 'at', given_at, 'photo', exists (
            select from feedback_photo p where p.owner_id = f.owner_id and p.receipt_id = f.receipt_id
               and p.bytes is not null)`,
  },
  sessions: {
    from: 'session',
    at: 'created_at',
    key: 'session_id',
    type: 'uuid',
    row: `'browser', user_agent, 'since', created_at, 'lastSeen', seen_at, 'ended', ended_at`,
  },
} as const satisfies Record<string, Source>;

const shownReceipt = (receipt: StoredReceipt): Record<string, unknown> => ({
  receiptId: receipt.receipt_id,
  type: receipt.type,
  store: receipt.store_id,
  number: receipt.number,
  at: iso(receipt.at),
  paid: receipt.paid,
  goods: (receipt.request as { lines?: unknown }).lines ?? null,
  calculation: receipt.calculation,
});
