import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/**
 * Everything belongs to an owner who exists. Transfers are counted with their owners, and lots summed with their transfers and with
 * their wallets, by `transferCount`, `lots` and `walletLots`: what of those has no other side is found there.
 */
export const orphans: Invariant = {
  name: 'orphans',
  breaks: sql`
    select owner_id, place, missing as expected, 'none' as found
    from (
      select x.owner_id, 'wallet ' || x.kind as place, 'an owner' as missing
        from wallet x left join owner o on o.owner_id = x.owner_id where o.owner_id is null
      union all select x.owner_id, 'hold ' || x.hold_id, 'an owner'
        from hold x left join owner o on o.owner_id = x.owner_id where o.owner_id is null
      union all select x.owner_id, 'transfer ' || x.number, 'the hold ' || x.hold_id
        from transfer x left join hold h on h.owner_id = x.owner_id and h.hold_id = x.hold_id
        where x.hold_id is not null and h.hold_id is null
    ) orphan`,
  says: ({ place, expected }) => `The ${place} should have ${expected}, which does not exist.`,
};
