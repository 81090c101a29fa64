import type { Failure } from '../../api/failure.ts';
import { useWords } from '@bonum/ui/language';
import { useFailureText } from '../../shell/failed.tsx';
import { signInWords } from './words.ts';

/** The sentence for what went wrong on the way in. */
export function useSignInFailure(): (failure: Failure) => string {
  const say = useWords(signInWords);
  const usual = useFailureText();
  return (failure) => {
    const minutes = failure.kind === 'refused' && Object(failure.problem).retryAfterMinutes;
    return typeof minutes === 'number' ? say.waitMinutes(minutes) : usual(failure, say.refusals);
  };
}
