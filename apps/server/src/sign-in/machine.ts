/**
 * Signing in, as one pure function: state × event → state and effects. docs/sign-in.md draws it. What is known of phones, cards
 * and people comes in with the events, as facts looked up by the shell; what must happen goes out as effects.
 */

/** Where the person who signs in has got to. */
export type State =
  | { readonly at: 'start' }
  | { readonly at: 'code'; readonly to: Target }
  /** The e-mail was proven, the phone is lost: which is the new one? */
  | { readonly at: 'phone'; readonly recovers: string }
  /** The phone is somebody's, and was proven so long ago that it may have changed hands. */
  | { readonly at: 'who'; readonly proven: Proven; readonly triesLeft: number }
  | { readonly at: 'choice'; readonly proven: Proven }
  | { readonly at: 'register'; readonly proven: Proven }
  | {
      readonly at: 'signed-in';
      readonly ownerId: string;
      readonly joined: boolean;
      readonly card: TypedCard | null;
    };

/** Where a code was sent. Whether there was anybody to send it to must show in nothing that is answered. */
export type Target =
  | {
      readonly by: 'phone';
      readonly phone: string;
      /** The card that was typed before. */
      readonly card: string | null;
      /** The member whose e-mail was proven, who gets this phone. */
      readonly recovers: string | null;
    }
  | { readonly by: 'card'; readonly number: string; readonly phone: string | null }
  | { readonly by: 'email'; readonly email: string; readonly ownerId: string | null };

/** What is certain of the person by now. */
export interface Proven {
  readonly phone: string;
  /** Cards that were typed, to be linked if they can be; that is looked up each time. */
  readonly cards: readonly string[];
  /** The last one, and what is to be said of it. */
  readonly typed: TypedCard | null;
  /** How many more cards can be typed. */
  readonly cardsLeft: number;
  readonly recovers: string | null;
  /** They know what only the member knows: the phone is still theirs. */
  readonly recognised: boolean;
  /** The profile that has this phone is somebody else's, they say. */
  readonly stranger: boolean;
  /** The main card they chose, where consent is still wanted. */
  readonly main: string | null;
}

export interface TypedCard {
  readonly number: string;
  readonly linked: boolean;
}

/** A profile as far as signing in is concerned. */
export interface Profile {
  readonly ownerId: string;
  /** Active ones. */
  readonly cards: readonly string[];
  /** null: none was chosen yet, or it is blocked. */
  readonly mainCard: string | null;
  /** The person has agreed to the terms. */
  readonly agreed: boolean;
}

/** What the base knows of a phone that was proven, and of the card that was typed. */
export interface Standing {
  /** Whose phone it is. */
  readonly holder: Profile | null;
  /** The holder's last proof of it is too old to rely on. */
  readonly stale: boolean;
  /** Wrong birth dates and cards that were said of the holder in the last day. */
  readonly guesses: number;
  /** Whose e-mail was proven on the way. */
  readonly recovered: Profile | null;
  /** Profiles that somebody gave this phone to, which nobody proved. */
  readonly claiming: readonly Profile[];
  /** Profiles of the cards that were typed, of those that are nobody's yet and can be linked. */
  readonly open: readonly Profile[];
}

export type Event =
  | { readonly is: 'phone-given'; readonly phone: string }
  | { readonly is: 'card-given'; readonly number: string; readonly phone: string | null }
  | { readonly is: 'email-given'; readonly email: string; readonly ownerId: string | null }
  | { readonly is: 'again' }
  | { readonly is: 'code-right'; readonly standing: Standing }
  | { readonly is: 'card-entered'; readonly number: string; readonly standing: Standing }
  | { readonly is: 'main-chosen'; readonly number: string; readonly standing: Standing }
  | { readonly is: 'said-me'; readonly right: boolean; readonly standing: Standing }
  | { readonly is: 'said-not-me'; readonly standing: Standing }
  | { readonly is: 'registered'; readonly standing: Standing }
  | { readonly is: 'cancelled' };

export type Effect =
  | { readonly do: 'send-code'; readonly to: Target }
  | { readonly do: 'finish'; readonly finish: Finish };

/** Everything that becomes so as somebody is signed in, at once or not at all. */
export interface Finish {
  /** Whose account it is from now on; null: a new member's. */
  readonly ownerId: string | null;
  /** The phone that was proven. */
  readonly phone: string;
  /** Who had this phone and is somebody else. */
  readonly letsGo: string | null;
  /** Profiles whose points, cards and history move into it. */
  readonly merges: readonly string[];
  /** Its other cards are blocked; null: it has none, or there is nothing to change. */
  readonly mainCard: string | null;
  /** The member lost the old phone: whoever is signed in elsewhere is not any more. */
  readonly endsOthers: boolean;
}

export type Step =
  | { readonly ok: true; readonly state: State; readonly effects: readonly Effect[] }
  | { readonly ok: false; readonly because: 'wrong-step' }
  /** No, and the state has changed all the same: a try is gone. */
  | { readonly ok: false; readonly because: 'not-recognised' | 'card-not-linked'; readonly state: State }
  | { readonly ok: false; readonly because: 'no-tries-left' };

export const start: State = { at: 'start' };

/** Wrong cards that can be typed, and wrong birth dates. */
const MOST_CARDS = 3;
const MOST_TRIES = 3;

export const transition = (state: State, event: Event): Step =>
  (happens[event.is] as (before: State, happened: Event) => Step)(state, event);

type Happens = { readonly [Is in Event['is']]: (state: State, event: Extract<Event, { is: Is }>) => Step };

/** What each event does; where the state does not wait for it, nothing. */
const happens: Happens = {
  cancelled: () => to(start),
  'phone-given': (state, { phone }) => phoneGiven(state, phone),
  'card-given': (_, { number, phone }) => sends({ by: 'card', number, phone }),
  'email-given': (_, { email, ownerId }) => sends({ by: 'email', email, ownerId }),
  again: (state) => (state.at === 'code' ? sends(state.to) : wrongStep),
  'code-right': (state, { standing }) => (state.at === 'code' ? proved(state.to, standing) : wrongStep),
  'said-me': (state, event) => (state.at === 'who' ? saidMe(state, event) : wrongStep),
  'said-not-me': (state, { standing }) =>
    state.at === 'who' ? settle({ ...state.proven, stranger: true }, standing) : wrongStep,
  'card-entered': (state, event) =>
    state.at === 'choice' || state.at === 'register' ? cardEntered(state, event) : wrongStep,
  'main-chosen': (state, event) => (state.at === 'choice' ? mainChosen(state.proven, event) : wrongStep),
  registered: (state, { standing }) =>
    state.at === 'register' ? registered(state.proven, standing) : wrongStep,
};

const to = (state: State, ...effects: Effect[]): Step => ({ ok: true, state, effects });
const wrongStep: Step = { ok: false, because: 'wrong-step' };
const sends = (target: Target): Step => to({ at: 'code', to: target }, { do: 'send-code', to: target });

/** What was typed or proven before stays: a card, or the e-mail of a member whose phone is lost. */
function phoneGiven(state: State, phone: string): Step {
  if (state.at === 'phone') return sends({ by: 'phone', phone, card: null, recovers: state.recovers });
  const before = state.at === 'code' ? state.to : null;
  if (before?.by === 'card') return sends({ by: 'phone', phone, card: before.number, recovers: null });
  if (before?.by === 'phone') return sends({ ...before, phone });
  return sends({ by: 'phone', phone, card: null, recovers: null });
}

function proved(target: Target, standing: Standing): Step {
  if (target.by === 'email')
    return target.ownerId === null ? wrongStep : to({ at: 'phone', recovers: target.ownerId });
  if (target.by === 'card') {
    if (target.phone === null) return wrongStep;
    return settle({ ...fresh, phone: target.phone, recognised: true }, standing);
  }
  const { phone, card, recovers } = target;
  const cards = card === null ? [] : [card];
  return settle({ ...fresh, phone, cards, typed: typedOf(card), recovers }, standing);
}

const typedOf = (number: string | null): TypedCard | null =>
  number === null ? null : { number, linked: false };

const fresh = {
  cards: [],
  typed: null,
  cardsLeft: MOST_CARDS,
  recovers: null,
  recognised: false,
  stranger: false,
  main: null,
} satisfies Partial<Proven>;

/** The profiles that are this person's, the one that stays first. Nobody's: the person is new. */
export function profilesOf(proven: Proven, { holder, recovered, open, claiming }: Standing): Profile[] {
  const own = [proven.stranger ? null : holder, recovered, ...open, ...claiming];
  const other = proven.stranger ? holder?.ownerId : undefined;
  const there = own.filter((profile) => profile !== null && profile.ownerId !== other) as Profile[];
  return there.filter(
    (profile, index) => there.findIndex(({ ownerId }) => ownerId === profile.ownerId) === index,
  );
}

function settle(asked: Proven, standing: Standing): Step {
  const proven = { ...asked, typed: asked.typed && withWord(asked, standing) };
  const { holder, stale, guesses, recovered } = standing;
  const certain = proven.recognised || proven.stranger || recovered?.ownerId === holder?.ownerId;
  if (holder && stale && !certain)
    return to({ at: 'who', proven, triesLeft: Math.max(0, MOST_TRIES - guesses) });
  const profiles = profilesOf(proven, standing);
  const [only] = profiles;
  if (!only) return to({ at: 'register', proven });
  const cards = profiles.flatMap((profile) => profile.cards);
  if (profiles.length === 1 && (cards.length <= 1 || only.mainCard !== null))
    return enter(proven, standing, only.mainCard ?? cards[0] ?? null);
  return to({ at: 'choice', proven });
}

function withWord({ typed, ...proven }: Proven, standing: Standing): TypedCard | null {
  const linked = profilesOf({ ...proven, typed }, standing).some(({ cards }) =>
    cards.includes(typed?.number ?? ''),
  );
  return typed && { ...typed, linked };
}

/** In, unless the profile is one that nobody has agreed to anything for. */
function enter(proven: Proven, standing: Standing, main: string | null): Step {
  const kept = keptOf(proven, standing, main);
  const certain = [holderOf(proven, standing)?.ownerId, standing.recovered?.ownerId];
  const known = kept !== null && (kept.agreed || certain.includes(kept.ownerId));
  if (!known) return to({ at: 'register', proven: { ...proven, main } });
  return finished(proven, standing, main);
}

const holderOf = (proven: Proven, { holder }: Standing): Profile | null => (proven.stranger ? null : holder);

/** Whose account it becomes: the holder's, else the recovered one, else that of the main card. */
function keptOf(proven: Proven, standing: Standing, main: string | null): Profile | null {
  const profiles = profilesOf(proven, standing);
  const ofMain = profiles.find(({ cards }) => main !== null && cards.includes(main));
  return holderOf(proven, standing) ?? standing.recovered ?? ofMain ?? profiles[0] ?? null;
}

function saidMe(
  { proven, triesLeft }: Extract<State, { at: 'who' }>,
  { right, standing }: Extract<Event, { is: 'said-me' }>,
): Step {
  // Those that were made in other browsers meanwhile count as well.
  if (triesLeft === 0 || standing.guesses >= MOST_TRIES) return { ok: false, because: 'no-tries-left' };
  if (right) return settle({ ...proven, recognised: true }, standing);
  return { ok: false, because: 'not-recognised', state: { at: 'who', proven, triesLeft: triesLeft - 1 } };
}

function cardEntered(
  { at, proven }: Extract<State, { at: 'choice' | 'register' }>,
  { number, standing }: Extract<Event, { is: 'card-entered' }>,
): Step {
  const own = profilesOf(proven, standing).some(({ cards }) => cards.includes(number));
  if (proven.cardsLeft === 0) return { ok: false, because: 'no-tries-left' };
  const typed = { number, linked: own };
  if (own) return settle({ ...proven, cards: [...proven.cards, number], typed }, standing);
  const tried = { ...proven, typed, cardsLeft: proven.cardsLeft - 1 };
  return { ok: false, because: 'card-not-linked', state: { at, proven: tried } };
}

function mainChosen(proven: Proven, { number, standing }: Extract<Event, { is: 'main-chosen' }>): Step {
  const theirs = profilesOf(proven, standing).some(({ cards }) => cards.includes(number));
  return theirs ? enter(proven, standing, number) : wrongStep;
}

/** They have agreed: what they chose before counts, as far as it is still theirs. */
function registered(proven: Proven, standing: Standing): Step {
  const profiles = profilesOf(proven, standing);
  const cards = profiles.flatMap((profile) => profile.cards);
  const chosen = proven.main !== null && cards.includes(proven.main) ? proven.main : null;
  if (chosen === null && cards.length > 1) return to({ at: 'choice', proven });
  return finished(proven, standing, chosen ?? cards[0] ?? null);
}

function finished(proven: Proven, standing: Standing, main: string | null): Step {
  const kept = keptOf(proven, standing, main);
  const profiles = profilesOf(proven, standing);
  const finish: Finish = {
    ownerId: kept?.ownerId ?? null,
    phone: proven.phone,
    letsGo: proven.stranger ? (standing.holder?.ownerId ?? null) : null,
    merges: profiles.filter(({ ownerId }) => ownerId !== kept?.ownerId).map(({ ownerId }) => ownerId),
    mainCard: main,
    endsOthers: standing.recovered !== null,
  };
  const state: State = {
    at: 'signed-in',
    ownerId: finish.ownerId ?? '',
    joined: kept === null,
    card: proven.typed,
  };
  return to(state, { do: 'finish', finish });
}
