import { outdated, useAsked, useListed, type Asked, type Listed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answered } from '../../api/failure.ts';
import { keys } from '../../api/keys.ts';

const askRecord = (signal: AbortSignal) => answered(api.GET('/v1/record', { signal }));

/** How the system of record fares, and how much waits to reach it. */
export type RecordState = Answered<typeof askRecord>;
export const useRecord = (): Asked<RecordState> => useAsked(keys.record, askRecord);

const askCommands = (query: object, signal: AbortSignal) =>
  answered(api.GET('/v1/record/commands', { params: { query }, signal }));

export type Command = Answered<typeof askCommands>['commands'][number];

/** What the list can show; `open` waits or was refused. */
export const shows = ['open', 'refused', 'done', 'kept', 'discarded'] as const;
export type Show = (typeof shows)[number];

/** What is open begins with the oldest, what is through with the newest. */
export const useCommands = (show: Show): Asked<Listed<Command>> =>
  useListed<Command>(keys.recordCommands(show), async (after, signal) => {
    const query = { state: show, ...(after !== undefined && { after }) };
    const answer = await askCommands(query, signal);
    if (!answer.ok) return answer;
    return { ok: true, value: { items: answer.value.commands, next: answer.value.next } };
  });

const path = ({ memberId, commandId }: Command) => ({ path: { memberId, commandId } });

export const retryCommand = (command: Command) =>
  answered(api.POST('/v1/members/{memberId}/record-commands/{commandId}/retry', { params: path(command) }));

export const discardCommand = (command: Command, reason: string) =>
  answered(
    api.POST('/v1/members/{memberId}/record-commands/{commandId}/discard', {
      params: path(command),
      body: { reason },
    }),
  );

export const checkRecord = () => answered(api.POST('/v1/record/check'));
export type RecordCheck = Answered<typeof checkRecord>['checks'][number];

/** It was asked by hand: whether it answers is known anew. */
export const recordChecked = (): void => outdated(keys.record);

/** When a worker may have told what somebody has just wanted told. */
const SOON_MS = [0, 2000, 5000, 10_000];

/** Something was done about a command: what becomes of it shows in some moments. */
export function commandChanged(memberId: string): void {
  for (const ms of SOON_MS)
    setTimeout(() => outdated(keys.record, keys.allRecordCommands, keys.member(memberId)), ms);
}
