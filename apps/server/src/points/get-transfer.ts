import { explainTransfer, instant, namesOf, type Movement, type TransferStory } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { voiceOf } from '../checkout/receipt-reasons.ts';
import { readMember } from '../members/member-answer.ts';
import { operation, refuse, type Call } from '../operation.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { moveOf } from './move-of.ts';
import { transferAnswer } from './transfer-answer.ts';
import { readStory, type StoredStory, type StoredTransfer, type ToldTransfer } from './transfer-story.ts';

/** A movement of points, and why it was, made of what was stored with it. */
export const getTransfer = operation('get-transfer', async (call, asked) => {
  const found = await readMember(call, asked.memberId);
  if (!found.ok) return found;
  const story = await readStory(call, found.value.owner.owner_id, asked.number);
  if (story === null)
    return refuse('unknown-transfer', `This member has no transfer ${asked.number}.`, { path: '/number' });
  const { row } = story.told;
  const { programme, compiled } = await versionOf(call, story);
  const { at } = row;
  const receipt = story.told.receipt ?? story.origin?.receipt;
  const offset_minutes = receipt?.offset_minutes ?? compiled.calendar.offsetMinutesAt(instant(at));
  return {
    ok: true,
    value: {
      ...transferAnswer(row),
      activeFrom: row.active_from === null ? null : iso(row.active_from),
      expiresAt: row.expires_at === null ? null : iso(row.expires_at),
      reversedBy: story.reversedBy,
      reasons: explainTransfer(storyOf(story), namesOf(programme), voiceOf(asked, { at, offset_minutes })),
    },
  };
});

/** What names things as they were called: the version the receipt was calculated with, else the one that was live then. */
async function versionOf(
  { shell: { db, programmes } }: Call,
  { told, origin }: StoredStory,
): Promise<ProgrammeVersion> {
  const calculatedWith = told.receipt?.programme_version ?? origin?.receipt?.programme_version;
  if (calculatedWith != null) return programmes.byVersion(calculatedWith);
  const live = await db
    .selectFrom('programme_version')
    .select('version')
    .where(sql<boolean>`published_at <= ${iso(told.row.recorded_at)}`)
    .where('status', 'in', ['live', 'history'])
    .orderBy('published_at', 'desc')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return live ? programmes.byVersion(live.version) : programmes.current();
}

const storyOf = ({ told, origin, reversedBy }: StoredStory): TransferStory => ({
  ...movementOf(told),
  reverses: told.row.reverses,
  reversedBy,
  origin: origin && movementOf(origin),
});

function movementOf({ row, receipt, note, earning }: ToldTransfer): Movement {
  const { debit, credit, reason } = row;
  return {
    move: moveOf(row),
    kind: row.kind,
    points: row.amount,
    at: instant(row.at),
    accounts: { debit, credit, reason },
    terms: termsOf(row),
    receipt: receipt && {
      receiptId: receipt.receipt_id,
      type: receipt.type,
      number: receipt.number,
      storeId: receipt.store_id,
      tillId: receipt.till_id,
      at: instant(receipt.at),
    },
    note,
    earning,
  };
}

/** Of what makes points; where a rule earned them, its own words say it. */
const termsOf = ({ active_from, expires_at }: StoredTransfer): Movement['terms'] =>
  active_from === null
    ? null
    : { activeFrom: instant(active_from), expiresAt: expires_at === null ? null : instant(expires_at) };
