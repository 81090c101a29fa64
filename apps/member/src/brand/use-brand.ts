import type { Schemas } from '@bonum/client';
import { useAsked } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';

/** The chain's name, ways to ask for help and texts; null until they are known. */
export function useBrand(): Schemas['Brand'] | null {
  const asked = useAsked(['brand'], () => answered(api.GET('/v1/brand')));
  return asked.state === 'here' ? asked.value : null;
}
