import { Refused } from './problem.ts';

export interface GateLimits {
  /** How many are worked on at once. */
  readonly inFlight: number;
  /** How many more may wait. */
  readonly waiting: number;
  /** How long they do; a till gives up about then. */
  readonly patienceMs: number;
}

export interface Gate {
  readonly running: number;
  readonly waiting: number;
  /** Does the work of a newcomer, in its turn; refused at once when too many wait already. */
  readonly admit: <T>(work: () => Promise<T>) => Promise<T>;
  /** Does the further work of who was admitted: before newcomers, and never refused for their number. */
  readonly goOn: <T>(work: () => Promise<T>) => Promise<T>;
}

/**
 * Bounds what is worked on at once. More would not be done sooner: it would wait for the database, hold memory, and be answered
 * when its till has long given up. While a request's body is on its way it is not worked on and takes no place.
 */
export function gateOf({ inFlight, waiting: most, patienceMs }: GateLimits): Gate {
  let running = 0;
  const newcomers = new Set<() => void>();
  const admitted = new Set<() => void>();

  const turn = (queue: Set<() => void>): Promise<void> =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        queue.delete(start);
        reject(tooMuch());
      }, patienceMs);
      const start = (): void => {
        clearTimeout(timer);
        resolve();
      };
      queue.add(start);
    });

  async function pass<T>(queue: Set<() => void>, work: () => Promise<T>): Promise<T> {
    // Who is called in takes the place of who has left, so that nobody slips in between.
    if (running < inFlight) running += 1;
    else await turn(queue);
    try {
      return await work();
    } finally {
      const queued = admitted.size > 0 ? admitted : newcomers;
      const [next] = queued;
      if (next) {
        queued.delete(next);
        next();
      } else running -= 1;
    }
  }

  return {
    get running() {
      return running;
    },
    get waiting() {
      return newcomers.size + admitted.size;
    },
    admit: (work) =>
      running >= inFlight && newcomers.size >= most ? Promise.reject(tooMuch()) : pass(newcomers, work),
    goOn: (work) => pass(admitted, work),
  };
}

const tooMuch = (): Refused =>
  new Refused({
    code: 'busy',
    detail: 'The server has too much to do. Nothing was done; ask again in a second.',
  });
