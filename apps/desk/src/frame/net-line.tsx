import { Banner } from '@bonum/ui';
import { noNetwork } from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import { useSyncExternalStore } from 'react';
import { frameWords } from './words.ts';

function watch(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}

export const useOnline = (): boolean => useSyncExternalStore(watch, () => navigator.onLine);

/** A line beneath the bar while there is no network. */
export function NetLine() {
  const say = useWords(frameWords);
  if (useOnline()) return null;
  return (
    <Banner kind="warn" icon={noNetwork}>
      {say.offline}
    </Banner>
  );
}
