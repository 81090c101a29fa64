import { Type } from 'typebox';
import * as example from '../examples.ts';
import { contract } from '../operation.ts';
import { closed, nullable, Uuid } from '../schemas/common.ts';
import * as schema from '../schemas/calls.ts';

const params = closed({ callId: Uuid });
const recordingParams = closed({ callId: Uuid, recordingId: Uuid });
const call = { callId: example.ids.call };

/** What browsers play and exchanges record. */
const audio = {
  types: ['audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/mp4'],
  mostBytes: 30_000_000,
} as const;

export const reportCall = contract({
  id: 'report-call',
  method: 'POST',
  path: '/calls/news',
  tag: 'calls',
  summary: 'Tell what happened to a call',
  description:
    'For any telephone exchange. Tell each thing as it happens: `started`, `answered`, `held`, `ended`, `recording-ready`. Order and repetition do not matter: the same news always make the same call. An `ended` without `leg` ends the call; with one, that part of it.\n\nWith `extension` the caller’s page opens on the screen of the operator at that telephone. A recording is fetched from `recordingUrl` as soon as it is there and is then played from here; or send it with `put-call-recording`.',
  access: 'calls:write',
  audited: 'nothing',
  body: schema.CallNewsRequest,
  answer: schema.CallReported,
  refusals: ['bad-phone', 'call-ahead'],
  examples: [
    { name: 'It rings', body: { ...example.call, event: 'started' } },
    { name: 'It is answered', body: { ...example.call, event: 'answered' } },
    {
      name: 'A call of another century',
      body: { ...example.call, event: 'ended', at: '2101-01-01T10:00:00+03:00' },
      refusal: 'call-ahead',
    },
  ],
});

export const putCallRecording = contract({
  id: 'put-call-recording',
  method: 'PUT',
  path: '/calls/{callId}/recordings/{recordingId}',
  tag: 'calls',
  summary: 'Send the recording of a call',
  description:
    'The body is the recording itself: MP3, WAV, Ogg or MP4, at most 30 MB; what it is shows its beginning, not its name. `recordingId` is made by you; the same one again takes the place of the first.',
  access: 'calls:write',
  audited: 'nothing',
  params: recordingParams,
  upload: audio,
  answer: schema.Recording,
  refusals: ['unknown-call', 'bad-recording', 'not-audio'],
  examples: [
    {
      name: 'Nothing is sent',
      params: { ...call, recordingId: example.ids.recording },
      refusal: 'not-audio',
    },
  ],
});

export const listMyCalls = contract({
  id: 'list-my-calls',
  method: 'GET',
  path: '/staff/me/calls',
  tag: 'calls',
  summary: 'The calls at your telephone',
  description:
    'Those that ring or are talked at the telephone you sit at, and those you have ended and said nothing of yet. `GET /v1/staff/live/calls` is a stream of events that says when to ask again.',
  access: 'calls:take',
  answer: schema.MyCalls,
  refusals: [],
  examples: [{ name: 'What rings' }],
});

export const setMyExtension = contract({
  id: 'set-my-extension',
  method: 'PUT',
  path: '/staff/me/extension',
  tag: 'calls',
  summary: 'Say at which telephone you sit',
  description:
    'Calls that ring there open on your screen. Whoever says so last has the telephone; null: you sit at none.',
  access: 'calls:take',
  body: closed({ extension: nullable(schema.Extension) }),
  answer: closed({ extension: nullable(schema.Extension) }),
  refusals: ['operators-only'],
  examples: [{ name: 'A key sits nowhere', body: { extension: '101' }, refusal: 'operators-only' }],
});

export const listCalls = contract({
  id: 'list-calls',
  method: 'POST',
  path: '/calls/list',
  tag: 'calls',
  summary: 'Calls, newest first',
  description:
    'Of everybody, or of one member, phone, operator, topic, day. The phone is matched by its last ten digits. The question is a body, so that no phone stands in an address.',
  access: 'calls:take',
  audited: 'view',
  body: schema.CallsRequest,
  answer: schema.CallsPage,
  refusals: ['bad-phone', 'unknown-member'],
  examples: [{ name: 'Of the member', body: { memberId: example.ids.member, limit: 20 } }],
});

export const wrapUpCall = contract({
  id: 'wrap-up-call',
  method: 'PUT',
  path: '/calls/{callId}/wrap-up',
  tag: 'calls',
  summary: 'Say what a call was about',
  description:
    'A note, a topic, and who it was, where the phone does not say it. By whoever took the call, or by who may listen to it. All of it is written anew; what is left out is empty, but the member stays.',
  access: 'calls:take',
  params,
  body: schema.WrapUpRequest,
  answer: schema.Call,
  refusals: ['unknown-call', 'unknown-topic', 'unknown-member', 'not-your-call'],
  examples: [
    {
      name: 'Where the points went',
      params: call,
      body: { topic: 'points', note: 'Спросила о баллах за кроссовки', memberId: example.ids.member },
    },
    { name: 'About nothing known', params: call, body: { topic: 'weather' }, refusal: 'unknown-topic' },
  ],
});

export const setCallMember = contract({
  id: 'set-call-member',
  method: 'PUT',
  path: '/calls/{callId}/member',
  tag: 'calls',
  summary: 'Say whose call it is',
  description:
    'While it goes on or after it, where the phone leads to nobody or to several: the operator asked, or has just signed the caller up. What an exchange tells of the call afterwards does not change it.',
  access: 'calls:take',
  params,
  body: closed({ memberId: Uuid }),
  answer: schema.Call,
  refusals: ['unknown-call', 'unknown-member', 'not-your-call'],
  examples: [
    { name: 'It was Anna who called', params: call, body: { memberId: example.ids.member } },
    {
      name: 'Nobody has this id',
      params: call,
      body: { memberId: example.ids.key },
      refusal: 'unknown-member',
    },
  ],
});

export const commandCall = contract({
  id: 'command-call',
  method: 'POST',
  path: '/calls/{callId}/commands',
  tag: 'calls',
  summary: 'Hold, hand over or end a call',
  description: 'Of a call at your telephone, as far as its exchange can: `can` of `list-my-calls` says what.',
  access: 'calls:take',
  params,
  body: schema.CommandRequest,
  answer: closed({ done: Type.Literal(true) }),
  refusals: ['unknown-call', 'not-your-call', 'exchange-cannot', 'exchange-away'],
  examples: [
    { name: 'An exchange that only tells', params: call, body: { act: 'hang-up' }, refusal: 'not-your-call' },
  ],
});

export const callBack = contract({
  id: 'call-back',
  method: 'POST',
  path: '/calls',
  tag: 'calls',
  summary: 'Call a member from your telephone',
  description: 'Your telephone rings first, then that of the member, or of the phone that is given.',
  access: 'calls:take',
  body: schema.CallBackRequest,
  answer: closed({ done: Type.Literal(true) }),
  refusals: ['unknown-member', 'bad-phone', 'no-extension', 'exchange-cannot', 'exchange-away'],
  examples: [{ name: 'From no telephone', body: { memberId: example.ids.member }, refusal: 'no-extension' }],
});

export const getCallRecording = contract({
  id: 'get-call-recording',
  method: 'GET',
  path: '/calls/{callId}/recordings/{recordingId}',
  tag: 'calls',
  summary: 'Listen to a call',
  description:
    'The recording itself; any part of it with `Range`, so that a player can seek. Whoever listens stands in the audit log.',
  access: 'calls:listen',
  params: recordingParams,
  answer: schema.Streamed,
  download: audio.types,
  refusals: ['unknown-recording'],
  examples: [
    {
      name: 'There is none',
      params: { ...call, recordingId: example.ids.recording },
      refusal: 'unknown-recording',
    },
  ],
});

export const getCallSettings = contract({
  id: 'get-call-settings',
  method: 'GET',
  path: '/calls/settings',
  tag: 'calls',
  summary: 'What calls can be about, and how long they are kept',
  description: 'Topics to choose from when a call has ended, and how many days recordings are kept.',
  access: 'calls:take',
  answer: schema.CallSettings,
  refusals: [],
  examples: [{ name: 'The topics' }],
});

export const putCallSettings = contract({
  id: 'put-call-settings',
  method: 'PUT',
  path: '/calls/settings',
  tag: 'calls',
  summary: 'Write what calls can be about, and how long they are kept',
  description:
    'All of it at once. A topic that is left out stays with the calls it was given to. Fewer days count at once: what is older is deleted within the hour.',
  access: 'content:write',
  body: schema.CallSettings,
  answer: schema.CallSettings,
  refusals: ['id-twice'],
  examples: [
    {
      name: 'Two topics, half a year',
      body: {
        topics: [
          { id: 'points', title: { ru: 'Баллы', en: 'Points' } },
          { id: 'card', title: { ru: 'Карта', en: 'Card' } },
        ],
        keepRecordingsDays: 180,
      },
    },
  ],
});
