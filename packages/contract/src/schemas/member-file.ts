import { Type } from 'typebox';
import { SaidConsent, Subscription } from './account.ts';
import { closed, Language, Moment, nullable, Uuid } from './common.ts';
import { Gender, Member } from './member.ts';
import { RecordStanding } from './record.ts';
import { MemberOffer } from './offers.ts';

/** What staff are shown of a member beside their points. */
export const MemberOverview = closed({
  memberId: Uuid,
  version: Type.Integer({ description: 'Moves with every change; give it to the live stream as `after`' }),
  status: Member.properties.status,
  actions: Member.properties.actions,
  masked: Type.Boolean({
    description:
      'Surname, phone and e-mail are masked and nothing more is told of the person: personal:read is lacking',
  }),
  record: Type.Optional(RecordStanding),
  profile: closed({
    name: nullable(Type.String()),
    surname: nullable(Type.String()),
    birthDateKnown: Type.Boolean({
      description: 'The date itself is not shown: the member says it, and it is compared',
    }),
    gender: nullable(Gender),
    city: nullable(Type.String()),
    language: Language,
    joinedAt: Moment,
    joinedStore: nullable(
      closed({ storeId: Type.String(), name: Type.String(), city: nullable(Type.String()) }),
    ),
  }),
  contacts: closed({
    phone: nullable(Type.String()),
    claimedPhone: nullable(Type.String({ description: 'Somebody said it is theirs; nobody has proved it' })),
    email: nullable(Type.String()),
    emailProved: Type.Boolean(),
  }),
  missingFields: Member.properties.missingFields,
  accumulateOnly: Member.properties.accumulateOnly,
  cards: Type.Array(
    closed({
      number: Type.String(),
      form: Type.Union([Type.Literal('virtual'), Type.Literal('physical')]),
      state: Type.Union([Type.Literal('active'), Type.Literal('blocked')]),
      main: Type.Boolean(),
      issuedAt: Moment,
      blockedAt: nullable(Moment),
      blockReason: nullable(Type.String()),
    }),
  ),
  consents: Type.Array(SaidConsent, { description: 'Every word on every consent, the newest first' }),
  subscriptions: Type.Array(Subscription),
  sessions: Type.Array(
    closed({
      sessionId: Uuid,
      browser: nullable(Type.String()),
      system: nullable(Type.String()),
      signedInAt: Moment,
      seenAt: Moment,
    }),
    { description: 'Where they are signed in, the one seen last first' },
  ),
  offers: Type.Array(MemberOffer),
  merges: Type.Array(closed({ mergeId: Uuid, fromMemberId: Uuid, at: Moment, undoneAt: nullable(Moment) }), {
    description: 'Profiles that became this one, the newest first',
  }),
});

const AttemptState = Type.Union(
  [
    Type.Literal('under-way'),
    Type.Literal('taken'),
    Type.Literal('delivered'),
    Type.Literal('undelivered'),
    Type.Literal('refused'),
    Type.Literal('later'),
    Type.Literal('unsure'),
  ],
  { description: 'taken: by the gateway, which did not say more; unsure: it gave no answer' },
);

export const MemberMessages = closed({
  messages: Type.Array(
    closed({
      messageId: Uuid,
      purpose: Type.String(),
      title: nullable(Type.String()),
      text: nullable(Type.String({ description: 'null: it held a code, which is shown to nobody' })),
      at: Moment,
      state: Type.Union([Type.Literal('on-its-way'), Type.Literal('sent'), Type.Literal('failed')]),
      failed: nullable(Type.String({ description: 'Why it was given up' })),
      planned: Type.Array(Type.String(), { description: 'The channels to go by, in their order' }),
      attempts: Type.Array(
        closed({
          channel: Type.String(),
          provider: Type.String(),
          to: nullable(Type.String({ description: 'Masked; null: a browser' })),
          state: AttemptState,
          because: nullable(Type.String({ description: 'What the gateway says' })),
          tries: Type.Integer(),
          at: Moment,
          endedAt: nullable(Moment),
        }),
      ),
    }),
    { description: 'The newest first' },
  ),
  next: nullable(Type.String({ description: 'Give it as `before` to read on' })),
});
