import type { Answer } from '@bonum/contract';
import { balances, iso } from '@bonum/ledger';
import { v7 } from 'uuid';
import { bookOf, memberFacts } from '../members/standing.ts';
import { resolveMember } from '../members/resolve-member.ts';
import { decideAndWrite, type Call, type Decision, type Operation, type Outcome } from '../operation.ts';
import { ownerWrites } from '../owner/owner-writes.ts';
import { readOwner, type OwnerState } from '../owner/read-owner.ts';
import { withPlainIds } from '../plain-ids.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { allowanceToken, outstanding, withMerged, type Allowance } from './allowance.ts';
import { barOf, noSuchId } from './buyer.ts';
import { findReceipts } from './find-receipts.ts';
import type { MemberReference } from './read-checkout.ts';
import { offlineDays } from './too-old.ts';

type Allowed = Answer<'grant-allowances'>['allowances'][number];
interface Till {
  readonly storeId: string;
  readonly tillId: string;
}

const id = 'grant-allowances';

/** Allows a till to let members spend points while it has no network, as far as the programme lets anybody. */
export const grantAllowances: Operation<'grant-allowances'> = {
  id,
  run: async (shell, caller, { till, members }) => {
    const known = await decideAndWrite({ id, shell, caller }, (call) =>
      findReceipts(call, { ...till, shift: '', number: '' }, []),
    );
    if (!known.ok) return known;
    const allowances: Allowed[] = [];
    for (const [index, member] of members.entries()) {
      const allowed = await decideAndWrite({ id, shell, caller }, (call) =>
        decideAllowance(call, { till, member: withPlainIds(member), path: `/members/${index}` }),
      );
      allowances.push(allowed.ok ? allowed.value : refused(allowed));
    }
    return { ok: true, value: { allowances } };
  },
};

function refused({ code, detail, path }: Outcome<never> & { ok: false }): Allowed {
  const refusal = { code, detail, path: path ?? null };
  return { memberId: null, token: null, points: {}, validUntil: null, facts: null, refusal };
}

async function decideAllowance(
  call: Call,
  { till, member, path }: { till: Till; member: MemberReference; path: string },
): Promise<Decision<Allowed>> {
  const resolved = await resolveMember(call, member, path);
  if (!resolved.ok) return resolved;
  const state = await readOwner(call.shell.db, resolved.value, { uses: 'all' });
  const barred = state === null ? noSuchId : barOf(state, member);
  if (state === null || barred) return barred ?? noSuchId;
  const live = await call.shell.programmes.current();
  const ownerId = state.owner.owner_id;
  const others = await outstanding(call, await withMerged(call.shell.db, ownerId));
  const mine = others.find(
    (one) => one.owner_id === ownerId && one.store_id === till.storeId && one.till_id === till.tillId,
  );
  const allowance = mine
    ? { ...mine, ...termsOf(call, live) }
    : newAllowance(call, live, { state, others, till });
  const facts = factsForTill(call, live, state);
  const answer = {
    memberId: ownerId,
    facts: { ...facts, balances: allowance?.points ?? {} },
    refusal: null,
  };
  if (allowance === null)
    return { ok: true, value: { ...answer, token: null, points: {}, validUntil: null } };
  const row = { ...allowance, ...timesOf(allowance) };
  return {
    ok: true,
    value: {
      ...answer,
      token: allowanceToken(call.shell.secret, ownerId, allowance.allowance_id),
      points: allowance.points,
      validUntil: iso(allowance.valid_until),
    },
    writes: { owners: [ownerWrites(state.owner, null, { rows: { allowance: [row] } })] },
  };
}

const timesOf = ({ created_at, valid_until, counts_until }: Allowance) => ({
  created_at: iso(created_at),
  valid_until: iso(valid_until),
  counts_until: iso(counts_until),
});

/** A till that asks again has the same allowance for longer: what it was given it may have spent already. */
function termsOf({ now }: Call, live: ProgrammeVersion): Pick<Allowance, 'valid_until' | 'counts_until'> {
  const hours = live.programme.offline?.points?.hours ?? 0;
  const validUntil = now + hours * 3_600_000;
  return { valid_until: validUntil, counts_until: validUntil + offlineDays(live) * 86_400_000 };
}

/**
 * Of each kind no more than the member has, and with all that is outstanding no more than the programme's limit: so a member
 * comes to owe at most that limit, however many tills there are. null: nothing.
 */
function newAllowance(
  call: Call,
  live: ProgrammeVersion,
  { state, others, till }: { state: OwnerState; others: readonly Allowance[]; till: Till },
): Allowance | null {
  const limit = live.programme.offline?.points?.most ?? 0;
  const book = bookOf(state, { now: call.now, recordedAt: call.recordedAt });
  const points: Record<string, number> = {};
  for (const { kind, available } of balances(book)) {
    const out = others.reduce((sum, other) => sum + (other.points[kind] ?? 0), 0);
    const room = Math.min(available, limit) - out;
    if (room > 0 && live.compiled.spending.some((spending) => spending.kind.id === kind)) points[kind] = room;
  }
  if (Object.keys(points).length === 0) return null;
  return {
    owner_id: state.owner.owner_id,
    allowance_id: v7(),
    store_id: till.storeId,
    till_id: till.tillId,
    points,
    created_at: call.now,
    ...termsOf(call, live),
    used_by: null,
    given_version: state.owner.version + 1,
  };
}

/** What the rules may ask about a member at a till: no name, no phone, no birthday, nothing that is used once. */
function factsForTill(call: Call, { programme }: ProgrammeVersion, state: OwnerState) {
  const book = bookOf(state, { now: call.now, recordedAt: call.recordedAt });
  const facts = memberFacts(programme, state, { book, at: call.now });
  return { ...facts, birthday: null, segments: [], offers: [] };
}
