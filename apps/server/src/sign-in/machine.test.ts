import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  start,
  transition,
  type Event,
  type Profile,
  type Standing,
  type State,
  type Step,
} from './machine.ts';

const cards = ['1', '2', '3', '4', '5'];
const owners = ['ann', 'bob', 'cid'];

const profile: fc.Arbitrary<Profile> = fc
  .record({
    ownerId: fc.constantFrom(...owners),
    cards: fc.uniqueArray(fc.constantFrom(...cards), { maxLength: 3 }),
    chosen: fc.boolean(),
    agreed: fc.boolean(),
  })
  .map(({ chosen, ...rest }) => ({ ...rest, mainCard: chosen ? (rest.cards[0] ?? null) : null }));

const standing: fc.Arbitrary<Standing> = fc.record({
  holder: fc.option(profile),
  stale: fc.boolean(),
  guesses: fc.nat(4),
  recovered: fc.option(profile),
  claiming: fc.array(profile, { maxLength: 2 }),
  open: fc.array(profile, { maxLength: 2 }),
});

/** What somebody does, as far as the browser decides it. */
const asked: fc.Arbitrary<Event> = fc.oneof(
  fc.constant<Event>({ is: 'phone-given', phone: '+7' }),
  fc.constant<Event>({ is: 'card-given', number: '1', phone: '+7' }),
  fc.constant<Event>({ is: 'card-given', number: '9', phone: null }),
  fc.constant<Event>({ is: 'email-given', email: 'a@b', ownerId: 'ann' }),
  fc.constant<Event>({ is: 'email-given', email: 'c@d', ownerId: null }),
  fc.constant<Event>({ is: 'again' }),
  fc.constant<Event>({ is: 'cancelled' }),
  standing.map((found): Event => ({ is: 'said-not-me', standing: found })),
  fc
    .record({ right: fc.boolean(), found: standing })
    .map(({ right, found }): Event => ({ is: 'said-me', right, standing: found })),
  fc
    .record({ number: fc.constantFrom(...cards), found: standing })
    .chain(({ number, found }) =>
      fc.constantFrom<Event>(
        { is: 'card-entered', number, standing: found },
        { is: 'main-chosen', number, standing: found },
      ),
    ),
  standing.map((found): Event => ({ is: 'registered', standing: found })),
);
const proof: fc.Arbitrary<Event> = standing.map((found): Event => ({ is: 'code-right', standing: found }));
const isProof = ({ is }: Event): boolean => is === 'code-right';

const runs = { numRuns: 2000 };

function walk(events: readonly Event[], step: (before: State, event: Event, after: State) => void): State {
  let state = start;
  for (const event of events) {
    const result = transition(state, event);
    const after = 'state' in result ? result.state : state;
    step(state, event, after);
    state = after;
  }
  return state;
}

describe('whatever happens in whatever order', () => {
  test('nobody is signed in before a code was right', () => {
    fc.assert(
      fc.property(fc.array(asked, { maxLength: 12 }), (events) => {
        expect(walk(events, () => {}).at).not.toBe('signed-in');
      }),
      runs,
    );
  });

  test('what comes after a proof is of that proof: a new beginning leaves nothing of it', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(asked, proof), { maxLength: 14 }), (events) => {
        walk(events, (before, event, after) => {
          if (after.at !== 'signed-in' || before.at === 'signed-in') return;
          const certain = ['who', 'choice', 'register'].includes(before.at);
          expect(certain || isProof(event)).toBe(true);
        });
      }),
      runs,
    );
  });

  test('a card or an e-mail that nobody has is never proven', () => {
    fc.assert(
      fc.property(standing, (found) => {
        for (const event of [
          { is: 'card-given', number: '9', phone: null },
          { is: 'email-given', email: 'c@d', ownerId: null },
        ] as const) {
          const state = walk([event], () => {});
          expect(transition(state, { is: 'code-right', standing: found }).ok).toBe(false);
        }
      }),
      runs,
    );
  });

  test('there is a way out of everything', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(asked, proof), { maxLength: 14 }), (events) => {
        const state = walk(events, () => {});
        expect(transition(state, { is: 'cancelled' })).toMatchObject({ ok: true, state: start });
        expect(transition(state, { is: 'phone-given', phone: '+7' })).toMatchObject({
          state: { at: 'code' },
        });
      }),
      runs,
    );
  });

  test('somebody else’s profile is neither entered nor merged', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(asked, proof), { maxLength: 14 }), (events) => {
        let state = start;
        for (const event of events) {
          const result = transition(state, event);
          expect(wronglyMerged(event, result)).toEqual([]);
          state = 'state' in result ? result.state : state;
        }
      }),
      runs,
    );
  });
});

/** Whose account a step enters or merges though they are nobody of those that the event speaks of. */
function wronglyMerged(event: Event, result: Step): (string | null)[] {
  const [effect] = result.ok ? result.effects : [];
  if (effect?.do !== 'finish' || !('standing' in event)) return [];
  const { holder, recovered, open, claiming } = event.standing;
  const theirs = new Set([holder, recovered, ...open, ...claiming].map((one) => one?.ownerId ?? null));
  const { ownerId, letsGo, merges } = effect.finish;
  const gone = merges.filter((merged) => merged === ownerId || merged === letsGo || !theirs.has(merged));
  return theirs.has(ownerId) || ownerId === null ? gone : [ownerId, ...gone];
}

/** What its browser sees of a state, before any code was right. */
const seen = (state: State): unknown =>
  state.at === 'code' ? { at: state.at, by: state.to.by } : { at: state.at };

test('known or not, a browser sees the same until a code was right', () => {
  const action = fc.constantFrom('card', 'email', 'phone', 'again', 'cancel');
  const eventOf = (name: string, known: boolean): Event => {
    if (name === 'card') return { is: 'card-given', number: '1', phone: known ? '+7' : null };
    if (name === 'email') return { is: 'email-given', email: 'a@b', ownerId: known ? 'ann' : null };
    if (name === 'phone') return { is: 'phone-given', phone: '+7' };
    return name === 'again' ? { is: 'again' } : { is: 'cancelled' };
  };
  const told = (actions: readonly string[], known: boolean): unknown[] => {
    const all: unknown[] = [];
    walk(
      actions.map((name) => eventOf(name, known)),
      (_before, _event, after) => all.push(seen(after)),
    );
    return all;
  };
  fc.assert(
    fc.property(fc.array(action, { maxLength: 10 }), (actions) => {
      expect(told(actions, true)).toEqual(told(actions, false));
    }),
    runs,
  );
});
