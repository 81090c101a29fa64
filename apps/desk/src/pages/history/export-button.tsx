import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { saveCsv, type Progress } from './save-csv.ts';
import { historyWords } from './words.ts';

type State =
  | { readonly at: 'rest' | 'broken' }
  | { readonly at: 'done'; readonly rows: number }
  | ({ readonly at: 'going' } & Progress);

/** Saves what the filter holds as a file, and says how far it is. */
export function ExportButton({ query }: { readonly query: URLSearchParams }) {
  const say = useWords(historyWords);
  const format = useFormat();
  const { language } = useLanguage();
  const [state, setState] = useState<State>({ at: 'rest' });
  const stopping = useRef<AbortController | null>(null);
  const start = async (): Promise<void> => {
    stopping.current = new AbortController();
    setState({ at: 'going', done: 0, all: 0 });
    const { signal } = stopping.current;
    const wanted = new URLSearchParams(query);
    wanted.set('language', language);
    const rows = await saveCsv(`/v1/exports/receipts?${wanted}`, {
      signal,
      tell: (progress) => setState({ at: 'going', ...progress }),
    }).catch(() => null);
    if (rows === null) setState({ at: signal.aborted ? 'rest' : 'broken' });
    else setState({ at: 'done', rows });
  };
  return (
    <div className="export">
      <p role="status">
        {state.at === 'going' && say.progress(format.number(state.done), format.number(state.all))}
        {state.at === 'done' && say.exported(format.number(state.rows))}
        {state.at === 'broken' && <span className="bad">{say.notWhole}</span>}
      </p>
      {state.at === 'going' ? (
        <>
          <progress max={Math.max(state.all, 1)} value={state.done} aria-label={say.export} />
          <Button kind="outline" onPress={() => stopping.current?.abort()}>
            {say.stop}
          </Button>
        </>
      ) : (
        <Button kind="outline" onPress={() => void start()}>
          {say.export}
        </Button>
      )}
    </div>
  );
}
