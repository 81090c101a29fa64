import { Type } from 'typebox';
import { closed, Moment, nullable, Phone, text, Uuid } from './common.ts';

/** How a telephone of the chain is dialled within it. */
export const Extension = Type.String({
  pattern: '^[0-9]{2,8}$',
  description: 'A telephone of the chain, as it is dialled within it',
});

export const Provider = Type.String({
  pattern: '^[a-z][a-z0-9-]{0,31}$',
  description: 'A telephone exchange: `mango`, `asterisk`, or what you call yours',
});

export const Direction = Type.Union([Type.Literal('in'), Type.Literal('out')]);

export const CallState = Type.Union([
  Type.Literal('ringing'),
  Type.Literal('talking'),
  Type.Literal('held'),
  Type.Literal('ended'),
]);

export const CallNewsRequest = closed({
  provider: Provider,
  externalCallId: text(200, 'What your exchange calls the call: the same for everything that you tell of it'),
  event: Type.Union([
    Type.Literal('started'),
    Type.Literal('answered'),
    Type.Literal('held'),
    Type.Literal('ended'),
    Type.Literal('recording-ready'),
  ]),
  at: Moment,
  leg: Type.Optional(
    text(
      200,
      'The part of the call that this is about, where it rings at more than one telephone; absent: the whole call',
    ),
  ),
  order: Type.Optional(
    Type.Integer({
      minimum: 0,
      maximum: Number.MAX_SAFE_INTEGER,
      description: 'Of two that are told of one leg the greater is the later; absent: `at` says so',
    }),
  ),
  direction: Type.Optional(Direction),
  clientPhone: Type.Optional(
    Type.Union([Phone, Type.Null()], {
      description:
        'The phone of whoever is not staff, in any writing; null: withheld; absent: this does not say',
    }),
  ),
  line: Type.Optional(text(32, 'The number of the chain that was called, or is called from')),
  extension: Type.Optional(Extension),
  talkSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
  recordingUrl: Type.Optional(
    Type.String({
      maxLength: 2000,
      pattern: '^https?://[^\\s/]+(/\\S*)?$',
      description: 'Where the recording is fetched, once; it may be a link that is good for one time',
    }),
  ),
});

export const CallReported = closed({ callId: Uuid, state: CallState });

export const RecordingState = Type.Union(
  [Type.Literal('waiting'), Type.Literal('kept'), Type.Literal('lost'), Type.Literal('deleted')],
  {
    description:
      '`waiting`: it is being fetched; `kept`: it can be played; `lost`: it could not be had; `deleted`: its time was over',
  },
);

export const Recording = closed({
  recordingId: Uuid,
  state: RecordingState,
  type: nullable(Type.String()),
  size: nullable(Type.Integer({ minimum: 0, description: 'In bytes' })),
});

/** Bytes that go out as they are read, from anywhere in them. */
export interface StreamedFile {
  readonly type: string;
  readonly size: number;
  readonly open: (range: {
    readonly first: number;
    readonly last: number;
  }) => Promise<ReadableStream<Uint8Array>>;
}
export const Streamed = Type.Unsafe<StreamedFile>({});

export const CallMember = closed({ memberId: Uuid, name: Type.String({ description: 'May be empty' }) });

const CallFound = Type.Union(
  [Type.Literal('one'), Type.Literal('several'), Type.Literal('none'), Type.Literal('withheld')],
  { description: 'To how many members the phone leads, by its last ten digits' },
);

export const CommandAct = Type.Union([
  Type.Literal('hang-up'),
  Type.Literal('hold'),
  Type.Literal('resume'),
  Type.Literal('transfer'),
]);

export const Call = closed({
  callId: Uuid,
  version: Type.Integer({ minimum: 1 }),
  state: CallState,
  direction: nullable(Direction),
  clientPhone: nullable(Type.String({ description: 'In part, unless you may see personal data' })),
  line: nullable(Type.String()),
  extension: nullable(Type.String()),
  operator: nullable(closed({ operatorId: Uuid, name: Type.String() })),
  found: CallFound,
  memberId: nullable(Uuid),
  startedAt: Moment,
  answeredAt: nullable(Moment),
  endedAt: nullable(Moment),
  talkSeconds: nullable(
    Type.Integer({ minimum: 0, description: '0: nobody answered; null: it has not ended' }),
  ),
  topic: nullable(Type.String()),
  note: nullable(Type.String()),
  recordings: Type.Array(Recording),
});

export const MyCall = closed({
  ...Call.properties,
  members: Type.Array(CallMember, { description: 'To whom the phone leads, to choose from' }),
  can: Type.Array(CommandAct, { description: 'What the exchange can be told to do with it' }),
});

export const MyCalls = closed({
  extension: nullable(Extension),
  mayCallBack: Type.Boolean({ description: 'Whether an exchange can call a member from here' }),
  calls: Type.Array(MyCall, {
    description: 'Those at your telephone, then those you ended without a word yet',
  }),
});

export const CallsRequest = closed({
  memberId: Type.Optional(Uuid),
  phone: Type.Optional(Phone),
  operatorId: Type.Optional(Uuid),
  direction: Type.Optional(Direction),
  outcome: Type.Optional(Type.Union([Type.Literal('answered'), Type.Literal('missed')])),
  topic: Type.Optional(text(64)),
  from: Type.Optional(Moment),
  until: Type.Optional(Moment),
  before: Type.Optional(text(120, 'From the page before')),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
});

export const CallsPage = closed({ calls: Type.Array(Call), next: nullable(Type.String()) });

const note = Type.String({ maxLength: 2000, pattern: '^[^\\u0000-\\u0008\\u000b-\\u001f\\u007f]*$' });

export const WrapUpRequest = closed({
  note: Type.Optional(note),
  topic: Type.Optional(text(64, 'The id of one of the topics')),
  memberId: Type.Optional(Uuid),
});

export const CommandRequest = closed({
  act: CommandAct,
  to: Type.Optional(Extension),
});

export const CallBackRequest = closed({ memberId: Type.Optional(Uuid), phone: Type.Optional(Phone) });

const Words = closed({ ru: text(80), en: text(80) });

export const CallSettings = closed({
  topics: Type.Array(closed({ id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }), title: Words }), {
    maxItems: 100,
    description: 'What calls can be about',
  }),
  keepRecordingsDays: Type.Integer({
    minimum: 1,
    maximum: 3650,
    description: 'How long recordings are kept; then they are deleted',
  }),
});
