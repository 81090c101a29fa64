import type { Answer } from '@bonum/contract';
import type { Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { operation } from '../operation.ts';
import { shownPlace } from './picture-address.ts';
import { LEASE_MS } from './take-pictures.ts';

const TOLD = 100;

export const listPictureProblems = operation('list-picture-problems', async ({ shell: { db }, now }) => ({
  ok: true,
  value: await readPictures(db, now),
}));

interface Row {
  readonly address: string;
  readonly because: string;
  readonly failures: number;
  readonly kept: boolean;
  readonly tried_at: number;
  readonly due_at: number;
  readonly product_id: string | null;
  readonly name: string | null;
}

/** Waiting are also those that are being tried at this moment, and those that offers do not show yet: whoever looks on sees the end. */
export async function readPictures(
  db: Kysely<Database>,
  now: Instant,
): Promise<Answer<'list-picture-problems'>> {
  const { rows: counts } = await sql<Record<'shown' | 'waiting' | 'failed', number>>`
    select (select count(*) from promotion_picture) as shown,
           count(*) filter (where because is null and tried_at is null or due_at <= ${new Date(now + LEASE_MS)}
                                  or changed_at > (select at from picture_choice)) as waiting,
           count(*) filter (where because is not null) as failed
      from picture_source where unwanted_at is null`.execute(db);
  const { rows } = await sql<Row>`
    select s.address, s.because, s.failures, s.picture_id is not null as kept, s.tried_at, s.due_at, g.product_id, g.name
      from picture_source s
      left join lateral (select product_id, name from product p
                          where p.picture = s.address and p.gone_at is null order by name, product_id limit 1) g on true
     where s.unwanted_at is null and s.because is not null
     order by s.tried_at desc, s.source_id limit ${TOLD}`.execute(db);
  const { shown = 0, waiting = 0, failed = 0 } = counts[0] ?? {};
  return {
    shown,
    waiting,
    failed,
    problems: rows.map(({ address, because, failures, kept, tried_at, due_at, product_id, name }) => ({
      productId: product_id,
      name,
      address: shownPlace(address),
      reason: because,
      failures,
      kept,
      triedAt: iso(tried_at),
      nextAt: iso(due_at),
    })),
  };
}
