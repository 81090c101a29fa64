import type { Answer } from '@bonum/contract';
import {
  budgetsAt,
  levelFor,
  namesOf,
  offerDays,
  offerWords,
  periodsAt,
  type Condition,
  type Instant,
  type Level,
  type MemberFacts,
  type OfferDays,
  type Promotion,
  type StoreFacts,
} from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { isLive, memberFacts, bookOf } from '../members/standing.ts';
import { readMember } from '../members/member-answer.ts';
import { picturesOf, type OfferPicture } from '../pictures/pictures-of.ts';
import type { Call, Outcome } from '../operation.ts';
import type { OfferRow, OwnerState } from '../owner/read-owner.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';

export type MemberOffer = Answer<'activate-offer'>;
type State = MemberOffer['state'];

interface Store extends StoreFacts {
  readonly name: string;
  readonly city: string | null;
}

/** What a member's offers are seen from. */
export interface View {
  readonly state: OwnerState;
  readonly version: ProgrammeVersion;
  readonly facts: MemberFacts;
  readonly level: Level;
  readonly now: Instant;
  /** Where the chain is. */
  readonly today: string;
  readonly stores: readonly Store[];
  /** Used by receipts, not long ago. */
  readonly used: readonly OfferRow[];
  /** Promotions of which everybody has had what there is. */
  readonly gone: ReadonlySet<string>;
  /** Names of goods that conditions speak of. */
  readonly goods: ReadonlyMap<string, string>;
  /** What promotions show of themselves or of their goods. */
  readonly pictures: ReadonlyMap<string, OfferPicture>;
}

/** An offer with what it is made from. */
export interface Seen {
  readonly offer: MemberOffer;
  readonly promotion: Promotion;
  readonly row: OfferRow | null;
}

const DAY_MS = 86_400_000;
/** So long an offer that is used or over is still shown. */
const REMEMBERED_DAYS = 30;

export async function readView(call: Call, memberId: string): Promise<Outcome<View>> {
  const version = await call.shell.programmes.current();
  const { calendar } = version.compiled;
  const offset = calendar.offsetMinutesAt(call.now);
  const found = await readMember(call, memberId, { uses: periodsAt(call.now, offset) });
  if (!found.ok) return found;
  const state = found.value;
  const { programme } = version;
  const shown = programme.promotions.filter(
    ({ id, shown: texts }) => texts !== undefined || state.offers.some((offer) => offer.promotion === id),
  );
  const facts = memberFacts(programme, state, { book: bookOf(state, call), at: call.now });
  return {
    ok: true,
    value: {
      state,
      version,
      facts,
      level: programme.levels.find(({ id }) => id === facts.level) ?? levelFor(programme, facts.spend),
      now: call.now,
      today: dayIn(call.now, offset),
      stores: await readStores(call),
      used: await usedOffers(call, state.owner.owner_id),
      gone: await goneIn(call, version),
      goods: await goodsNamed(call, shown),
      pictures: await picturesOf(call.shell.db, shown),
    },
  };
}

const dayIn = (at: Instant | number, offsetMinutes: number): string =>
  iso(at + offsetMinutes * 60_000).slice(0, 10);

async function readStores({ shell }: Call): Promise<Store[]> {
  const rows = await shell.db
    .selectFrom('store')
    .select(['store_id', 'name', 'city', 'tags'])
    .orderBy('name')
    .execute();
  return rows.map(({ store_id, name, city, tags }) => ({ id: store_id, name, city, tags }));
}

async function usedOffers({ shell, now }: Call, ownerId: string): Promise<OfferRow[]> {
  const rows = await shell.db
    .selectFrom('offer')
    .selectAll()
    .where('owner_id', '=', ownerId)
    .where('used_by', 'is not', null)
    .where(sql<boolean>`valid_until > ${new Date(now - REMEMBERED_DAYS * DAY_MS)}`)
    .execute();
  return rows.map((row) => ({
    ...row,
    valid_from: iso(row.valid_from),
    valid_until: iso(row.valid_until),
    activated_at: row.activated_at === null ? null : iso(row.activated_at),
  }));
}

/** What slices out at servers may still give counts as there: it is told at the till if it is not. */
async function goneIn({ shell, now }: Call, { compiled }: ProgrammeVersion): Promise<Set<string>> {
  const limits = budgetsAt(compiled, now);
  if (limits.length === 0) return new Set();
  const rows = await shell.db
    .selectFrom('budget')
    .select(['promotion', 'limit_name', 'period'])
    .where('promotion', 'in', [...new Set(limits.map(({ promotion }) => promotion))])
    .whereRef('used', '>=', 'most')
    .execute();
  const current = new Set(limits.map(({ promotion, limit, period }) => `${promotion} ${limit} ${period}`));
  return new Set(
    rows
      .filter(({ promotion, limit_name, period }) => current.has(`${promotion} ${limit_name} ${period}`))
      .map(({ promotion }) => promotion),
  );
}

async function goodsNamed({ shell }: Call, promotions: readonly Promotion[]): Promise<Map<string, string>> {
  const ids = [...new Set(promotions.flatMap(({ lines }) => productsIn(lines)))];
  if (ids.length === 0) return new Map();
  const rows = await shell.db
    .selectFrom('product')
    .select(['product_id', 'name'])
    .where('product_id', 'in', ids)
    .where('gone_at', 'is', null)
    .execute();
  return new Map(rows.map(({ product_id, name }) => [product_id, name]));
}

function productsIn(condition: Condition | undefined): readonly string[] {
  if (condition === undefined) return [];
  if ('all' in condition) return condition.all.flatMap(productsIn);
  if ('any' in condition) return condition.any.flatMap(productsIn);
  if ('not' in condition) return productsIn(condition.not);
  if (condition.fact !== 'line.product') return [];
  return condition.op === 'is' ? [condition.value] : condition.value;
}

/** Everything a member is shown: what is theirs alone first, what is over last, and else what ends soonest. */
export const offersIn = (view: View): Seen[] =>
  [...personalIn(view), ...commonIn(view)].toSorted(
    (a, b) =>
      rankOf(a.offer) - rankOf(b.offer) ||
      Number(b.offer.personal) - Number(a.offer.personal) ||
      (a.offer.until ?? LATE).localeCompare(b.offer.until ?? LATE),
  );

const LATE = '9999-12-31';
const ranks: Readonly<Record<State, number>> = { ready: 0, on: 0, off: 0, soon: 1, used: 2, over: 3 };
const rankOf = ({ state }: MemberOffer): number => ranks[state];

function personalIn(view: View): Seen[] {
  const rows = [...view.state.offers, ...view.used];
  return rows.flatMap((row) => {
    const promotion = view.version.programme.promotions.find(
      ({ id, personal }) => id === row.promotion && personal === true,
    );
    const days = promotion && daysOf(promotion, view);
    if (!promotion || !days) return [];
    const end = Date.parse(row.valid_until);
    if (end < view.now - REMEMBERED_DAYS * DAY_MS) return [];
    const state = personalState(promotion, row, { view, days });
    return [seen(promotion, { view, days, row, state })];
  });
}

function personalState(
  { activation }: Promotion,
  row: OfferRow,
  { view, days }: { readonly view: View; readonly days: OfferDays },
): State {
  if (row.used_by !== null) return 'used';
  if (Date.parse(row.valid_until) <= view.now) return 'over';
  if (Date.parse(row.valid_from) > view.now || days.from > view.today) return 'soon';
  if (activation === undefined) return 'ready';
  return row.activated_at === null ? 'off' : 'on';
}

function commonIn(view: View): Seen[] {
  return view.version.programme.promotions.flatMap((promotion) => {
    if (promotion.shown === undefined || promotion.personal === true || view.gone.has(promotion.id))
      return [];
    const days = daysOf(promotion, view);
    if (days === null) return [];
    const row = turnedOn(promotion, view);
    const state = commonState(promotion, { view, days, row });
    return [seen(promotion, { view, days, row, state })];
  });
}

const turnedOn = ({ id, activation }: Promotion, { state, now }: View): OfferRow | null =>
  activation === undefined
    ? null
    : (state.offers.find((row) => row.promotion === id && row.activated_at !== null && isLive(row, now)) ??
      null);

function commonState(
  { id, limits, activation }: Promotion,
  { view, days, row }: { readonly view: View; readonly days: OfferDays; readonly row: OfferRow | null },
): State {
  if (days.from > view.today) return 'soon';
  const most = limits?.member;
  const uses = view.state.uses.filter(({ promotion }) => promotion === id);
  if (most && uses.some(({ times }) => times >= most.times)) return 'used';
  if (activation === undefined) return 'ready';
  return row === null ? 'off' : 'on';
}

const daysOf = (promotion: Promotion, { facts, level, today }: View): OfferDays | null =>
  offerDays(promotion, { member: facts, level, today });

interface SeenAs {
  readonly view: View;
  readonly days: OfferDays;
  readonly row: OfferRow | null;
  readonly state: State;
}

function seen(promotion: Promotion, { view, days, row, state }: SeenAs): Seen {
  const { programme, compiled } = view.version;
  const goods = Object.fromEntries([...view.goods].map(([id, name]) => [id, { ru: name, en: name }]));
  const names = { ...namesOf(programme), goods };
  const [ru, en] = [offerWords(promotion, names, 'ru'), offerWords(promotion, names, 'en')];
  const ends = row && dayIn(Date.parse(row.valid_until) - 1, compiled.calendar.offsetMinutesAt(view.now));
  const begins = row && dayIn(Date.parse(row.valid_from), compiled.calendar.offsetMinutesAt(view.now));
  const offer: MemberOffer = {
    offerId: promotion.personal === true && row !== null ? row.offer_id : promotion.id,
    personal: promotion.personal === true,
    state,
    name: { ...promotion.name },
    figure: { ru: ru.figure, en: en.figure },
    of: ru.of,
    does: { ru: ru.does, en: en.does },
    terms: { ru: [...ru.terms], en: [...en.terms] },
    text: promotion.shown?.text ? { ...promotion.shown.text } : null,
    picture: view.pictures.get(promotion.id) ?? null,
    from: latest(days.from, promotion.personal === true ? begins : null),
    until: earliest(days.until, ends),
    stores: storesOf(promotion, view),
  };
  return { offer, promotion, row };
}

const latest = (one: string, other: string | null): string => (other !== null && other > one ? other : one);
function earliest(one: string | null, other: string | null): string | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** null: all of them. */
function storesOf(promotion: Promotion, view: View): MemberOffer['stores'] {
  const { facts, level, today, stores } = view;
  const its = stores.filter((store) => offerDays(promotion, { member: facts, level, today, store }) !== null);
  return its.length === stores.length ? null : its.map(({ name, city }) => ({ name, city }));
}
