import type { Scope } from '@bonum/contract';
import { refuse, type ScopedCaller, type Refusal } from '../operation.ts';

export interface Place {
  readonly storeId: string | null;
  readonly tillId: string | null;
}

/**
 * A key has to do with no other that may do more than itself. An administrator has: they could give themselves any role, and
 * the audit log says what they did.
 */
export function beyondOwn(caller: ScopedCaller, scopes: readonly Scope[]): Refusal | null {
  if ('operatorId' in caller) return null;
  const beyond = scopes.find((scope) => !caller.scopes.includes(scope));
  if (beyond === undefined) return null;
  return refuse('scope-missing', `Your key has no scope ${beyond} to give or to take.`, {
    path: `/scopes/${scopes.indexOf(beyond)}`,
  });
}

/** Nor with one that works where it does not itself. */
export function beyondOwnPlace(caller: ScopedCaller, { storeId, tillId }: Place): Refusal | null {
  if (caller.storeId !== null && caller.storeId !== storeId)
    return refuse('wrong-store', `Your key is for store ${caller.storeId} only.`, { path: '/storeId' });
  if (caller.tillId !== null && caller.tillId !== tillId)
    return refuse('wrong-store', `Your key is for till ${caller.tillId} only.`, { path: '/tillId' });
  return null;
}
