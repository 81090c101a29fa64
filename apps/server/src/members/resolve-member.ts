import { identify, signedOut, unknownMember, type MemberReference } from '../checkout/read-checkout.ts';
import type { Call, Outcome } from '../operation.ts';
import { readExactOwner } from '../owner/read-owner.ts';

/** The id that a card, a phone or an id leads to. `path` is where the reference stands in the request. */
export async function resolveMember(
  call: Call,
  reference: MemberReference,
  path: string,
): Promise<Outcome<string>> {
  const { programme } = await call.shell.programmes.current();
  const who = identify(reference, programme.cards.prefixes, path);
  if (!who.ok) return who;
  if (who.value === null) return unknownMember('id', path);
  const { kind, value } = who.value;
  if (kind === 'id') return { ok: true, value };
  const found = await call.shell.db
    .selectFrom('identifier')
    .select('owner_id')
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst();
  if (!found) return unknownMember(kind, path);
  if (kind === 'barcode') {
    const barcode = { reference: value, at: call.now };
    const state = await readExactOwner(call.shell.db, found.owner_id, { barcode });
    if (!state?.barcode) return signedOut(path);
  }
  return { ok: true, value: found.owner_id };
}
