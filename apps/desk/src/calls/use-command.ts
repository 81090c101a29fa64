import { useWords } from '@bonum/ui/language';
import { outdated, useDoing } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';
import { tell } from '../components/toast.tsx';
import type { MyCall } from './use-my-calls.ts';
import { callWords } from './words.ts';

export type Act = MyCall['can'][number];

/** Says it to the exchange; what it did not do is told. */
export function useCommand({ callId }: MyCall): (act: Act, to?: string) => Promise<boolean> {
  const say = useWords(callWords);
  const doing = useDoing((act: Act, to?: string) =>
    answered(
      api.POST('/v1/calls/{callId}/commands', {
        params: { path: { callId } },
        body: { act, ...(to !== undefined && { to }) },
      }),
    ),
  );
  return async (act, to) => {
    const done = await doing.run(act, to);
    if (done === null) return false;
    if (!done.ok) tell(say.commandFailed, 'bad');
    outdated(keys.myCalls);
    return done.ok;
  };
}
