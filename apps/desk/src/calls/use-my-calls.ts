import type { Schemas } from '@bonum/client';
import { outdated, useAsked, type Asked } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';
import { useStream } from '../api/live.ts';

export type MyCalls = Schemas['MyCalls'];
export type MyCall = Schemas['MyCall'];
export type Call = Schemas['Call'];

/**
 * The calls at one's own telephone.
 * @param when false: whoever sits here takes no calls
 */
export const useMyCalls = (when = true): Asked<MyCalls> =>
  useAsked(keys.myCalls, (signal) => answered(api.GET('/v1/staff/me/calls', { signal })), { when });

/** The server says when to ask for them again. */
export function useCallNews(): void {
  const again = (): void => outdated(keys.myCalls);
  useStream('/v1/staff/live/calls', { calls: again, open: again });
}
