import type { Schemas } from '@bonum/client';
import { useAsked, type Asked } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';

export type CallSettings = Schemas['CallSettings'];

/** What calls can be about. */
export const useCallSettings = (): Asked<CallSettings> =>
  useAsked(keys.callSettings, (signal) => answered(api.GET('/v1/calls/settings', { signal })));
