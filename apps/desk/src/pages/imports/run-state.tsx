import { useFormat, useWords } from '@bonum/ui/language';
import type { FeedRun } from './ask-imports.ts';
import { importsWords } from './words.ts';

/** How a run fares, in words. */
export function RunState({ of }: { readonly of: FeedRun }) {
  const say = useWords(importsWords);
  const format = useFormat();
  const because = useBecause();
  if (of.state === 'running') return say.reading(format.count(of.goods, say.goodsForms));
  const at = format.dateTime(of.endedAt ?? of.beganAt);
  if (of.state === 'done') return say.done(at);
  return (
    <>
      <span className="imports-no">{say.notDone(because(of.because ?? ''))}</span>
      <span className="second">{` · ${at}`}</span>
    </>
  );
}

/** Why a run failed; the list is open, and of HTTP the number is enough. */
function useBecause(): (because: string) => string {
  const { because } = useWords(importsWords);
  const known: Readonly<Record<string, string>> = because;
  return (code) => known[code] ?? code.replace(/^http-/, 'HTTP ');
}

/** What a run came to so far: what of its goods differed, what did not, what was not taken, what was given up. */
export function useRunCount(): (run: FeedRun, what: 'written' | 'unchanged' | 'bad' | 'gone') => string {
  const format = useFormat();
  return (run, what) =>
    format.number(what === 'unchanged' ? Math.max(0, run.goods - run.written) : run[what]);
}
