import { sql } from 'kysely';
import type { Invariant } from './invariant.ts';

/** The worker is told of an owner no later than something falls due. Only what is told too late is put together by owner. */
export const dueAt: Invariant = {
  name: 'due-at',
  breaks: sql`
    select o.owner_id, 'owner' as place, min(d.due) as expected, coalesce(o.due_at::text, 'nothing') as found
    from owner o
    join (select owner_id, least(
            case when available > 0 and expires_at is not null then greatest(expires_at, created_at) end,
            case when pending > 0 then active_from end) as due
        from lot where (available > 0 and expires_at is not null) or pending > 0
        union all select owner_id, expires_at from hold where state = 'open') d on d.owner_id = o.owner_id
    where o.due_at is null or o.due_at > d.due
    group by o.owner_id, o.due_at`,
  says: ({ expected, found }) => `Something falls due at ${expected}, but the owner's row says ${found}.`,
};
