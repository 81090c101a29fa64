import { sql } from 'kysely';
import type { Call } from '../operation.ts';
import { readOwner, type MemberRow, type OwnerState } from '../owner/read-owner.ts';
import type { Profile, Proven, Standing } from './machine.ts';

const DAY_MS = 86_400_000;
/** Operators give a number that nobody pays for to somebody else after about half a year. */
const PHONE_TRUSTED_DAYS = 180;

/** What signing in has to know of the people behind a phone: as the machine wants it, and whole. */
export interface Known {
  readonly standing: Standing;
  readonly states: ReadonlyMap<string, OwnerState>;
}

export type Asked = Pick<Proven, 'phone' | 'cards' | 'recovers'>;

/** Who is behind a phone that was proven, and a card that was typed. */
export async function lookUp(call: Call, asked: Asked): Promise<Known> {
  if (asked.phone !== '') await call.shell.record?.proved(call.shell, asked.phone);
  const held = await findIdentifier(call, 'phone', asked.phone);
  const holder = await memberOf(call, held?.owner_id);
  const recovered = await memberOf(call, asked.recovers);
  const claiming = await claimants(call, asked.phone);
  const open = await openProfiles(call, asked.cards);
  const found = [holder, recovered, ...open, ...claiming].filter((state) => state !== null);
  return {
    standing: {
      holder: holder && profileOf(holder),
      stale: holder !== null && (await isStale(call, holder, held?.proven_at ?? null)),
      guesses: holder === null ? 0 : await guessesAt(call, holder.owner.owner_id),
      recovered: recovered && profileOf(recovered),
      claiming: claiming.map(profileOf),
      open: open.map(profileOf),
    },
    states: new Map(found.map((state) => [state.owner.owner_id, state])),
  };
}

export const findIdentifier = ({ shell }: Call, kind: 'phone' | 'email' | 'card', value: string) =>
  shell.db
    .selectFrom('identifier')
    .select(['owner_id', 'proven_at'])
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst();

export async function memberOf(
  { shell }: Call,
  ownerId: string | null | undefined,
): Promise<(OwnerState & { readonly member: MemberRow }) | null> {
  if (!ownerId) return null;
  const state = await readOwner(shell.db, ownerId, { uses: 'all' });
  return state?.member ? { ...state, member: state.member } : null;
}

/** Profiles that were said to have this phone, have none that was proven, and may be merged. */
async function claimants(call: Call, phone: string): Promise<OwnerState[]> {
  const claims = await call.shell.db
    .selectFrom('phone_claim')
    .select('owner_id')
    .where('phone', '=', phone)
    .orderBy('owner_id')
    .execute();
  const states = await Promise.all(claims.map(({ owner_id }) => memberOf(call, owner_id)));
  return states.filter(
    (state) => state !== null && state.member.phone === null && state.member.status === 'active',
  ) as OwnerState[];
}

/** The profiles of cards that were handed out and are nobody's yet. */
async function openProfiles(call: Call, numbers: readonly string[]): Promise<OwnerState[]> {
  const states = await Promise.all(numbers.map((number) => openProfile(call, number)));
  return states.filter((state) => state !== null);
}

async function openProfile(call: Call, number: string): Promise<OwnerState | null> {
  const found = await findIdentifier(call, 'card', number);
  const state = await memberOf(call, found?.owner_id);
  const card = state?.cards.find((one) => one.number === number);
  const free = state?.member.open === true && state.member.status === 'active' && card?.state === 'active';
  return free ? state : null;
}

const profileOf = ({ owner, member, cards }: OwnerState): Profile => {
  const active = cards.filter(({ state }) => state === 'active').map(({ number }) => number);
  const main = member?.main_card ?? null;
  return {
    ownerId: owner.owner_id,
    cards: active,
    mainCard: main !== null && active.includes(main) ? main : null,
    agreed: member?.consents.some(({ kind, given }) => kind === 'terms' && given) ?? false,
  };
};

/** By signing in, by joining, or by a code for spending, told at a till with the phone in the hand. */
async function isStale(
  { shell, now }: Call,
  { owner, member }: OwnerState,
  provenAt: number | null,
): Promise<boolean> {
  const since = now - PHONE_TRUSTED_DAYS * DAY_MS;
  if ((provenAt ?? Date.parse(member?.joined_at ?? '')) > since) return false;
  const { rows } = await sql<{ spent: boolean }>`
    select exists (select from confirmation c where c.owner_id = ${owner.owner_id} and c.purpose = 'spend'
      and c.address = ${member?.phone ?? null} and c.used_at > ${new Date(since)}) as spent`.execute(
    shell.db,
  );
  return rows[0]?.spent !== true;
}

/** How often somebody has said in the last day that they are this member, and did not know what the member knows. */
async function guessesAt({ shell, now }: Call, ownerId: string): Promise<number> {
  const { rows } = await sql<{ guesses: number }>`
    select count(*)::int as guesses from event
     where owner_id = ${ownerId} and type = 'not-recognised' and at > ${new Date(now - DAY_MS)}`.execute(
    shell.db,
  );
  return rows[0]?.guesses ?? 0;
}

/** Whether somebody knows what only this member should. */
export function knows(
  { member, cards }: OwnerState,
  said: { readonly birthDate?: string; readonly card: string | null },
): boolean {
  const byCard = cards.some(({ number, state }) => number === said.card && state === 'active');
  return byCard || (said.birthDate !== undefined && member?.birth_date === said.birthDate);
}
