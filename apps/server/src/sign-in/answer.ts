import type { Answer } from '@bonum/contract';
import { balances, iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { maskAddress } from '../confirmations/address.ts';
import { answerProgress, readProgress, type CodeAnswer } from '../confirmations/progress.ts';
import { maskPhone } from '../members/phone.ts';
import { bookOf, levelOf } from '../members/standing.ts';
import type { Call } from '../operation.ts';
import type { OwnerState } from '../owner/read-owner.ts';
import { idOf, type Attempt, type SentCode } from './attempt.ts';
import { profilesOf, type Proven, type State, type Target, type TypedCard } from './machine.ts';
import { lookUp } from './standing.ts';

export type SignInAnswer = Answer<'get-sign-in'>;
type At<Name extends State['at']> = Extract<State, { at: Name }>;

/** Another code can be asked for after this. */
const AGAIN_AFTER_MS = 30_000;

/** Where a sign-in stands, as its browser may know. */
export const answerSignIn = async (call: Call, attempt: Attempt): Promise<SignInAnswer> =>
  (answers[attempt.state.at] as Answering)(call, attempt, attempt.state);

type Answering<S = State> = (call: Call, attempt: Attempt, state: S) => SignInAnswer | Promise<SignInAnswer>;

const answers: { readonly [Name in State['at']]: Answering<At<Name>> } = {
  start: () => ({ state: 'start' }),
  code: (call, attempt, { to }) => answerCode(call, attempt, to),
  phone: (_call, { expiresAt }) => ({ state: 'phone', until: iso(expiresAt) }),
  who: answerWho,
  choice: answerChoice,
  register: (_call, { expiresAt }, { proven }) => ({
    state: 'register',
    phone: maskPhone(proven.phone),
    ...answerCards(proven),
    until: iso(expiresAt),
  }),
  'signed-in': (_call, _attempt, { ownerId, joined, card }) => ({
    state: 'signed-in',
    memberId: ownerId,
    joined,
    card: card && wordOf(card),
  }),
};

async function answerCode(call: Call, attempt: Attempt, to: Target): Promise<SignInAnswer> {
  const { code } = attempt;
  const progress = code && (await readProgress(call.shell.db, code.ownerId, code.confirmationId));
  if (!code || !progress) throw new Error('a sign-in waits for a code that is not there');
  // Of what went to a phone that was typed how it gets on is told; of everything else, only what was planned.
  const told = to.by === 'phone' ? progress : { ...progress, step: 0, attempts: [] };
  return answerOfCode(attempt, to, { ...answerProgress(told, call.now), sentAt: code.sentAt });
}

/** A code that is on its way. */
export function answerOfCode(
  { expiresAt: until }: Pick<Attempt, 'expiresAt'>,
  to: Target,
  { channel, state, digits, expiresAt, next, sentAt }: CodeAnswer & { readonly sentAt: number },
): SignInAnswer {
  return {
    state: 'code',
    to: to.by,
    code: { channel, state, digits, sentTo: maskedOf(to), expiresAt, next },
    sendAgainAt: iso(againAt({ sentAt })),
    until: iso(until),
  };
}

export const againAt = ({ sentAt }: Pick<SentCode, 'sentAt'>): number => sentAt + AGAIN_AFTER_MS;

const maskedOf = (to: Target): string | null => {
  if (to.by === 'card') return null;
  return maskAddress(
    to.by === 'phone' ? { kind: 'phone', value: to.phone } : { kind: 'email', value: to.email },
  );
};

/** Enough to know oneself, too little to learn who somebody else is. */
async function answerWho(
  call: Call,
  { expiresAt }: Attempt,
  { proven, triesLeft }: At<'who'>,
): Promise<SignInAnswer> {
  const { standing, states } = await lookUp(call, proven);
  const state = states.get(standing.holder?.ownerId ?? '');
  const card = standing.holder?.mainCard ?? standing.holder?.cards[0];
  const [initial = null] = state?.member?.name ?? [];
  return {
    state: 'who',
    initial,
    cardEnding: card === undefined ? null : endingOf(card),
    birthDate: state?.member?.birth_date != null,
    triesLeft,
    until: iso(expiresAt),
  };
}

async function answerChoice(call: Call, attempt: Attempt, { proven }: At<'choice'>): Promise<SignInAnswer> {
  const { standing, states } = await lookUp(call, proven);
  const { programme } = await call.shell.programmes.current();
  const profiles = profilesOf(proven, standing).flatMap(({ ownerId }) => states.get(ownerId) ?? []);
  const pointsOf = (state: OwnerState): number =>
    balances(bookOf(state, call)).reduce((sum, { available }) => sum + available, 0);
  const nameOf = (state: OwnerState): string =>
    programme.levels.find(({ id }) => id === levelOf(programme, state))?.name[attempt.language] ?? '';
  return {
    state: 'choice',
    cards: profiles.flatMap(({ cards }, profile) =>
      cards
        .filter(({ state }) => state === 'active')
        .map(({ number, form, issued_at }) => ({
          cardId: cardIdOf(attempt, number),
          ending: endingOf(number),
          form,
          issuedAt: iso(Date.parse(issued_at)),
          profile,
        })),
    ),
    profiles: await Promise.all(
      profiles.map(async (state, profile) => ({
        profile,
        level: nameOf(state),
        points: pointsOf(state),
        lastPurchaseAt: await lastPurchase(call, state.owner.owner_id),
      })),
    ),
    points: profiles.reduce((sum, state) => sum + pointsOf(state), 0),
    ...answerCards(proven),
    until: iso(attempt.expiresAt),
  };
}

async function lastPurchase({ shell }: Call, ownerId: string): Promise<string | null> {
  const { rows } = await sql<{ at: number | null }>`
    select max(at) as at from receipt where owner_id = ${ownerId} and type = 'sale'`.execute(shell.db);
  const at = rows[0]?.at;
  return at == null ? null : iso(at);
}

const answerCards = ({ typed, cardsLeft }: Proven) => ({
  card: typed && wordOf(typed),
  triesLeft: cardsLeft,
});

const wordOf = ({ number, linked }: TypedCard) =>
  ({ ending: endingOf(number), word: linked ? 'linked' : 'not-linked' }) as const;

const endingOf = (number: string): string => number.slice(-4);

/** Says which card without saying its number. */
export const cardIdOf = (attempt: Attempt, number: string): string => idOf(attempt, `card ${number}`);
