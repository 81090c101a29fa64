import { Banner } from '@bonum/ui';
import { warning } from '@bonum/ui/icons';
import type { Failure } from '../../api/failure.ts';
import { useWords } from '@bonum/ui/language';
import { useFailureText } from '../../shell/failed.tsx';
import { accountWords } from './words.ts';

/** Why the last change did not happen, and what to do. */
export function Notice({ failure }: { readonly failure: Failure | null }) {
  const say = useWords(accountWords);
  const text = useFailureText();
  if (failure === null) return null;
  return (
    <Banner kind={failure.kind === 'refused' ? 'bad' : 'warn'} icon={warning}>
      {text(failure, say.refusals)}
    </Banner>
  );
}
