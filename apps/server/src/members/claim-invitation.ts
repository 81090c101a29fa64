import { readReceipts, readReturns } from '../checkout/stored-receipt.ts';
import { refuse, type Call, type Outcome, type Refusal } from '../operation.ts';
import { readExactOwner } from '../owner/read-owner.ts';
import { claimReceiptFor, type Anonymous, type Claim, type ClaimedBy } from './claim-receipt.ts';

/** S9: the receipt that invited the member counts for them. null when there was no invitation. */
export async function claimInvitation(
  call: Call,
  code: string | undefined,
  as: ClaimedBy,
): Promise<Outcome<Claim | null>> {
  if (code === undefined) return { ok: true, value: null };
  const found = await findInvitation(call, code);
  return found.ok ? { ok: true, value: await claimReceiptFor(call, found.value, as) } : found;
}

const invalid = (detail: string): Refusal => refuse('invitation-invalid', detail, { path: '/invitation' });

/** What a commit told the till of the invitation. */
interface Printed {
  readonly invitation: { readonly validUntil: string } | null;
}

async function findInvitation(call: Call, code: string): Promise<Outcome<Anonymous>> {
  const found = await call.shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', 'invitation')
    .where('value', '=', code.replaceAll(/[ -]/g, '').toUpperCase())
    .executeTakeFirst();
  // Before the receipt, so that whatever happens to it while we read shows in the owner's version.
  const anonymous = found && (await readExactOwner(call.shell.db, found.owner_id));
  const [receipt] = found ? await readReceipts(call, found.owner_id, [found.owner_id]) : [];
  if (!receipt || !anonymous)
    return invalid('There is no such invitation. Type the code as the receipt shows it.');
  if (receipt.claimed_by !== null) return invalid('Somebody has joined with this receipt already.');
  // What was printed binds, whatever the programme says today.
  const until = (receipt.answer as Printed).invitation?.validUntil;
  if (until === undefined || Date.parse(until) <= call.now)
    return invalid('This invitation has run out: the receipt says until when it counted.');
  const returns = await readReturns(call, [receipt.owner_id], receipt.receipt_id);
  if (returns.length > 0) return invalid('Goods of this receipt were brought back, so it no longer counts.');
  return { ok: true, value: { receipt, owner: anonymous.owner } };
}
