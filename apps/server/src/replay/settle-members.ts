import { instant } from '@bonum/engine';
import { sql } from 'kysely';
import { settleOwner } from '../jobs/settle-due.ts';
import type { World } from './world.ts';

const PAGE = 256;

/** Books what fell due for a replay's members by its last receipt, so that their accounts stand where the report does. */
export async function settleMembers(world: World, hands: number): Promise<void> {
  const asOf = await lastInstant(world);
  if (asOf === null) return;
  const shell = { ...world.shell, clock: () => instant(asOf) };
  while (!world.stop.aborted) {
    const due = await nextDue(world, asOf);
    if (due.length === 0) return;
    const settleNext = async (): Promise<void> => {
      for (let ownerId = due.pop(); ownerId !== undefined; ownerId = due.pop())
        await settleOwner(shell, ownerId);
    };
    await Promise.all(Array.from({ length: hands }, settleNext));
  }
}

async function lastInstant({ shell, replayId }: World): Promise<number | null> {
  const { rows } = await sql<{ at: number | null }>`
    select max(at) as at from replay_receipt where replay_id = ${replayId}`.execute(shell.db);
  return rows[0]?.at ?? null;
}

async function nextDue({ shell, replayId }: World, asOf: number): Promise<string[]> {
  const { rows } = await sql<{ ownerId: string }>`
    select o.owner_id as "ownerId" from owner o
     where o.due_at <= ${new Date(asOf)}
       and o.owner_id in (select r.owner_id from replay_receipt r where r.replay_id = ${replayId} and r.member_id is not null)
     limit ${PAGE}`.execute(shell.db);
  return rows.map(({ ownerId }) => ownerId);
}
