import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { withMerged } from '../owner/merged-owners.ts';

const PAGE = 50;

interface Given {
  readonly owner_id: string;
  readonly receipt_id: string;
  readonly store_id: string;
  readonly store_name: string;
  readonly at: number;
  readonly stars: number;
  readonly text: string | null;
  readonly photo: boolean;
  readonly given_at: number;
  readonly place: string;
}

/** What members said of their purchases, newest first, for staff. */
export const listFeedback = operation(
  'list-feedback',
  async (call, { before, limit, storeId, memberId, mostStars }) => {
    const size = limit ?? PAGE;
    const { db } = call.shell;
    // What somebody said before they were merged lies where their receipts are.
    const owners = memberId === undefined ? null : await withMerged(db, memberId);
    const { rows } = await sql<Given>`
    select * from (
      select f.owner_id, f.receipt_id, r.store_id, s.name as store_name, r.at, f.stars, f.text, f.given_at, p.type is not null as photo,
          to_char(f.given_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '_' || f.receipt_id as place
        from feedback f join receipt r on r.owner_id = f.owner_id and r.receipt_id = f.receipt_id
        join store s on s.store_id = r.store_id
        left join feedback_photo p on p.owner_id = f.owner_id and p.receipt_id = f.receipt_id
       where f.stars <= ${mostStars ?? 5}
         and ${owners === null ? sql`true` : sql`f.owner_id = any(${owners}::uuid[])`} and ${storeId === undefined ? sql`true` : sql`r.store_id = ${storeId}`}) given
     where ${before === undefined ? sql`true` : sql`place collate "C" < ${before}`}
     order by given_at desc, place collate "C" desc
     limit ${size + 1}`.execute(db);
    const shown = rows.slice(0, size);
    return {
      ok: true,
      value: {
        feedback: shown.map((row) => ({
          memberId: row.owner_id,
          receiptId: row.receipt_id,
          storeId: row.store_id,
          storeName: row.store_name,
          at: iso(row.at),
          stars: row.stars,
          text: row.text,
          photo: row.photo,
          givenAt: iso(row.given_at),
        })),
        next: rows.length > size ? (shown.at(-1)?.place ?? null) : null,
      },
    };
  },
);
