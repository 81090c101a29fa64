import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Shell } from '../../operation.ts';

/** Who is signed out at the provider: all sessions of a subject, or the one that `sid` names. */
export interface LoggedOut {
  readonly sub: string | null;
  readonly sid: string | null;
  readonly jti: string;
}

/** @returns false: this token was taken before */
export async function endCompanySessions(
  { db, clock }: Shell,
  { sub, sid, jti }: LoggedOut,
): Promise<boolean> {
  const now = new Date(clock());
  return db.transaction().execute(async (transaction) => {
    const { numInsertedOrUpdatedRows } = await transaction
      .insertInto('company_logout')
      .values({ token: createHash('sha256').update(jti).digest(), at: now })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (Number(numInsertedOrUpdatedRows) === 0) return false;
    await sql`
      update staff_session s set ended_at = ${now} from operator o
       where o.operator_id = s.operator_id and s.way = 'company' and s.ended_at is null
         and (${sub}::text is null or o.subject = ${sub}) and (${sid}::text is null or s.company_sid = ${sid})`.execute(
      transaction,
    );
    return true;
  });
}
