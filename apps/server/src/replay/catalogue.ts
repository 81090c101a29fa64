import type { PoolClient } from 'pg';
import type { Scope } from './scope.ts';

/** Stores, tills and products that are not known yet, by their ids alone; those that are keep what they have. */
export async function addCatalogue(client: PoolClient, { tillId }: Scope): Promise<void> {
  // In one order for everybody, so that two replays at once wait for each other and do not deadlock.
  await client.query(`insert into store (store_id, name)
    select distinct store_id, store_id from replay_line order by 1 on conflict do nothing`);
  await client.query(
    `insert into till (store_id, till_id, name)
     select distinct store_id, $1, 'Replay' from replay_line order by 1 on conflict do nothing`,
    [tillId],
  );
  await client.query(`insert into product (product_id, name)
    select distinct product_id, product_id from replay_line order by 1 on conflict do nothing`);
}
