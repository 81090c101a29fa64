import type { Schemas } from '@bonum/client';
import type { Part } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered, type Answer } from '../api/failure.ts';
import type { Call } from './use-my-calls.ts';

export type CallsWanted = Schemas['CallsRequest'];

/** A page of calls. The question goes in a body: no phone stands in an address. */
export async function askCalls(
  wanted: CallsWanted,
  before: string | undefined,
  signal: AbortSignal,
): Promise<Answer<Part<Call>>> {
  const body = { ...wanted, ...(before !== undefined && { before }) };
  const answer = await answered(api.POST('/v1/calls/list', { body, signal }));
  return answer.ok ? { ok: true, value: { items: answer.value.calls, next: answer.value.next } } : answer;
}
