import { createHmac } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { networkOf } from './network.ts';

/** What codes are counted by. */
export type Counted = 'phone' | 'email' | 'device' | 'address';

interface Limit {
  readonly minutes: number;
  readonly codes: number;
}

/**
 * Codes within a window. More to one phone is somebody playing with it, or our bill. A device is a cookie, which whoever means
 * harm throws away; behind one address of the network a whole shop or a mobile operator may stand.
 */
const limits: Readonly<Record<Counted, readonly Limit[]>> = {
  phone: [
    { minutes: 10, codes: 3 },
    { minutes: 24 * 60, codes: 10 },
  ],
  email: [
    { minutes: 10, codes: 3 },
    { minutes: 24 * 60, codes: 10 },
  ],
  device: [
    { minutes: 10, codes: 5 },
    { minutes: 24 * 60, codes: 20 },
  ],
  address: [
    { minutes: 10, codes: 60 },
    { minutes: 24 * 60, codes: 600 },
  ],
};
const LONGEST_MS = 24 * 60 * 60_000;

/** When each confirmation was asked for, in epoch milliseconds. */
export type Asked = Readonly<Record<string, number>>;

/** One more code, or the minutes to wait for it. Asked for again, the same confirmation is counted once. */
function oneMore(
  counted: Counted,
  asked: Asked,
  { confirmationId, now }: { confirmationId: string; now: number },
): { readonly wait: number } | { readonly asked: Asked } {
  const lately = Object.entries(asked).filter(([, at]) => at > now - LONGEST_MS);
  if (asked[confirmationId] !== undefined) return { asked: Object.fromEntries(lately) };
  for (const { minutes, codes } of limits[counted]) {
    const recent = lately.map(([, at]) => at).filter((at) => at > now - minutes * 60_000);
    if (recent.length >= codes) {
      const freed = recent.toSorted((a, b) => a - b)[recent.length - codes] ?? now;
      return { wait: Math.ceil((freed + minutes * 60_000 - now) / 60_000) };
    }
  }
  return { asked: { ...Object.fromEntries(lately), [confirmationId]: now } };
}

/** Whom or what a code is counted for. */
export interface Quota {
  readonly counted: Counted;
  readonly value: string;
}

interface Asking {
  readonly db: Kysely<Database>;
  readonly secret: string;
  readonly confirmationId: string;
  readonly now: number;
}

/**
 * Counts a code, at once and outside of the operation's own writing: who asks for many at the same moment waits for the one row
 * and gets no more than one after another would. Asked in the order given, and the first that has had enough ends it; so name the
 * phone last, or strangers could use up its codes without being sent any.
 * @returns minutes to wait; null when it may go
 */
export async function countCode(asking: Asking, quotas: readonly Quota[]): Promise<number | null> {
  for (const quota of quotas) {
    const wait = await countOne(asking, quota);
    if (wait !== null) return wait;
  }
  return null;
}

function countOne(
  { db, secret, confirmationId, now }: Asking,
  { counted, value }: Quota,
): Promise<number | null> {
  const name = counted === 'address' ? networkOf(value) : value;
  const key = createHmac('sha256', secret).update(`quota\n${counted}\n${name}`).digest();
  const last_at = new Date(now);
  return db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('code_quota')
      .values({ counted: key, asked: '{}', last_at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    const { asked } = await transaction
      .selectFrom('code_quota')
      .select('asked')
      .where('counted', '=', key)
      .forUpdate()
      .executeTakeFirstOrThrow();
    const more = oneMore(counted, asked, { confirmationId, now });
    if ('wait' in more) return more.wait;
    await transaction
      .updateTable('code_quota')
      .set({ asked: JSON.stringify(more.asked), last_at })
      .where('counted', '=', key)
      .execute();
    return null;
  });
}

/** Forgets who has not asked for longer than any limit looks back. */
export async function forgetQuotas(db: Kysely<Database>, now: number): Promise<void> {
  await db
    .deleteFrom('code_quota')
    .where(sql<boolean>`last_at < ${new Date(now - LONGEST_MS)}`)
    .execute();
}
