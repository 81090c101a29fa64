import type { RecordSystem, SystemOfRecord } from '@bonum/adapters/system-of-record';
import type { OperationId } from '@bonum/contract';
import { setTimeout as pause } from 'node:timers/promises';
import type { Caller, Shell } from '../operation.ts';
import { NoProgramme } from '../programme/programmes.ts';
import type { Who } from '../checkout/look-up.ts';
import { Circuit } from './circuit.ts';
import { concerned } from './concerned.ts';
import { guarded } from './guarded.ts';
import { leadsTo } from './leads-to.ts';
import type { RecordMeans } from './means.ts';
import { Pace } from './pace.ts';
import { discover, refresh, tellOf } from './refresh.ts';
import { noteAnswered, noteAway, noteChecked } from './state.ts';
import { watching } from './watching.ts';

/** Where the truth about members and points lives, if that is not Bonum, as operations know it. */
export interface ConnectedRecord {
  readonly system: RecordSystem;
  /** Whether it did not answer when it was asked last. */
  readonly away: () => boolean;
  /** Has whom a call is about as the system of record knows them now, as far as it answers in time. */
  readonly before: (shell: Shell, call: Before) => Promise<void>;
  /** Has somebody who has proved a phone as the system of record knows them. */
  readonly proved: (shell: Shell, phone: string) => Promise<void>;
  /** Has the system hear what waits of these, as far as it answers in time; the rest follows. */
  readonly tell: (shell: Shell, ownerIds: readonly string[]) => Promise<void>;
  /**
   * Somebody looks at these all the time: they are asked about as soon as what is known is too old. Nobody has to wait for it; it is over
   * when those have answered that were asked now.
   */
  readonly watch: (shell: Shell, ownerIds: readonly string[]) => Promise<void>;
  /** Whether all that waits of one is told. */
  readonly tellOne: (shell: Shell, ownerId: string) => Promise<boolean>;
  /** The same of one, although it may be left alone: somebody wants it tried. */
  readonly tellNow: (shell: Shell, ownerId: string) => Promise<void>;
  /** Looks whether everything is there that Bonum needs, and writes down for everybody what it found. */
  readonly check: (shell: Shell) => ReturnType<SystemOfRecord['check']>;
  /** Nobody may ask it now: it did not answer, and is left alone for a while. */
  readonly rests: () => boolean;
}

export interface Before {
  readonly id: OperationId;
  readonly caller: Caller;
  readonly input: unknown;
}

export interface RecordSettings {
  /** What is known of somebody may be so old when they are looked at. */
  readonly ageMs: number;
  /** So long somebody waits for the system; after that the call goes on with what is known. */
  readonly patienceMs: number;
  /** Of which kind the points are here that the system has; absent: of the programme's first. */
  readonly kind?: string | undefined;
}

/** Connects a system of record. What it is asked for goes through one circuit for the whole process. */
export function connectRecord(
  system: SystemOfRecord,
  settings: RecordSettings,
  onTrouble: (error: unknown) => void,
): ConnectedRecord {
  const circuit = new Circuit(() => performance.now());
  const asked = guarded(system, circuit);
  const meansOf = (shell: Shell): RecordMeans => ({ shell, system: asked, kind: settings.kind });
  const inTime = inTimeOf(settings.patienceMs, onTrouble);
  const strangers = new Pace(STRANGERS_PER_SECOND, () => performance.now());
  const watched = watching(settings.ageMs);
  const note = noteTurns(system.system, circuit);

  async function named(shell: Shell, who: Who): Promise<void> {
    const id = who.kind === 'id' ? who.value : await leadsTo(shell.db, who.kind, who.value);
    if (id !== null && (await refresh(meansOf(shell), id, settings.ageMs)) !== null) return;
    if (who.kind === 'phone') await discover(meansOf(shell), { phone: who.value });
    else if (who.kind === 'card') await discover(meansOf(shell), { card: who.value });
  }

  async function before(shell: Shell, { id, caller, input }: Before): Promise<void> {
    for (const who of concerned(id, caller, input, await prefixesOf(shell))) {
      if (isStranger(caller) && !strangers.mayAsk()) continue;
      await named(shell, who);
    }
    await note(shell);
  }

  async function tell(shell: Shell, ownerIds: readonly string[]): Promise<void> {
    for (const ownerId of ownerIds) await tellOf(meansOf(shell), ownerId);
    await note(shell);
  }

  return {
    system: system.system,
    away: () => circuit.trouble !== null,
    rests: () => circuit.rests,
    before: (shell, call) => inTime(() => before(shell, call)),
    proved: (shell, phone) => inTime(() => named(shell, { kind: 'phone', value: phone })),
    tell: (shell, ownerIds) => inTime(() => tell(shell, ownerIds)),
    tellNow: (shell, ownerId) => {
      circuit.endRest();
      return inTime(() => tell(shell, [ownerId]));
    },
    watch: async (shell, ownerIds) => {
      if (circuit.rests) return;
      await Promise.all(
        watched.due(ownerIds, shell.wallClock()).map((ownerId) =>
          inTime(() =>
            watched.asking(ownerId, shell.wallClock, async () => {
              const known = await refresh(meansOf(shell), ownerId, settings.ageMs);
              await note(shell);
              return known?.asOf ?? null;
            }),
          ),
        ),
      );
    },
    tellOne: async (shell, ownerId) => {
      const all = await tellOf(meansOf(shell), ownerId);
      await note(shell);
      return all;
    },
    check: async (shell) => {
      const checks = await system.check();
      // Where anything is as it should be, it answers.
      if (checks.some(({ fault }) => fault === null)) circuit.answered();
      await note(shell);
      await noteChecked(shell.db, system.system, { at: shell.wallClock(), checks });
      return checks;
    },
  };
}

/** Those of the chain's cards; a chain without a programme has none yet. */
async function prefixesOf({ programmes }: Shell): Promise<readonly string[]> {
  try {
    return (await programmes.expected()).programme.cards.prefixes;
  } catch (error) {
    if (error instanceof NoProgramme) return [];
    throw error;
  }
}

/** Cards that are typed by whoever, in one process. */
const STRANGERS_PER_SECOND = 5;

/** A browser that nobody has signed in with. */
const isStranger = (caller: Caller): boolean =>
  'deviceId' in caller && !('memberId' in caller) && !('operatorId' in caller);

/** Nobody waits longer than they have patience; what was begun goes on. */
const inTimeOf =
  (patienceMs: number, onTrouble: (error: unknown) => void) =>
  async (work: () => Promise<void>): Promise<void> => {
    const over = new AbortController();
    const working = work()
      .catch(onTrouble)
      .finally(() => over.abort());
    await Promise.race([
      working,
      pause(patienceMs, undefined, { signal: over.signal, ref: false }).catch(() => undefined),
    ]);
  };

/** Writes down for everybody to see when the system goes away and when it is back. */
function noteTurns(system: RecordSystem, circuit: Circuit): (shell: Shell) => Promise<void> {
  let noted: string | undefined;
  return async ({ db, wallClock }) => {
    const { trouble, isOpen: isLeftAlone } = circuit;
    const state = `${isLeftAlone} ${trouble}`;
    if (state === noted) return;
    noted = state;
    try {
      if (trouble === null) await noteAnswered(db, system, wallClock());
      else await noteAway(db, system, { because: trouble, at: wallClock(), isLeftAlone });
    } catch (error) {
      // Nobody knows it yet: whoever asks next writes it down.
      noted = undefined;
      throw error;
    }
  };
}
