import type { Receipt } from '@bonum/adapters/ports';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { Shell } from '../operation.ts';

type ReceivingShell = Pick<Shell, 'db' | 'clock'>;

/** Which attempt it is. */
interface Place {
  readonly ownerId: string;
  readonly messageId: string;
  readonly step: number;
  readonly nth: number;
}

const keyOf = (provider: string, gatewayId: string): string => `${provider}:${gatewayId}`;

/**
 * Tells where an attempt is found by its gateway's ids. A receipt may come before the answer that brings its id: answer and
 * receipt write the same row, so whichever is second sees the other, and tells the attempt.
 */
export async function expectReceipts(
  { db, clock }: ReceivingShell,
  { ownerId, messageId, step, nth }: Place,
  { provider, ids }: { provider: string; ids: readonly string[] },
): Promise<void> {
  for (const gatewayId of ids) {
    const { rows } = await sql<{ receipt: Receipt['state'] | null }>`
      insert into gateway_message (gateway_key, owner_id, message_id, step, nth, created_at)
      values (${keyOf(provider, gatewayId)}, ${ownerId}, ${messageId}, ${step}, ${nth}, ${new Date(clock())})
      on conflict (gateway_key) do update
         set owner_id = excluded.owner_id, message_id = excluded.message_id, step = excluded.step, nth = excluded.nth
      returning receipt`.execute(db);
    const early = rows[0]?.receipt ?? null;
    const place = { ownerId, messageId, step, nth };
    if (early !== null) await applyReceipt(db, { place, gatewayId, state: early, at: new Date(clock()) });
  }
}

/**
 * Keeps a gateway's receipt. It may come twice, before its message, or long after: it counts once, and the first final word
 * about a part stays.
 */
export async function takeReceipt(
  { db, clock }: ReceivingShell,
  provider: string,
  { gatewayId, state }: Receipt,
): Promise<void> {
  const { rows } = await sql<Place & { ownerId: string | null }>`
    insert into gateway_message as g (gateway_key, receipt, created_at)
    values (${keyOf(provider, gatewayId)}, ${state}, ${new Date(clock())})
    on conflict (gateway_key) do update set receipt = coalesce(g.receipt, excluded.receipt)
    returning owner_id as "ownerId", message_id as "messageId", step, nth`.execute(db);
  const [place] = rows;
  if (place && place.ownerId !== null)
    await applyReceipt(db, { place, gatewayId, state, at: new Date(clock()) });
}

interface Applied {
  readonly place: Place;
  readonly gatewayId: string;
  readonly state: Receipt['state'];
  readonly at: Date;
}

/**
 * One statement on the owner's shard: the attempt learns of it, once; a message that waits for it goes on at once, and so does one
 * that was over and has another channel left.
 */
async function applyReceipt(db: Kysely<Database>, { place, gatewayId, state, at }: Applied): Promise<void> {
  const { ownerId, messageId, step, nth } = place;
  await sql`
    with told as (
      update attempt
         set receipts = receipts || jsonb_build_object(${gatewayId}::text, ${state}::text),
             state = case when ${state} = 'undelivered' then 'undelivered'
                          when not exists (select from jsonb_each_text(receipts) part
                                            where part.key <> ${gatewayId} and part.value is distinct from 'delivered')
                          then 'delivered' else state end,
             because = case when ${state} = 'undelivered' then 'undelivered' end,
             ended_at = ${at}
       where owner_id = ${ownerId} and message_id = ${messageId} and step = ${step} and nth = ${nth}
         and state = 'taken' and receipts->>${gatewayId} is null
      returning state)
    update message set next_at = ${at}
     where owner_id = ${ownerId} and message_id = ${messageId} and step = ${step}
       and exists (select from told where told.state = 'undelivered' or told.state = 'delivered' and next_at is not null)`.execute(
    db,
  );
}

/** Forgets ids that no gateway will speak of any more. */
export async function forgetGatewayIds(db: Kysely<Database>, now: number): Promise<void> {
  await db
    .deleteFrom('gateway_message')
    .where(sql<boolean>`created_at < ${new Date(now - LONGEST_MS)}`)
    .execute();
}
/** Gateways repeat receipts that were not taken for five days. */
const LONGEST_MS = 7 * 24 * 60 * 60_000;
