export interface Gathering<In> {
  /** How many lots are worked on at once, at most: one begins beside another when that one is slow, or as many wait as go in one. */
  readonly lanes: number;
  /** Milliseconds after which a lot is slow. */
  readonly slowAfter: number;
  /** How many go in a lot. */
  readonly most: number;
  /** Two of one name never go in one lot; null: with anybody. */
  readonly nameOf: (one: In) => string | null;
  /** Whether an error may be the doing of one, so that the others are to be done without it. */
  readonly isOfOne: (error: unknown) => boolean;
}

interface Waiting<In, Out> {
  readonly one: In;
  readonly resolve: (done: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Has done together what comes while others are at work: where nobody is at work nobody waits for company, and whoever waits has it.
 * Where one spoils a lot, each of it is done alone.
 * @param doAll gives what came of each, in their order
 */
export function gather<In, Out>(
  doAll: (all: readonly In[]) => Promise<readonly Out[]>,
  { lanes, slowAfter, most, nameOf, isOfOne }: Gathering<In>,
): (one: In) => Promise<Out> {
  let queue: Waiting<In, Out>[] = [];
  let free = lanes;
  /** Lots under way that are not slow. */
  let quick = 0;
  let called = false;

  async function work(lot: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const done = await doAll(lot.map(({ one }) => one));
      for (const [index, { resolve }] of lot.entries()) resolve(done[index] as Out);
    } catch (error) {
      if (lot.length > 1 && isOfOne(error)) await Promise.all(lot.map((waiting) => work([waiting])));
      else for (const { reject } of lot) reject(error);
    }
  }

  function begin(): void {
    called = false;
    while (queue.length > 0 && free > 0 && (quick === 0 || queue.length >= most)) {
      const { lot, rest } = firstLot(queue);
      queue = rest;
      free -= 1;
      const endQuick = beginQuick();
      void work(lot).finally(() => {
        free += 1;
        endQuick();
        begin();
      });
    }
  }

  /** Counts one more until it is slow, or until what it gives is called. */
  function beginQuick(): () => void {
    let counts = true;
    quick += 1;
    const end = (): void => {
      if (counts) quick -= 1;
      counts = false;
      clearTimeout(timer);
    };
    const timer = setTimeout(() => {
      end();
      begin();
    }, slowAfter);
    return end;
  }

  function firstLot(all: readonly Waiting<In, Out>[]) {
    const lot: Waiting<In, Out>[] = [];
    const rest: Waiting<In, Out>[] = [];
    const names = new Set<string>();
    for (const waiting of all) {
      const name = nameOf(waiting.one);
      const fits = lot.length < most && (name === null || !names.has(name));
      (fits ? lot : rest).push(waiting);
      if (fits && name !== null) names.add(name);
    }
    return { lot, rest };
  }

  return (one) =>
    new Promise((resolve, reject) => {
      queue.push({ one, resolve, reject });
      if (called) return;
      called = true;
      // All that has arrived with this one is read first.
      setImmediate(begin);
    });
}
