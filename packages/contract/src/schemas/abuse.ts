import { Type } from 'typebox';
import { closed, Identifier, Moment, nullable, text, Uuid } from './common.ts';

export const AbuseRule = Type.Union(
  [
    Type.Literal('one-till'),
    Type.Literal('few-cards'),
    Type.Literal('returns-after-spending'),
    Type.Literal('distant-stores'),
    Type.Literal('grants'),
    Type.Literal('sign-ups'),
    Type.Literal('merges'),
  ],
  { description: 'What looked suspicious; docs/abuse.md explains each' },
);

export const CaseState = Type.Union([
  Type.Literal('open'),
  Type.Literal('blocked'),
  Type.Literal('released'),
]);

const Seat = closed(
  {
    storeId: Type.String(),
    store: Type.String({ description: 'Its name' }),
    cashier: nullable(Type.String()),
    tillId: nullable(Type.String()),
  },
  'The cashier where tills name them, else the till',
);

const Subject = closed({
  kind: Type.Union([
    Type.Literal('member'),
    Type.Literal('seat'),
    Type.Literal('operator'),
    Type.Literal('device'),
    Type.Literal('network'),
  ]),
  id: Type.String({ description: 'Of the member or operator; of a device or network a keyed hash' }),
  seat: nullable(Seat),
});

const summary = {
  caseId: Uuid,
  rule: AbuseRule,
  state: CaseState,
  subject: Subject,
  headline: Type.String({ description: 'The suspicion in a sentence' }),
  weight: Type.Integer({ minimum: 0, description: 'How far from chance: ten more is ten times less likely' }),
  points: Type.Integer({ description: 'What is at stake' }),
  foundAt: Moment,
  grownAt: Moment,
  version: Type.Integer({ minimum: 1 }),
};

export const CaseList = closed({
  cases: Type.Array(closed(summary)),
  next: nullable(Type.String({ description: 'For the next page, as `after`' })),
  open: Type.Integer({ description: 'How many wait for a decision' }),
});

export const Measure = Type.Union([
  Type.Literal('block-cards'),
  Type.Literal('suspend-members'),
  Type.Literal('flag'),
]);

const Trace = closed({
  kind: Type.Union([
    Type.Literal('sale'),
    Type.Literal('return'),
    Type.Literal('grant'),
    Type.Literal('sign-up'),
    Type.Literal('merge'),
  ]),
  id: Type.String(),
  at: Moment,
  offsetMinutes: nullable(
    Type.Integer({ description: 'By how much the clock of the store is ahead of UTC; null: it was in none' }),
  ),
  memberId: nullable(Type.String()),
  storeId: nullable(Type.String()),
  tillId: nullable(Type.String()),
  cashier: nullable(Type.String()),
  paid: nullable(Type.Integer()),
  points: nullable(Type.Integer()),
});

const CaseDecision = closed({
  decision: Type.Union([Type.Literal('block'), Type.Literal('release')]),
  by: nullable(Type.String({ description: 'The operator or key' })),
  at: Moment,
  reason: Type.String(),
  measures: Type.Array(Measure),
  cards: Type.Integer({ description: 'How many cards it blocked or gave back' }),
  members: Type.Integer({ description: 'How many members it suspended or let go on' }),
});

export const AbuseCase = closed({
  ...summary,
  sentences: Type.Array(Type.String(), { description: 'The evidence, to be read' }),
  figures: Type.Record(Type.String(), Type.Number()),
  members: Type.Array(
    closed({
      memberId: Uuid,
      name: nullable(Type.String({ description: 'First name and initial' })),
      status: Type.Union([Type.Literal('active'), Type.Literal('suspended'), Type.Literal('erased')]),
      activeCards: Type.Integer(),
    }),
  ),
  traces: Type.Array(Trace, { description: 'What happened, oldest first; of more than sixty the newest' }),
  around: Type.Array(closed({ at: Moment, offsetMinutes: Type.Integer(), withCard: Type.Boolean() }), {
    description: 'Other receipts at the same till on the days of the traces, to see these among them',
  }),
  related: Type.Array(closed({ caseId: Uuid, rule: AbuseRule, headline: Type.String() })),
  measures: Type.Array(Measure, { description: 'What a block may do, now' }),
  mayRelease: Type.Boolean(),
  quietUntil: nullable(Moment),
  decisions: Type.Array(CaseDecision),
});

export const DecideRequest = closed({
  decision: Type.Union([Type.Literal('block'), Type.Literal('release')]),
  reason: text(500),
  ifVersion: Type.Integer({
    minimum: 1,
    maximum: 1_000_000_000,
    description: 'The version that was looked at',
  }),
  measures: Type.Optional(Type.Array(Measure, { maxItems: 3, description: 'Of a block: what it does' })),
  members: Type.Optional(
    Type.Array(Uuid, {
      maxItems: 100,
      description: 'Of a block: whose cards are blocked, or who is suspended',
    }),
  ),
});

const whole = (minimum: number, maximum: number, description: string) =>
  Type.Integer({ minimum, maximum, description });

export const AbuseSettings = closed({
  windowDays: whole(7, 60, 'How far back the rules look'),
  falsePercent: whole(1, 50, 'The most of what is told that may be false, in hundredths'),
  quietDays: whole(1, 730, 'How long a suspicion that was released stays away'),
  nearLimitPercent: whole(50, 100, 'Grants from so many hundredths of the limit lie just below it'),
  storesWithoutCashiers: Type.Array(Identifier, {
    maxItems: 1000,
    description: 'Web shops and kiosks: what a cashier could do is not looked for there',
  }),
  fewest: closed(
    {
      receipts: whole(3, 100, 'Of one card at one till'),
      returns: whole(2, 100, 'Days with returns of goods whose points were spent'),
      grants: whole(2, 1000, 'By one operator'),
      signUps: whole(2, 1000, 'From one device, or from one network in a day'),
      merges: whole(2, 100, 'Into one member'),
      journeys: whole(1, 100, 'That nobody could make'),
    },
    'Less than this is nobody’s business',
  ),
  journey: closed({
    fastest: whole(20, 1000, 'Kilometres an hour'),
    clockMinutes: whole(0, 120, 'How far apart the clocks of two tills may be'),
  }),
});
