import { contract } from '../operation.ts';
import * as example from '../examples.ts';
import { closed, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/record.ts';

const params = closed({ memberId: Uuid, commandId: Uuid });
const nowhere = {
  params: { memberId: example.ids.member, commandId: example.ids.recordCommand },
  refusal: 'unknown-command',
} as const;

export const getRecord = contract({
  id: 'get-record',
  method: 'GET',
  path: '/record',
  tag: 'record',
  summary: 'How the system of record fares',
  description:
    'Where the chain’s 1C, SAP or Saby has the truth about members and points: whether it answers, and how much waits to reach it.',
  access: 'record:write',
  answer: schema.RecordState,
  refusals: [],
  examples: [{ name: 'Bonum keeps members and points itself' }],
});

export const listRecordCommands = contract({
  id: 'list-record-commands',
  method: 'GET',
  path: '/record/commands',
  tag: 'record',
  summary: 'What is to happen in the system of record, and what has',
  description:
    'What is open begins with the oldest, what is through with the newest. Commands of one member are told one after another: one that was refused keeps those behind it. What has reached the system is forgotten after thirty days. Ask for the next page with `after`.',
  access: 'record:write',
  audited: 'view',
  query: schema.RecordCommandList,
  answer: schema.RecordCommandPage,
  refusals: [],
  examples: [
    { name: 'What waits and what was refused' },
    { name: 'What was refused', query: { state: 'refused' } },
  ],
});

export const retryRecordCommand = contract({
  id: 'retry-record-command',
  method: 'POST',
  path: '/members/{memberId}/record-commands/{commandId}/retry',
  tag: 'record',
  summary: 'Tell the system of record once more',
  description:
    'At once, even where the system is left alone because it did not answer, with everything of the same member that waits before it and behind it. Look at the list for what has become of it.',
  access: 'record:write',
  params,
  answer: schema.RecordCommand,
  refusals: ['unknown-command', 'command-ended'],
  examples: [{ name: 'No such command', ...nowhere }],
});

export const discardRecordCommand = contract({
  id: 'discard-record-command',
  method: 'POST',
  path: '/members/{memberId}/record-commands/{commandId}/discard',
  tag: 'record',
  summary: 'Give a command up',
  description:
    'The system of record is not told of it. What it says of the member is so from then on: points that it was to be told of are gone here too, or are back.',
  access: 'record:write',
  params,
  body: schema.RecordDiscard,
  answer: schema.RecordCommand,
  refusals: ['unknown-command', 'command-ended'],
  examples: [{ name: 'No such command', ...nowhere, body: { reason: 'Booked by hand in the back office' } }],
});

export const checkRecord = contract({
  id: 'check-record',
  method: 'POST',
  path: '/record/check',
  tag: 'record',
  summary: 'Look whether the system of record has what Bonum needs',
  description:
    'What is not published there, or not permitted, is named, with what to do. Nothing is changed.',
  access: 'record:write',
  mostPerMinute: 10,
  answer: schema.RecordChecks,
  refusals: [],
  examples: [{ name: 'Nothing to look at where Bonum keeps members itself' }],
});
