import { sql } from 'kysely';
import { enrolMember } from './enrol-member.ts';
import { replayReceipt, type StagedReceipt, type Taken } from './replay-receipt.ts';
import type { World } from './world.ts';

/** So many are remembered at once; after a kill at most so many of a lane are asked for again. */
const PAGE = 64;

/** Takes a lane's receipts one after another from where it stopped, until the end or until it is stopped. */
export async function runLane(world: World, lane: number): Promise<void> {
  let position = await positionOf(world, lane);
  const ownerOf = ownerFinder(world);
  while (!world.stop.aborted) {
    const page = await nextPage(world, { lane, position });
    const last = page.at(-1);
    if (!last) return;
    const taken: Taken[] = [];
    for (const receipt of page) {
      if (world.stop.aborted) break;
      taken.push(await replayReceipt(world, receipt, await ownerOf(receipt)));
      world.onReceipt();
    }
    position = taken.at(-1)?.position ?? position;
    await remember(world, { lane, position, taken });
  }
}

/** A member's receipts follow one another, so that one member remembered is enough to enrol each once. */
function ownerFinder(world: World): (receipt: StagedReceipt) => Promise<string | null> {
  let last = { memberId: '', ownerId: '' };
  return async ({ memberId, ownerId, at, storeId }) => {
    if (memberId === null || ownerId !== null) return ownerId;
    if (memberId !== last.memberId)
      last = { memberId, ownerId: await enrolMember(world, { memberId, at, storeId }) };
    return last.ownerId;
  };
}

async function positionOf({ shell, replayId }: World, lane: number): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select position from replay_lane where replay_id = ${replayId} and lane = ${lane}`.execute(shell.db);
  return rows[0]?.position ?? 0;
}

/** Every lane of a replay. */
export async function lanesOf({ shell, replayId }: Pick<World, 'shell' | 'replayId'>): Promise<number[]> {
  const { rows } = await sql<{ lane: number }>`
    select lane from replay_lane where replay_id = ${replayId} order by lane`.execute(shell.db);
  return rows.map(({ lane }) => lane);
}

interface Place {
  readonly lane: number;
  readonly position: number;
}

async function nextPage({ shell, replayId }: World, { lane, position }: Place): Promise<StagedReceipt[]> {
  const { rows } = await sql<StagedReceipt>`
    select position, receipt_id as "receiptId", member_id as "memberId", owner_id as "ownerId", store_id as "storeId",
           at, offset_minutes as "offsetMinutes", lines
      from replay_receipt
     where replay_id = ${replayId} and lane = ${lane} and position > ${position} and lines is not null
     order by position limit ${PAGE}`.execute(shell.db);
  return rows;
}

/** The lines of what was taken are let go: they lie with the receipts now. */
async function remember(
  { shell, replayId }: World,
  { lane, position, taken }: Place & { readonly taken: readonly Taken[] },
): Promise<void> {
  await sql`
    with taken as (
      update replay_receipt r set owner_id = coalesce(t."ownerId", r.owner_id), taken_as = t."takenAs", refused = t.refused,
             lines = case when t.refused is null then null else r.lines end
        from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb)
          as t (position bigint, "ownerId" uuid, "takenAs" uuid, refused text)
       where r.replay_id = ${replayId} and r.lane = ${lane} and r.position = t.position)
    update replay_lane set position = ${position} where replay_id = ${replayId} and lane = ${lane}`.execute(
    shell.db,
  );
}
