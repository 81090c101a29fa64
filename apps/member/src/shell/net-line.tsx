import { Banner } from '@bonum/ui';
import { noNetwork } from '@bonum/ui/icons';
import { useEffect, useState } from 'preact/hooks';
import { useFormat, useWords } from '@bonum/ui/language';
import { shellWords } from './words.ts';

export function useOnline(): boolean {
  const [online, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const look = (): void => setOnline(navigator.onLine);
    addEventListener('online', look);
    addEventListener('offline', look);
    return () => {
      removeEventListener('online', look);
      removeEventListener('offline', look);
    };
  }, []);
  return online;
}

/** A line at the top while there is no network, or while what is shown is not of now. */
export function NetLine({ asOf }: { readonly asOf: Date | null }) {
  const online = useOnline();
  const say = useWords(shellWords);
  const format = useFormat();
  if (online && asOf === null) return null;
  const isToday = asOf?.toDateString() === new Date().toDateString();
  return (
    <Banner kind="warn" icon={noNetwork}>
      {asOf === null ? say.offline : say.offlineSince(isToday ? format.time(asOf) : format.dateTime(asOf))}
    </Banner>
  );
}
