import { formatPhone, useWords } from '@bonum/ui/language';
import { Check } from '../../components/choice.tsx';
import type { Caller } from './use-caller.ts';
import { registerWords } from './words.ts';

/** While somebody calls whom nobody knows: the call becomes theirs who is signed up. */
export function CallerCheck({ caller }: { readonly caller: Caller }) {
  const say = useWords(registerWords);
  const { call, isThem, setThem } = caller;
  if (call === null) return null;
  return (
    <Check checked={isThem} onChange={setThem}>
      {call.clientPhone === null ? say.callerWithheld : say.caller(formatPhone(call.clientPhone))}
    </Check>
  );
}
