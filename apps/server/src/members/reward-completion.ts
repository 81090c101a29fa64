import { addDuration, instant } from '@bonum/engine';
import { grant, type Book } from '@bonum/ledger';
import type { Kysely } from 'kysely';
import { mustSucceed } from '../checkout/must-succeed.ts';
import type { Database } from '../database/schema.ts';
import { eventRow } from '../events.ts';
import type { Call } from '../operation.ts';
import type { MemberRow } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import type { Row } from '../write.ts';
import { missingFields } from './standing.ts';

/** What the ledger calls it, and knows for ever that it was given by. */
const REASON = 'questionnaire-completed';

/**
 * Gives what the programme promises for a complete questionnaire, once (D3): posts it to the book.
 * @param member as they are about to be
 * @returns the events that tell of it
 */
export async function rewardCompletion(
  call: Call,
  { programme, compiled }: Pick<ProgrammeVersion, 'programme' | 'compiled'>,
  { member, book }: { readonly member: MemberRow; readonly book: Book },
): Promise<Row[]> {
  const reward = programme.questionnaire?.reward;
  const kind = reward && compiled.kinds.get(reward.kind);
  if (!reward || !kind || missingFields(programme, member).length > 0) return [];
  if (await wasRewarded(call.shell.db, member.owner_id)) return [];
  const { calendar } = compiled;
  const activeFrom = kind.activation ? addDuration(call.now, kind.activation, calendar) : call.now;
  const expiresAt = 'never' in kind.life ? null : instant(addDuration(activeFrom, kind.life, calendar));
  mustSucceed(grant(book, { ...reward, from: 'issued', reason: REASON, activeFrom, expiresAt }));
  return [eventRow(member.owner_id, 'questionnaire-completed', call.now, { ...reward })];
}

/** By their own transfers, and by those of everybody who became one with them. One by one: each may lie on another machine. */
export async function wasRewarded(db: Kysely<Database>, ownerId: string): Promise<boolean> {
  const [found, merged] = await Promise.all([
    db
      .selectFrom('transfer')
      .select('number')
      .where('owner_id', '=', ownerId)
      .where('reason', '=', REASON)
      .limit(1)
      .executeTakeFirst(),
    mergedInto(db, ownerId),
  ]);
  if (found) return true;
  for (const from of merged) if (await wasRewarded(db, from)) return true;
  return false;
}

/** The members that were merged into this one, and still are. */
export async function mergedInto(db: Kysely<Database>, ownerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('merge')
    .select('from_owner_id')
    .where('owner_id', '=', ownerId)
    .where('undone_at', 'is', null)
    .execute();
  return rows.map(({ from_owner_id }) => from_owner_id);
}
