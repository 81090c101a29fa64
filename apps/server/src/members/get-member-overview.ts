import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { actionsFor } from '../actions/actions-for.ts';
import { mainCardOf } from '../cards/own-cards.ts';
import { offersIn, readView } from '../offers/member-offers.ts';
import { operation, type Call } from '../operation.ts';
import type { CardRow, MemberRow } from '../owner/read-owner.ts';
import { recordStanding } from '../record/standing.ts';
import { storesOf } from '../receipts/shown-store.ts';
import { deviceName } from '../sessions/device-name.ts';
import { liveSessions } from '../sessions/live-sessions.ts';
import { consentsOf } from './account-answer.ts';
import { maskedEmail, maskedPhone, maskedSurname } from './masked.ts';
import { byIssue, noSuchMember } from './member-answer.ts';
import { isAccumulateOnly, missingFields } from './standing.ts';
import { subscriptionsOf } from './subscriptions.ts';

type Overview = Answer<'get-member-overview'>;

/** Everything that staff are shown of a member beside their points. */
export const getMemberOverview = operation('get-member-overview', async (call, { memberId }) => {
  const view = await readView(call, memberId);
  if (!view.ok) return view;
  const { state, version } = view.value;
  const { owner, member, cards } = state;
  if (!member || member.status === 'erased') return noSuchMember();
  const whole = call.caller.scopes.includes('personal:read');
  const { programme } = version;
  return {
    ok: true,
    value: {
      memberId: owner.owner_id,
      version: owner.version,
      status: member.status,
      actions: await actionsFor(call, state),
      masked: !whole,
      ...(await recordStanding(call, owner.owner_id)),
      profile: await profileAnswer(call, member, whole),
      contacts: contactsAnswer(member, whole),
      missingFields: missingFields(programme, member),
      accumulateOnly: isAccumulateOnly(programme, member),
      cards: cardsAnswer(cards, member.main_card),
      consents: await consentsOf(call, owner.owner_id),
      subscriptions: subscriptionsOf(member),
      sessions: (await liveSessions(call, owner.owner_id)).map((session) => ({
        sessionId: session.sessionId,
        ...deviceName(session.userAgent),
        signedInAt: iso(session.createdAt),
        seenAt: iso(session.seenAt),
      })),
      offers: offersIn(view.value).map(({ offer }) => offer),
      merges: await mergesOf(call, owner.owner_id),
    },
  };
});

async function profileAnswer(call: Call, member: MemberRow, whole: boolean): Promise<Overview['profile']> {
  const stores = await storesOf(call.shell.db, member.joined_store === null ? [] : [member.joined_store]);
  return {
    name: member.name,
    surname: whole ? member.surname : maskedSurname(member.surname),
    birthDateKnown: member.birth_date !== null,
    gender: whole ? member.gender : null,
    city: whole ? member.city : null,
    language: member.language,
    joinedAt: iso(Date.parse(member.joined_at)),
    joinedStore: stores.get(member.joined_store ?? '') ?? null,
  };
}

function contactsAnswer(member: MemberRow, whole: boolean): Overview['contacts'] {
  const { phone, claimed_phone, email, proved_email } = member;
  return {
    phone: whole ? phone : maskedPhone(phone),
    claimedPhone: whole ? claimed_phone : maskedPhone(claimed_phone),
    email: whole ? email : maskedEmail(email),
    emailProved: email !== null && email === proved_email,
  };
}

function cardsAnswer(cards: readonly CardRow[], chosen: string | null): Overview['cards'] {
  const main = mainCardOf(cards, chosen);
  return cards.toSorted(byIssue).map(({ number, form, state, issued_at, blocked_at, block_reason }) => ({
    number,
    form,
    state,
    main: number === main,
    issuedAt: iso(Date.parse(issued_at)),
    blockedAt: blocked_at === null ? null : iso(Date.parse(blocked_at)),
    blockReason: block_reason,
  }));
}

async function mergesOf({ shell }: Call, ownerId: string): Promise<Overview['merges']> {
  const rows = await shell.db
    .selectFrom('merge')
    .select(['merge_id', 'from_owner_id', 'at', 'undone_at'])
    .where('owner_id', '=', ownerId)
    .orderBy('at', 'desc')
    .execute();
  return rows.map(({ merge_id, from_owner_id, at, undone_at }) => ({
    mergeId: merge_id,
    fromMemberId: from_owner_id,
    at: iso(at),
    undoneAt: undone_at === null ? null : iso(undone_at),
  }));
}
