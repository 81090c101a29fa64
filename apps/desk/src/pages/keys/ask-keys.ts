import type { paths } from '@bonum/client';
import { useListed, type Asked, type Listed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answer, type Answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';

const ask = (revoked: boolean, after: string | undefined, signal: AbortSignal) =>
  answered(
    api.GET('/v1/keys', {
      params: { query: { revoked, ...(after !== undefined && { after }) } },
      signal,
    }),
  );

export type Key = Answered<typeof ask>['keys'][number];

/** Those that open something, or those that were revoked; the newest first. */
export const useKeys = (revoked: boolean): Asked<Listed<Key>> =>
  useListed<Key>(keys.keys(revoked), async (after, signal) => {
    const answer = await ask(revoked, after, signal);
    if (!answer.ok) return answer;
    return { ok: true, value: { items: answer.value.keys, next: answer.value.next } };
  });

type NewKey = paths['/v1/keys']['post']['requestBody']['content']['application/json'];
export type Scope = NewKey['scopes'][number];

export const createKey = (body: NewKey) => answered(api.POST('/v1/keys', { body }));

/** All that was done in the sandbox is gone then. */
export const resetSandbox = () => answered(api.POST('/v1/sandbox/reset'));

/** A key with its secret, shown once. */
export type Made = Answered<typeof createKey>;

const path = ({ keyId }: Key) => ({ path: { keyId } });

/** Unless somebody else has given it a new secret since it was seen. */
export const rotateKey = (key: Key, overlapMinutes: number): Promise<Answer<Made>> =>
  answered(
    api.POST('/v1/keys/{keyId}/rotate', {
      params: path(key),
      body: { overlapMinutes, ifSecretSince: key.secret.since },
    }),
  );

export const endOldSecret = (key: Key): Promise<Answer<Key>> =>
  answered(api.POST('/v1/keys/{keyId}/end-old-secret', { params: path(key) }));

export const revokeKey = (key: Key): Promise<Answer<Key>> =>
  answered(api.POST('/v1/keys/{keyId}/revoke', { params: path(key) }));
