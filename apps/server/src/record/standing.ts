import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import type { Call } from '../operation.ts';
import { awaySince } from './state.ts';
import { linkAndUntold } from './waiting.ts';

/** As of when the system of record has said what is shown of a member, and what of them it has not heard; none where Bonum keeps them. */
export async function recordStanding(
  { shell }: Call,
  ownerId: string,
): Promise<Pick<Answer<'get-me'>, 'record'>> {
  const { record, db } = shell;
  if (!record) return {};
  const away = record.away();
  const since = away ? await awaySince(db, record.system) : null;
  const { link, untold } = await linkAndUntold(db, ownerId);
  return {
    record: {
      system: record.system,
      asOf: link?.readAt == null ? null : iso(link.readAt),
      away,
      awaySince: since == null ? null : iso(since),
      waiting: untold.count - untold.refused,
      refused: untold.refused,
    },
  };
}
