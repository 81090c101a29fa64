import {
  levelFor,
  minor,
  missingOf,
  onlyAccumulates,
  points,
  type Instant,
  type MemberFacts,
  type MemberField,
  type Points,
  type Programme,
} from '@bonum/engine';
import { openBook, totals, type Balance, type Book } from '@bonum/ledger';
import type { MemberRow, OfferRow, OwnerState } from '../owner/read-owner.ts';

/** What the programme's questionnaire requires and this member has not said. */
export const missingFields = (programme: Programme, member: MemberRow | null): string[] =>
  missingOf(programme.questionnaire, {
    profile: member === null ? {} : profileOf(member),
    answers: member?.answers ?? {},
  });

/** What a questionnaire may ask of the profile, as it is known. */
export const profileOf = (member: MemberRow): Record<MemberField, string | null> => ({
  name: member.name,
  surname: member.surname,
  birthDate: member.birth_date,
  email: member.email,
  gender: member.gender,
  city: member.city,
});

/** Earns and cannot spend yet. */
export const isAccumulateOnly = (programme: Programme, member: MemberRow | null): boolean =>
  member?.open === true || onlyAccumulates(programme.questionnaire, missingFields(programme, member));

/** The level recorded; a member who has none yet, or one this programme no longer has, stands by spend. */
export function levelOf(programme: Programme, { owner }: OwnerState): string {
  const recorded = programme.levels.find(({ id }) => id === owner.level);
  return (recorded ?? levelFor(programme, minor(owner.spend))).id;
}

/** What the rules may ask about a member. */
export function memberFacts(
  programme: Programme,
  state: OwnerState,
  { book, at }: { book: Book; at: Instant },
): MemberFacts {
  const { owner, member } = state;
  return {
    level: levelOf(programme, state),
    spend: minor(owner.spend),
    receipts: owner.receipts,
    accumulateOnly: isAccumulateOnly(programme, member),
    birthday: birthdayOf(member),
    segments: [],
    offers: liveOffers(programme, state.offers, at),
    uses: state.uses.map(({ promotion, period, times }) => ({ promotion, period, times })),
    balances: spendable(totals(book)),
  };
}

/** One of each promotion, the one that ends first: a receipt uses no more, and a quote's token has to carry them. */
function liveOffers(
  { promotions }: Programme,
  offers: readonly OfferRow[],
  at: Instant,
): { id: string; promotion: string }[] {
  const first = new Map<string, string>();
  for (const offer of offers) {
    if (!isLive(offer, at) || first.has(offer.promotion)) continue;
    const waits =
      offer.activated_at === null &&
      promotions.some(({ id, activation }) => id === offer.promotion && activation);
    if (!waits) first.set(offer.promotion, offer.offer_id);
  }
  return [...first].map(([promotion, id]) => ({ id, promotion }));
}

export const isLive = (offer: OfferRow, at: Instant): boolean =>
  Date.parse(offer.valid_from) <= at && at < Date.parse(offer.valid_until);

function birthdayOf(member: MemberRow | null): MemberFacts['birthday'] {
  if (!member?.birth_date) return null;
  const [, month, day] = member.birth_date.split('-').map(Number);
  return month === undefined || day === undefined ? null : { month, day };
}

const spendable = (all: readonly Pick<Balance, 'kind' | 'available'>[]): Record<string, Points> =>
  Object.fromEntries(all.map((balance) => [balance.kind, points(balance.available)]));

/** A book of this owner as of `now`, with everything due booked. */
export const bookOf = (state: OwnerState, time: { now: Instant; recordedAt: Instant }): Book =>
  openBook(state.account, time);

/** The balance of each kind as the API shows it, every kind of the programme included. */
export function shownBalances(programme: Programme, all: readonly Balance[]): ShownBalance[] {
  const known = new Map(all.map((balance) => [balance.kind, balance]));
  const kinds = new Set([...programme.kinds.map((kind) => kind.id), ...known.keys()]);
  return [...kinds].map((kind) => {
    const balance = known.get(kind);
    return {
      kind,
      available: balance?.available ?? 0,
      pending: balance?.pending ?? 0,
      held: balance?.held ?? 0,
      debt: balance?.debt ?? 0,
    };
  });
}
export interface ShownBalance {
  readonly kind: string;
  readonly available: number;
  readonly pending: number;
  readonly held: number;
  readonly debt: number;
}
