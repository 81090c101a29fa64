import {
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useQuery,
  type QueryKey,
} from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { Answer, Failure } from './failure.ts';

/** A failure on its way through the cache, which knows exceptions only. */
class Failed extends Error {
  readonly failure: Failure;
  constructor(failure: Failure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** What was asked once is known to every page; asked again when the desk is looked at again or is back on the network. */
export const known = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5000,
      networkMode: 'always',
      retry: (failures, error) => failures < 2 && error instanceof Failed && error.failure.kind === 'away',
      retryDelay: (failures) => 500 * 2 ** failures,
    },
  },
});

/** What was asked for, as far as it has come. `frame/shown.tsx` draws each state. */
export type Asked<T> =
  | { readonly state: 'loading'; readonly retry: () => void }
  | { readonly state: 'failed'; readonly failure: Failure; readonly retry: () => void }
  | {
      readonly state: 'here';
      readonly value: T;
      /** When it was so, if it could not be asked for again since. */
      readonly asOf: Date | null;
      /** It is that of another question, whose answer is on its way: a list while its filter changes. */
      readonly old: boolean;
      readonly retry: () => void;
    };

interface Asking {
  /** false: not yet. */
  readonly when?: boolean;
  /** What stood there stays until the next answer has come. */
  readonly keep?: boolean;
}

/** Asks, and keeps what is shown up to date: `useAsked(keys.brand, (signal) => answered(api.GET('/v1/brand', { signal })))`. */
export function useAsked<T>(
  key: QueryKey,
  ask: (signal: AbortSignal) => Promise<Answer<T>>,
  { when = true, keep = false }: Asking = {},
): Asked<T> {
  const result = useQuery({
    queryKey: key,
    // undefined is no answer for the cache.
    queryFn: async ({ signal }) => ({ value: orThrow(await ask(signal)) }),
    enabled: when,
    ...(keep && { placeholderData: keepPreviousData }),
  });
  const retry = (): void => void result.refetch();
  if (result.data)
    return {
      state: 'here',
      value: result.data.value,
      asOf: result.error ? new Date(result.dataUpdatedAt) : null,
      old: result.isPlaceholderData,
      retry,
    };
  if (result.error) return { state: 'failed', failure: failureIn(result.error), retry };
  return { state: 'loading', retry };
}

/** A part of a long list, and where the next begins. */
export interface Part<Item> {
  readonly items: readonly Item[];
  readonly next?: string | null | undefined;
}

export interface Listed<Item> {
  readonly items: readonly Item[];
  /** There is more. */
  readonly more: boolean;
  readonly moreBusy: boolean;
  readonly askMore: () => void;
}

/** A long list, part by part: `useListed(keys.history(id), (after, signal) => …)`. */
export function useListed<Item>(
  key: QueryKey,
  ask: (after: string | undefined, signal: AbortSignal) => Promise<Answer<Part<Item>>>,
  { when = true, keep = false }: Asking = {},
): Asked<Listed<Item>> {
  const result = useInfiniteQuery({
    queryKey: key,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => orThrow(await ask(pageParam, signal)),
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: when,
    ...(keep && { placeholderData: keepPreviousData }),
  });
  const retry = (): void => void result.refetch();
  if (result.data)
    return {
      state: 'here',
      value: {
        items: result.data.pages.flatMap(({ items }) => items),
        more: result.hasNextPage,
        moreBusy: result.isFetchingNextPage,
        askMore: () => void result.fetchNextPage(),
      },
      asOf: result.error ? new Date(result.dataUpdatedAt) : null,
      old: result.isPlaceholderData,
      retry,
    };
  if (result.error) return { state: 'failed', failure: failureIn(result.error), retry };
  return { state: 'loading', retry };
}

const failureIn = (error: Error): Failure => (error instanceof Failed ? error.failure : { kind: 'away' });

function orThrow<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value;
  if (answer.failure.kind === 'signed-out') signedOut();
  throw new Failed(answer.failure);
}

/** Asks again for everything that a change may have touched: `outdated(keys.member(id))`. */
export const outdated = (...touched: readonly QueryKey[]): void => {
  for (const queryKey of touched) void known.invalidateQueries({ queryKey });
};

let signedOut = (): void => {};

/** What happens when the server says that the session is over. */
export function whenSignedOut(then: () => void): void {
  signedOut = then;
}

export interface Doing<Input extends unknown[], T> {
  /** Does it, unless it is being done: a second press does nothing twice. */
  readonly run: (...input: Input) => Promise<Answer<T> | null>;
  readonly busy: boolean;
  /** Why the last one failed; gone with the next. */
  readonly failure: Failure | null;
}

/** Does something, once at a time: `const grant = useDoing((points: number) => answered(api.POST(…)))`. */
export function useDoing<Input extends unknown[], T>(
  act: (...input: Input) => Promise<Answer<T>>,
): Doing<Input, T> {
  const running = useRef(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const run = async (...input: Input): Promise<Answer<T> | null> => {
    if (running.current) return null;
    running.current = true;
    setBusy(true);
    const answer = await act(...input);
    running.current = false;
    setBusy(false);
    setFailure(answer.ok ? null : answer.failure);
    if (!answer.ok && answer.failure.kind === 'signed-out') signedOut();
    return answer;
  };
  return { run, busy, failure };
}
