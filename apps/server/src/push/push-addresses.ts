import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** One of a member's browsers, as a push channel takes an address. */
export interface PushAddress {
  readonly ownerId: string;
  readonly address: string;
}

/** Where a member is pushed messages. */
export const pushAddresses = async (
  db: Kysely<Database>,
  ownerIds: readonly string[],
  now: number,
): Promise<string[]> => (await pushAddressesOf(db, ownerIds, now)).map(({ address }) => address);

/** The same of several. Browsers of sessions that are signed in; also of profiles which have become the member since. */
export async function pushAddressesOf(
  db: Kysely<Database>,
  ownerIds: readonly string[],
  now: number,
): Promise<readonly PushAddress[]> {
  const becameOf = await becoming(db, ownerIds);
  const { rows } = await sql<{ owner_id: string; endpoint: string; p256dh: string; auth: string }>`
    select p.owner_id, p.endpoint, p.p256dh, p.auth
      from push_subscription p join session s on s.owner_id = p.owner_id and s.session_id = p.session_id
     where p.owner_id = any(${[...ownerIds, ...becameOf.keys()]}::uuid[])
       and s.ended_at is null and s.expires_at > ${new Date(now)}
     order by p.created_at`.execute(db);
  return rows.map(({ owner_id, endpoint, p256dh, auth }) => ({
    ownerId: becameOf.get(owner_id) ?? owner_id,
    address: JSON.stringify({ endpoint, keys: { p256dh, auth } }),
  }));
}

/** Nobody takes messages there any more. */
export async function forgetPush(db: Kysely<Database>, ownerId: string, address: string): Promise<void> {
  const { endpoint } = JSON.parse(address) as { endpoint: string };
  const owners = [ownerId, ...(await becoming(db, [ownerId])).keys()];
  await sql`
    delete from push_subscription where owner_id = any(${owners}::uuid[]) and endpoint = ${endpoint}`.execute(
    db,
  );
}

/** Who has become which of these members. */
async function becoming(db: Kysely<Database>, ownerIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<{ owner_id: string; from_owner_id: string }>`
    select owner_id, from_owner_id from merge
     where owner_id = any(${[...ownerIds]}::uuid[]) and undone_at is null`.execute(db);
  return new Map(rows.map(({ owner_id, from_owner_id }) => [from_owner_id, owner_id]));
}
