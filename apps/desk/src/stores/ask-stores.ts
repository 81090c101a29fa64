import type { paths } from '@bonum/client';
import { useAsked, useListed, type Asked, type Listed } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered, type Answer, type Answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';

interface Wanted {
  readonly text: string;
  readonly after?: string | undefined;
  readonly limit?: number;
}

const ask = ({ text, after, limit }: Wanted, signal: AbortSignal) =>
  answered(
    api.GET('/v1/stores', {
      params: {
        query: {
          ...(text.trim() !== '' && { text: text.trim().slice(0, 100) }),
          ...(after !== undefined && { after }),
          ...(limit !== undefined && { limit }),
        },
      },
      signal,
    }),
  );

export type Store = Answered<typeof ask>['stores'][number];

/** All of them by name, or those with these words. */
export const useStores = (text: string): Asked<Listed<Store>> =>
  useListed<Store>(
    keys.stores('list', text.trim()),
    async (after, signal) => {
      const answer = await ask({ text, after }, signal);
      if (!answer.ok) return answer;
      return { ok: true, value: { items: answer.value.stores, next: answer.value.next } };
    },
    { keep: true },
  );

/** What a list that opens has room for. */
const IN_A_LIST = 20;

export const useFewStores = (text: string): Asked<readonly Store[]> =>
  useAsked(
    keys.stores('few', text.trim()),
    async (signal) => {
      const answer = await ask({ text, limit: IN_A_LIST }, signal);
      return answer.ok ? { ok: true, value: answer.value.stores } : answer;
    },
    { keep: true },
  );

type Writing = paths['/v1/stores']['put']['requestBody']['content']['application/json'];

export const putStore = (
  store: Store,
  { onlyNew }: Pick<Writing, 'onlyNew'>,
): Promise<Answer<{ written: number }>> =>
  answered(api.PUT('/v1/stores', { body: { stores: [store], ...(onlyNew !== undefined && { onlyNew }) } }));
