import { onlineManager, QueryClient, QueryObserver, type QueryKey } from '@tanstack/query-core';
import { useEffect, useState } from 'preact/hooks';
import type { Answer, Failure } from './failure.ts';

/** A failure on its way through the cache, which knows exceptions only. */
class Failed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** How long something remembered is shown before it is asked for again; nothing is asked while the app is not looked at. */
const REMEMBERED_MS = 10_000;

/** What was asked once is known to every page; asked again when the app is looked at again or is back on the network. */
export const known = new QueryClient({
  defaultOptions: {
    queries: {
      // What was only remembered is asked for anew as soon as it can be.
      staleTime: ({ state }) => (isRemembered(state.data) ? 0 : 5000),
      // The service worker has the last known answer where there is no network: ask in any case.
      networkMode: 'always',
      refetchOnReconnect: true,
      // A phone does not always say that its network is back, nor that it had gone.
      refetchInterval: ({ state }) => isRemembered(state.data) && REMEMBERED_MS,
      retry: (failures, error) => failures < 2 && error instanceof Failed && error.failure.kind === 'away',
      retryDelay: (failures) => 500 * 2 ** failures,
    },
  },
});
// It believes in a network until it sees one go: an app that was opened without one would not notice that it came.
onlineManager.setOnline(navigator.onLine);
known.mount();

export type Asked<T> =
  | { readonly state: 'loading'; readonly retry: () => void }
  | { readonly state: 'failed'; readonly failure: Failure; readonly retry: () => void }
  | {
      readonly state: 'here';
      readonly value: T;
      /** When it was so, if it is not certain to be so still. */
      readonly asOf: Date | null;
      readonly retry: () => void;
    };

/** Asks, and keeps what is shown up to date: `useAsked(['me'], () => answered(api.GET('/v1/me')))`. */
export function useAsked<T>(key: QueryKey, ask: () => Promise<Answer<T>>): Asked<T> {
  const options = { queryKey: key, queryFn: () => ask().then(orThrow) };
  const [observer] = useState(() => new QueryObserver(known, options));
  const [, seen] = useState({});
  useEffect(() => observer.subscribe(() => seen({})), [observer]);
  const hash = JSON.stringify(key);
  useEffect(() => observer.setOptions(options), [observer, hash]);
  const result = observer.getOptimisticResult(known.defaultQueryOptions(options));
  // What else the page could not be told is asked for as well: nobody sees which part of it failed.
  const retry = (): void =>
    void known.refetchQueries({
      type: 'active',
      predicate: (query) => query === observer.getCurrentQuery() || query.state.status === 'error',
    });
  if (result.data) {
    // An answer that was good, and could not be asked for again since.
    const { value, asOf } = result.data;
    return {
      state: 'here',
      value,
      asOf: asOf ?? (result.error ? new Date(result.dataUpdatedAt) : null),
      retry,
    };
  }
  if (result.error)
    return {
      state: 'failed',
      failure: result.error instanceof Failed ? result.error.failure : { kind: 'away' },
      retry,
    };
  return { state: 'loading', retry };
}

/**
 * What an act has answered is known from now on, without asking. An answer that is still on its way was given before, and must not
 * take its place; whoever waits for it is answered anew.
 */
export function learn(key: QueryKey, value: unknown): void {
  const isAsked = known.isFetching({ queryKey: key, exact: true }) > 0;
  if (isAsked) void known.cancelQueries({ queryKey: key, exact: true });
  known.setQueryData<Good<unknown>>(key, { value, asOf: null });
  if (isAsked) void known.invalidateQueries({ queryKey: key, exact: true });
}

const isRemembered = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && 'asOf' in data && data.asOf !== null;

interface Good<T> {
  readonly value: T;
  readonly asOf: Date | null;
}

function orThrow<T>(answer: Answer<T>): Good<T> {
  if (answer.ok) return answer;
  if (answer.failure.kind === 'signed-out') signedOut();
  if (answer.failure.kind === 'refused' && answer.failure.code === 'contact-needed') contactNeeded();
  throw new Failed(answer.failure);
}

let signedOut = (): void => {};

/** What happens when the server says that the session is over. */
export function whenSignedOut(then: () => void): void {
  signedOut = then;
}

let contactNeeded = (): void => {};

/** What happens when the server wants a phone or an e-mail proved first: whoever came in by a code of staff. */
export function whenContactNeeded(then: () => void): void {
  contactNeeded = then;
}

export interface Doing<Input extends unknown[], T> {
  /** Does it, unless it is being done: a second tap does nothing twice. */
  readonly run: (...input: Input) => Promise<Answer<T> | null>;
  readonly busy: boolean;
  /** Why the last one failed; gone with the next. */
  readonly failure: Failure | null;
}

/** Does something, once at a time: `const join = useDoing((name: string) => answered(api.POST(…)))`. */
export function useDoing<Input extends unknown[], T>(
  act: (...input: Input) => Promise<Answer<T>>,
): Doing<Input, T> {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (...input: Input): Promise<Answer<T> | null> => {
    if (busy) return null;
    setBusy(true);
    const answer = await act(...input);
    setBusy(false);
    setFailure(answer.ok ? null : answer.failure);
    if (!answer.ok && answer.failure.kind === 'signed-out') signedOut();
    return answer;
  };
  return { run, busy, failure };
}
