import type { Schemas } from '@bonum/client';
import { useEffect } from 'preact/hooks';
import { useAsked, type Asked } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { useLive } from '../api/live.ts';
import { keepServerTime } from '../api/server-time.ts';

export type Me = Schemas['Me'];

/** The member who has signed in, kept up to date while the page is looked at. */
export function useMe(): Asked<Me> {
  const me = useAsked(['me'], () => answered(api.GET('/v1/me')));
  const fresh = me.state === 'here' && me.asOf === null ? me.value : null;
  useEffect(() => {
    if (fresh) keepServerTime(fresh.now);
  }, [fresh?.now]);
  useLive(fresh?.version ?? null);
  return me;
}
