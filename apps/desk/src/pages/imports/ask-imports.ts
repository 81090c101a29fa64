import type { paths } from '@bonum/client';
import { outdated, useAsked, useListed, type Asked, type Listed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answer, type Answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';

const askFeeds = (signal: AbortSignal) => answered(api.GET('/v1/feeds', { signal }));
export type Feed = Answered<typeof askFeeds>['feeds'][number];
export type FeedRun = Feed['runs'][number];

/** Addresses from which goods are fetched, by name. */
export function useFeeds(): Asked<readonly Feed[]> {
  const asked = useAsked(keys.feeds, askFeeds);
  return asked.state === 'here' ? { ...asked, value: asked.value.feeds } : asked;
}

const askExchanges = (signal: AbortSignal) => answered(api.GET('/v1/exchanges', { signal }));
export type Exchange = Answered<typeof askExchanges>['exchanges'][number];
export type ExchangeFile = Exchange['files'][number];

/** What 1C has given away of late, the newest first. */
export function useExchanges(): Asked<readonly Exchange[]> {
  const asked = useAsked(keys.exchanges, askExchanges);
  return asked.state === 'here' ? { ...asked, value: asked.value.exchanges } : asked;
}

const askPictures = (signal: AbortSignal) => answered(api.GET('/v1/pictures', { signal }));
export type Pictures = Answered<typeof askPictures>;
export type PictureProblem = Pictures['problems'][number];

/** Pictures of goods that offers show, and what of them could not be taken. */
export const usePictures = (): Asked<Pictures> => useAsked(keys.pictures, askPictures);

export const retryPictures = (): Promise<Answer<Pictures>> => answered(api.POST('/v1/pictures/retry'));

export const picturesChanged = (): void => outdated(keys.pictures);

/** A row that was not taken, or not whole. */
export interface Problem {
  readonly number: number;
  readonly line: number;
  readonly what: string;
  readonly reason: string;
  /** What stood there; 1C's is in the reason. */
  readonly written?: string;
}

interface ProblemPage {
  readonly problems: readonly Problem[];
  readonly next: number | null;
}

/** The server counts rows; a list goes on from a text. */
function asPart(answer: Answer<ProblemPage>) {
  if (!answer.ok) return answer;
  const { problems, next } = answer.value;
  return { ok: true, value: { items: problems, next: next === null ? null : String(next) } } as const;
}

const AT_ONCE = 20;
const pageAfter = (after: string | undefined) => ({
  limit: AT_ONCE,
  ...(after !== undefined && { after: Number(after) }),
});

export const useFeedProblems = (feedId: string, runId: string): Asked<Listed<Problem>> =>
  useListed<Problem>(keys.feedProblems(runId), async (after, signal) =>
    asPart(
      await answered(
        api.GET('/v1/feeds/{feedId}/runs/{runId}/problems', {
          params: { path: { feedId, runId }, query: pageAfter(after) },
          signal,
        }),
      ),
    ),
  );

export const useExchangeProblems = (exchangeId: string, file: string): Asked<Listed<Problem>> =>
  useListed<Problem>(keys.exchangeProblems(exchangeId, file), async (after, signal) =>
    asPart(
      await answered(
        api.GET('/v1/exchanges/{exchangeId}/problems', {
          params: { path: { exchangeId }, query: { file, ...pageAfter(after) } },
          signal,
        }),
      ),
    ),
  );

const askDraft = (feedId: string, signal: AbortSignal) =>
  answered(api.GET('/v1/feeds/{feedId}/draft', { params: { path: { feedId } }, signal }));
export type Draft = Answered<typeof askDraft>;

/** The live programme with what the promos of a feed would be. */
export const useDraft = (feedId: string): Asked<Draft> =>
  useAsked(keys.feedDraft(feedId), (signal) => askDraft(feedId, signal));

export type FeedRequest = paths['/v1/feeds/{feedId}']['put']['requestBody']['content']['application/json'];

export const putFeed = (feedId: string, body: FeedRequest): Promise<Answer<Feed>> =>
  answered(api.PUT('/v1/feeds/{feedId}', { params: { path: { feedId } }, body }));

/** What there is of a feed, as it is sent back with a change; what is not named stays. */
export const sentBack = ({ kind, name, url, everyMinutes, paused }: Feed): FeedRequest => ({
  kind,
  name,
  ...(url !== undefined && { url }),
  everyMinutes,
  paused,
});

export const runFeed = (feedId: string): Promise<Answer<Feed>> =>
  answered(api.POST('/v1/feeds/{feedId}/run', { params: { path: { feedId } } }));

/** Something was done about feeds: their state is asked for anew. */
export const feedsChanged = (): void => outdated(keys.feeds);

/** Fetched as soon as a worker has time. */
export const isDue = ({ nextAt }: Feed): boolean => nextAt !== null && Date.parse(nextAt) <= Date.now();

/** Something is being read, or will be in a moment. */
export const isMoving = (feeds: readonly Feed[], exchanges: readonly Exchange[]): boolean =>
  feeds.some((feed) => isDue(feed) || feed.runs[0]?.state === 'running') ||
  exchanges.some(({ files }) => files.some(({ state }) => state === 'waiting' || state === 'running'));
