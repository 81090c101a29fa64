interface Watched {
  /** It is being asked. */
  readonly underWay: boolean;
  /** Until then nobody has to ask: what is known is not too old before, or asking was in vain a moment ago. */
  readonly until: number;
}

export interface Watching {
  /** Of these the ones to be asked about now. */
  readonly due: (ownerIds: readonly string[], now: number) => readonly string[];
  /** Asks about one; `ask` gives of when that is which is known then, null: nothing new is. */
  readonly asking: (ownerId: string, clock: () => number, ask: () => Promise<number | null>) => Promise<void>;
}

/** Nobody has looked at them for so long. */
const FORGOTTEN_MS = 600_000;

/**
 * About whom somebody looks at, one question is under way at a time, and the next follows as soon as its answer is too old, counted from
 * when it was asked: so nothing that is shown is older than `ageMs` and the time of one answer.
 */
export function watching(ageMs: number): Watching {
  const watched = new Map<string, Watched>();
  return {
    due(ownerIds, now) {
      for (const [ownerId, { underWay, until }] of watched)
        if (!underWay && now - until > FORGOTTEN_MS) watched.delete(ownerId);
      return ownerIds.filter((ownerId) => {
        const one = watched.get(ownerId);
        // A clock that was put back keeps nobody waiting.
        return one === undefined || (!one.underWay && (now >= one.until || one.until - now > ageMs));
      });
    },
    async asking(ownerId, clock, ask) {
      let until = clock() + ageMs;
      watched.set(ownerId, { underWay: true, until });
      try {
        const asOf = await ask();
        if (asOf !== null) until = asOf + ageMs;
      } finally {
        watched.set(ownerId, { underWay: false, until });
      }
    },
  };
}
