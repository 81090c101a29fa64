import { operation, refuse, type Refusal } from '../operation.ts';
import { SETTING, type ActionRule, type StaffRules } from './staff-rules.ts';

/** The chain says what staff may do alone, and where the member's word is wanted. */
export const putStaffRules = operation('put-staff-rules', async (call, rules) => {
  const { db } = call.shell;
  const wrong = wrongLimit(rules);
  if (wrong) return wrong;
  const product = rules.receipts?.withoutLines ?? null;
  if (product !== null) {
    const known = await db
      .selectFrom('product')
      .select('product_id')
      .where('product_id', '=', product)
      .executeTakeFirst();
    if (!known)
      return refuse(
        'unknown-product',
        `Product ${product} is not in the catalogue. Send it with put-products.`,
        {
          path: '/receipts/withoutLines',
        },
      );
  }
  const value = JSON.stringify(rules);
  await db
    .insertInto('setting')
    .values({ name: SETTING, value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute();
  return { ok: true, value: rules };
});

function wrongLimit({ actions }: StaffRules): Refusal | null {
  for (const [action, { limits = {} }] of Object.entries<ActionRule>(actions)) {
    for (const [role, { each, day }] of Object.entries(limits)) {
      if (each === undefined || day === undefined || each <= day) continue;
      return refuse('bad-rules', `${each} at once is more than ${day} in a day. Which of the two is meant?`, {
        path: `/actions/${action}/limits/${role}`,
      });
    }
  }
  return null;
}
