import { useState } from 'preact/hooks';

interface Once {
  /** The id for what is asked: said again, because its answer was lost, it has the same one, and is done no second time. */
  readonly idFor: (said: unknown) => string;
  /** It is done: the same asked again is something new. */
  readonly done: () => void;
}

/** Ids for what this page asks the server to do once. */
export function useOnce(): Once {
  const [once] = useState(() => {
    let last: { readonly said: string; readonly id: string } | null = null;
    return {
      idFor: (said: unknown): string => {
        const text = JSON.stringify(said);
        if (last?.said !== text) last = { said: text, id: crypto.randomUUID() };
        return last.id;
      },
      done: (): void => {
        last = null;
      },
    };
  });
  return once;
}
