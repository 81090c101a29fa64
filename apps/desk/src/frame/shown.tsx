import { Banner, Skeleton } from '@bonum/ui';
import { noNetwork } from '@bonum/ui/icons';
import { useFormat, useWords } from '@bonum/ui/language';
import type { ReactNode } from 'react';
import type { Asked } from '../api/asking.ts';
import type { Failure } from '../api/failure.ts';
import { Button } from '../components/button.tsx';
import { frameWords } from './words.ts';

/** The sentence for a failure; `refusals` are a page's own, by code. */
export function useFailureText(): (failure: Failure, refusals?: Readonly<Record<string, string>>) => string {
  const say = useWords(frameWords);
  return (failure, refusals = {}) => {
    if (failure.kind !== 'refused') return say.failures[failure.kind];
    const common: Readonly<Record<string, string>> = say.refusals;
    return refusals[failure.code] ?? common[failure.code] ?? say.failures.refused;
  };
}

interface ShownProps<T> {
  readonly asked: Asked<T>;
  /** What could not be loaded: "Не загрузили историю". */
  readonly failed: string;
  readonly children: (value: T) => ReactNode;
  /** What stands there meanwhile; unless given, some grey lines. */
  readonly loading?: ReactNode;
  /** A page's own sentences for refusals, by code. */
  readonly refusals?: Readonly<Record<string, string>>;
}

/** What was asked for, in each of its states: on its way, failed, here, or here as it was a while ago. */
export function Shown<T>({ asked, failed, children, loading, refusals }: ShownProps<T>) {
  const say = useWords(frameWords);
  const format = useFormat();
  if (asked.state === 'loading')
    return (
      <div role="status" aria-label={say.loading}>
        {loading ?? <GreyLines />}
      </div>
    );
  if (asked.state === 'failed')
    return (
      <LoadFailed
        title={failed}
        failure={asked.failure}
        retry={asked.retry}
        {...(refusals && { refusals })}
      />
    );
  return (
    <>
      {asked.asOf !== null && (
        <Banner kind="warn" icon={noNetwork}>
          {say.offlineSince(format.time(asked.asOf))}
        </Banner>
      )}
      {children(asked.value)}
    </>
  );
}

interface LoadFailedProps {
  readonly title: string;
  readonly failure: Failure;
  readonly retry: () => void;
  readonly refusals?: Readonly<Record<string, string>>;
}

/** In place of what could not be loaded: what happened, what is safe, what to do. */
export function LoadFailed({ title, failure, retry, refusals }: LoadFailedProps) {
  const say = useWords(frameWords);
  const text = useFailureText();
  return (
    <Nothing title={title} text={text(failure, refusals)}>
      <Button kind="outline" onPress={retry}>
        {say.retry}
      </Button>
    </Nothing>
  );
}

interface NothingProps {
  readonly title: string;
  readonly text?: ReactNode;
  /** What to do about it: one button. */
  readonly children?: ReactNode;
  /** It is all that the page says. */
  readonly whole?: boolean;
}

/** Nothing is here yet, or it could not be loaded. */
export const Nothing = ({ title, text, children, whole = false }: NothingProps) => (
  <div className="nothing">
    {whole ? <h1>{title}</h1> : <h2>{title}</h2>}
    {text !== undefined && <p>{text}</p>}
    {children}
  </div>
);

/** Lines on their way. */
export const GreyLines = ({ count = 6 }: { readonly count?: number }) => (
  <div className="grey-lines">
    {Array.from({ length: count }, (_, index) => (
      <Skeleton key={index} width={`${92 - ((index * 17) % 40)}%`} height={16} />
    ))}
  </div>
);
