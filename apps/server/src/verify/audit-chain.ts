import type { Invariant } from '@bonum/ledger';
import { sql } from 'kysely';
import { contentHashExpression } from '../audit/audit-entry.ts';

const none = sql`decode(repeat('00', 32), 'hex')`;
const inOrder = sql`over (partition by e.owner_id order by e.number)`;

/** Every entry of the audit log has its number and the hash of its content and of the one before. */
const auditChain: Invariant = {
  name: 'audit-chain',
  breaks: sql`
    select owner_id, 'audit entry ' || number as place, encode(expected, 'hex') as expected, encode(hash, 'hex') as found
    from (select e.owner_id, e.number, e.hash, row_number() ${inOrder} as nth,
                 sha256(lag(e.hash, 1, ${none}) ${inOrder} || ${contentHashExpression}) as expected
            from audit_entry e) hashed
    where hash <> expected or number <> nth`,
  says: ({ place }) =>
    `The hash of ${place} is not that of its content: it was edited, or the one before it was taken away.`,
};

/** The log of each ends where its head says. */
const auditHead: Invariant = {
  name: 'audit-head',
  breaks: sql`
    select coalesce(h.owner_id, e.owner_id) as owner_id, 'audit log' as place,
           coalesce(h.entries, 0) || ' entries' as expected, coalesce(e.last, 0) || ' entries' as found
      from audit_head h full join (select owner_id, max(number) as last from audit_entry group by owner_id) e
        on e.owner_id = h.owner_id
     where h.entries is distinct from e.last
    union all
    select h.owner_id, 'audit log', encode(h.hash, 'hex'), encode(e.hash, 'hex')
      from audit_head h join audit_entry e on e.owner_id = h.owner_id and e.number = h.entries
     where h.hash <> e.hash`,
  says: () => `The audit log does not end where it was written last: entries were cut off or put in.`,
};

export const auditInvariants: readonly Invariant[] = [auditChain, auditHead];
