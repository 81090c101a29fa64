import type { ActionId } from '@bonum/contract';
import { sql } from 'kysely';
import type { EventType } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { refuse, type Call, type Refusal } from '../operation.ts';
import { ownerChain } from '../owner/owner-chain.ts';

/** What of a member an event says has changed. What is not here is no change of data: a purchase, a sign-in. */
const changes: { readonly [Type in EventType]?: readonly string[] | 'fields' } = {
  'member-updated': 'fields',
  'phone-proven': ['phone'],
  'phone-let-go': ['phone'],
  'card-issued': ['cards'],
  'card-blocked': ['cards'],
  'card-unblocked': ['cards'],
  'members-merged': ['profiles'],
  'merge-undone': ['profiles'],
  'member-suspended': ['status'],
  'member-resumed': ['status'],
  'points-granted': ['points'],
  'points-withdrawn': ['points'],
  'transfer-reversed': ['points'],
};

/** What is done to points stands beside what is done to data. */
const ofPoints: ReadonlySet<string> = new Set([
  'grant-points',
  'withdraw-points',
  'reverse-transfer',
] satisfies ActionId[]);

interface Changed {
  readonly type: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly at: number;
  readonly by: string | null;
}

/** Whether somebody changed what is about to be changed, since whoever asks saw it: what, when, and who. null: nobody did. */
export async function changedSince(
  { shell: { db } }: Call,
  action: ActionId,
  { memberId, ifVersion }: { readonly memberId: string; readonly ifVersion: number },
): Promise<Refusal | null> {
  const chain = await ownerChain(db, memberId);
  const standing = chain.at(-1);
  if (standing === undefined) return null;
  const moved = (changed: object[]): Refusal =>
    refuse('changed-since', 'Look at what has changed, then do it again on the version that is there now.', {
      path: '/ifVersion',
      extra: { version: standing.version, memberId: standing.ownerId, changed },
    });
  if (chain.length > 1) return moved([{ what: ['profiles'], at: null, by: null }]);
  if (standing.version === ifVersion) return null;
  const { rows } = await sql<Changed>`
    select e.type, e.payload, e.at, coalesce(
             (select o.name from operator o where o.operator_id::text = e.payload ->> 'operatorId'),
             (select k.name from api_key k where k.key_id::text = e.payload ->> 'keyId')) as by
      from event e where e.owner_id = ${standing.ownerId} and e.version > ${ifVersion}
     order by e.version, e.event_id limit 200`.execute(db);
  const points = ofPoints.has(action);
  const changed = rows.flatMap(({ type, payload, at, by }) => {
    const what = changes[type as EventType];
    if (what === undefined) return [];
    const fields = what === 'fields' ? (payload['fields'] as readonly string[]) : what;
    return fields.includes('points') === points ? [{ what: fields, at: iso(at), by }] : [];
  });
  return changed.length === 0 ? null : moved(changed);
}
