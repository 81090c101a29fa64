import type { ActionId, Answer } from '@bonum/contract';
import type { Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';

/** What a chain lets its staff do alone. */
export type StaffRules = Answer<'get-staff-rules'>;
export type ActionRule = NonNullable<StaffRules['actions'][ActionId]>;

/** Where the chain's own stand. */
export const SETTING = 'staff-rules';

const small = {
  limits: { operator: { each: 500, day: 2000 }, 'senior-operator': { each: 5000, day: 20_000 } },
};

/** What a chain has that has not said otherwise. */
export const usualRules: StaffRules = {
  actions: {
    'grant-points': small,
    'withdraw-points': small,
    'add-receipt': {
      limits: {
        operator: { each: 500_000, day: 2_000_000 },
        'senior-operator': { each: 5_000_000, day: 20_000_000 },
      },
    },
  },
};

/** An answer of `put-staff-rules`, as it was sent. */
export async function readStaffRules(db: Kysely<Database>): Promise<StaffRules> {
  const row = await db.selectFrom('setting').select('value').where('name', '=', SETTING).executeTakeFirst();
  return (row?.value as StaffRules | undefined) ?? usualRules;
}

const HOUR_MS = 3_600_000;
export const approvalLastsMs = ({ approvalHours }: StaffRules): number => (approvalHours ?? 24) * HOUR_MS;
export const signInCodeLastsMs = ({ signInCodeMinutes }: StaffRules): number =>
  (signInCodeMinutes ?? 30) * 60_000;
export const receiptLastsMs = ({ receipts }: StaffRules): number => (receipts?.days ?? 14) * 24 * HOUR_MS;
