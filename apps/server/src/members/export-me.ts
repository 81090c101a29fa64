import { sql, type RawBuilder } from 'kysely';
import { withMerged } from '../checkout/allowance.ts';
import { readStored, type StoredReceipt } from '../checkout/stored-receipt.ts';
import { iso } from '../events.ts';
import { operation } from '../operation.ts';
import { memberPasskeys } from '../passkeys/member-passkeys.ts';
import { passkeysAnswer } from '../passkeys/passkeys-answer.ts';
import { accountAnswer } from './account-answer.ts';
import { readSelf } from './own-account.ts';
import { profileAnswer } from './member-answer.ts';
import { proved } from './proof.ts';

type Records = Record<string, unknown>[];

/** Everything the chain has of a member, and of whoever became one with them, made on the spot. */
export const exportMe = operation('export-me', async (call, { proof }) => {
  const self = await readSelf(call);
  if (!self.ok) return self;
  const { state, member } = self.value;
  const right = await proved(call, member, proof);
  if (!right.ok) return right;
  const uses = right.value;
  const owners = await withMerged(call.shell.db, member.owner_id);
  const receipts = await readStored(
    call.shell.db,
    sql`owner_id = any (${owners}::uuid[]) and type <> 'void' order by at`,
  );
  const records: { [name in keyof typeof kept]: Records } = { ...nothing };
  // One after another: the answer is held in memory once, and no other member waits for a connection.
  for (const [name, query] of Object.entries(kept)) {
    const { rows } = await query(owners).execute(call.shell.db);
    records[name as keyof typeof kept] = rows.map(({ row }) => row);
  }
  return {
    ok: true,
    value: {
      madeAt: iso(call.now),
      member: profileAnswer(call, (await call.shell.programmes.current()).programme, state),
      account: await accountAnswer(call, state, member),
      receipts: receipts.map(shownReceipt),
      ...records,
      passkeys: passkeysAnswer(await memberPasskeys(call, member.owner_id)).passkeys,
    },
    ...(uses && { writes: { owners: [{ owner: null, rows: {}, uses }] } }),
  };
});

type Kept = (owners: readonly string[]) => RawBuilder<{ row: Record<string, unknown> }>;

const nothing = {
  transfers: [],
  offers: [],
  messages: [],
  notices: [],
  feedback: [],
  sessions: [],
};

/** What is kept of them, in the order in which it happened. */
const kept = {
  transfers: (owners) => sql`
    select json_build_object('number', number, 'kind', kind, 'from', debit, 'to', credit, 'points', amount,
             'reason', reason, 'receiptId', receipt_id, 'at', at, 'expiresAt', expires_at) as row
      from transfer where owner_id = any (${owners}::uuid[]) order by at, owner_id, number`,
  offers: (owners) => sql`
    select json_build_object('promotion', promotion, 'validFrom', valid_from, 'validUntil', valid_until,
             'activatedAt', activated_at, 'usedBy', used_by) as row
      from offer where owner_id = any (${owners}::uuid[]) order by valid_from`,
  // What a code said is nobody's to keep.
  messages: (owners) => sql`
    select json_build_object('purpose', purpose, 'title', title,
             'text', case when purpose like 'confirm-%' then null else body end, 'at', created_at, 'sentAt', sent_at) as row
      from message where owner_id = any (${owners}::uuid[]) order by created_at`,
  notices: (owners) => sql`
    select json_build_object('kind', kind, 'facts', facts, 'at', at) as row
      from notice where owner_id = any (${owners}::uuid[]) order by at`,
  feedback: (owners) => sql`
    select json_build_object('receiptId', receipt_id, 'stars', stars, 'text', text, 'at', given_at, 'photo', exists (
             select from feedback_photo p where p.owner_id = f.owner_id and p.receipt_id = f.receipt_id
                and p.bytes is not null)) as row
      from feedback f where owner_id = any (${owners}::uuid[]) order by given_at`,
  sessions: (owners) => sql`
    select json_build_object('browser', user_agent, 'since', created_at, 'lastSeen', seen_at, 'ended', ended_at) as row
      from session where owner_id = any (${owners}::uuid[]) order by created_at`,
} satisfies Record<keyof typeof nothing, Kept>;

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
