import { useCallback, useEffect, useRef, useState } from 'react';
import type { Answer } from '../../api/failure.ts';
import { send, type Sent } from './send.ts';
import type { SignUp } from './sign-up.ts';
import { doneToday, drop, finish, keep, waitingOf } from './store.ts';

/** Until what waits is tried again, while the network does not say that it is back. */
const AGAIN_MS = 10_000;

export interface Queue {
  readonly waiting: readonly SignUp[];
  readonly today: number;
  /** Keeps it, and sends it at once if it can: what came of that. */
  readonly add: (signUp: SignUp) => Promise<Answer<Sent>>;
  readonly remove: (memberId: string) => Promise<void>;
  /** Tries now. */
  readonly flush: () => Promise<void>;
}

/**
 * What waits to be sent lies in this phone's own database: it outlives the page and the battery. One after another is sent; what the
 * server refuses stays, with why, until somebody decides.
 */
export function useQueue(operatorId: string): Queue {
  const [waiting, setWaiting] = useState<readonly SignUp[]>([]);
  const [today, setToday] = useState(0);
  const running = useRef<Promise<void> | null>(null);
  const look = useCallback(async (): Promise<void> => {
    setWaiting(await waitingOf(operatorId));
    setToday(await doneToday(operatorId, new Date()));
  }, [operatorId]);
  const sendOne = useCallback(async (signUp: SignUp): Promise<Answer<Sent>> => {
    const answer = await send(signUp);
    if (answer.ok) await finish(signUp, new Date());
    else if (answer.failure.kind === 'refused')
      await keep({ ...signUp, refused: { code: answer.failure.code } });
    return answer;
  }, []);
  const flush = useCallback((): Promise<void> => {
    running.current ??= (async () => {
      for (const signUp of await waitingOf(operatorId)) {
        if (signUp.refused !== null) continue;
        const answer = await sendOne(signUp);
        // Whoever is not reached now is not reached for the next one either.
        if (!answer.ok && answer.failure.kind !== 'refused') break;
      }
      await look();
    })().finally(() => {
      running.current = null;
    });
    return running.current;
  }, [operatorId, look, sendOne]);
  useEffect(() => {
    void look().then(flush);
    const back = (): void => void flush();
    addEventListener('online', back);
    const timer = setInterval(back, AGAIN_MS);
    return () => {
      removeEventListener('online', back);
      clearInterval(timer);
    };
  }, [look, flush]);
  const add = async (signUp: SignUp): Promise<Answer<Sent>> => {
    await keep(signUp);
    const answer = await sendOne(signUp);
    await look();
    return answer;
  };
  const remove = async (memberId: string): Promise<void> => {
    await drop(memberId);
    await look();
  };
  return { waiting, today, add, remove, flush };
}
