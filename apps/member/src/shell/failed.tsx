import { Button, Empty } from '@bonum/ui';
import type { Failure } from '../api/failure.ts';
import { useWords } from '@bonum/ui/language';
import { shellWords } from './words.ts';

/** The sentence for a failure; `refusals` are a page's own, by code. */
export function useFailureText(): (failure: Failure, refusals?: Readonly<Record<string, string>>) => string {
  const say = useWords(shellWords);
  return (failure, refusals = {}) => {
    if (failure.kind !== 'refused') return say.failures[failure.kind];
    const common: Readonly<Record<string, string>> = say.refusals;
    return refusals[failure.code] ?? common[failure.code] ?? say.failures.refused;
  };
}

interface FailedProps {
  readonly failure: Failure;
  readonly retry: () => void;
  /** What could not be loaded: "Не загрузили историю". */
  readonly title?: string;
}

/** In place of what could not be loaded: what happened, what is safe, what to do. */
export function LoadFailed({ failure, retry, title }: FailedProps) {
  const say = useWords(shellWords);
  const text = useFailureText();
  return (
    <Empty title={title ?? say.failedTitle} text={text(failure)}>
      <Button wide onClick={retry}>
        {say.retry}
      </Button>
    </Empty>
  );
}
