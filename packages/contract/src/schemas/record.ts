import { Type } from 'typebox';
import { closed, Moment, nullable, oneOf, text, Uuid } from './common.ts';

export const recordSystems = ['bonum', 'onec', 'sap', 'sbis'] as const;

/** How what is shown of a member stands to the system that keeps them. */
export const RecordStanding = closed(
  {
    system: oneOf(recordSystems),
    asOf: nullable(Moment),
    away: Type.Boolean({
      description: 'It did not answer when it was asked last: what is shown was so then',
    }),
    awaySince: nullable(Moment),
    waiting: Type.Integer({ minimum: 0, description: 'Changes made here that have not reached it yet' }),
    refused: Type.Integer({ minimum: 0, description: 'Changes that it refused, for staff to settle' }),
  },
  'Where another system keeps members and points: as of when it said so. Absent where Bonum does',
);

/** What a sentence about a fault or a refusal is put together with. */
const About = closed(
  {
    names: Type.Optional(Type.String({ description: 'Names in the system' })),
    setting: Type.Optional(Type.String({ description: 'Where it is said in the settings' })),
    said: Type.Optional(Type.String({ description: 'The system’s own words; they may name people' })),
  },
  'What it is about',
);

/** What can be wrong with a system of record. */
export const recordFaults = [
  'unreachable',
  'no-answer',
  'busy',
  'no-session',
  'wrong-login',
  'led-elsewhere',
  'broken',
  'not-understood',
  'nothing-here',
  'no-rights',
  'says-no',
  'no-description',
  'not-published',
  'no-fields',
  'not-readable',
  'no-contact-kind',
  'no-programme-named',
  'no-programme',
  'no-value',
  'no-property',
  'no-service',
  'no-metadata',
  'no-set',
  'no-field',
  'not-writable',
  'no-inbox',
  'no-idoc-rights',
  'no-point',
  'own-ids-only',
] as const;

const Checks = Type.Array(
  closed({
    what: Type.String({ description: 'As the system calls it' }),
    fault: nullable(oneOf(recordFaults)),
    about: About,
  }),
  { description: 'All that was looked at; a `fault` of null is none' },
);

export const RecordState = closed({
  system: oneOf(recordSystems, 'bonum: members and points are kept here, and nothing waits'),
  awaySince: nullable(Moment),
  because: nullable(Type.String({ description: 'Why it does not answer, in a short stable word' })),
  waiting: Type.Integer({ minimum: 0, description: 'Commands that are still to reach it' }),
  refused: Type.Integer({ minimum: 0, description: 'Commands that it refused' }),
  oldestAt: nullable(Moment),
  checked: nullable(
    closed(
      { at: Moment, checks: Checks },
      'What was found there when it was looked at last: a worker does so as it starts and once a day, or somebody by check-record',
    ),
  ),
});

export const recordActs = [
  'register',
  'change',
  'suspend',
  'resume',
  'put-card',
  'points',
  'receipt',
  'merge',
  'forget',
] as const;
export const recordCommandStates = ['waiting', 'refused', 'done', 'kept', 'discarded'] as const;
export const RecordCommand = closed({
  memberId: Uuid,
  memberName: nullable(Type.String({ description: 'null: unknown, or members:read is lacking' })),
  commandId: Uuid,
  act: oneOf(recordActs),
  points: nullable(Type.Integer({ description: 'More or fewer points to spend' })),
  kind: nullable(Type.String()),
  reason: nullable(Type.String({ description: 'Why points move, as the ledger calls it' })),
  receiptId: nullable(Uuid),
  card: nullable(Type.String()),
  cardState: nullable(oneOf(['active', 'blocked'])),
  at: Moment,
  state: oneOf(
    recordCommandStates,
    'kept: the system has no place for it, and Bonum keeps it itself; discarded: staff gave it up',
  ),
  behind: Type.Boolean({ description: 'Waits for an earlier one of the same member that was refused' }),
  tries: Type.Integer({ minimum: 0 }),
  nextAt: nullable(Moment),
  because: nullable(Type.String()),
  about: nullable(About),
  reference: nullable(Type.String({ description: 'What the system calls what came of it' })),
  endedAt: nullable(Moment),
  actions: Type.Array(oneOf(['retry', 'discard']), {
    description:
      'What can be done about it now. One that waits behind another is tried when that one is through',
  }),
});
export const RecordCommandList = closed({
  state: Type.Optional(oneOf(['open', ...recordCommandStates], 'open: waiting and refused; so unless said')),
  after: Type.Optional(text(120, 'As the page before said')),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200, description: '50, unless said' })),
});
export const RecordCommandPage = closed({
  commands: Type.Array(RecordCommand),
  next: nullable(Type.String()),
});

export const RecordDiscard = closed({ reason: text(200, 'Why it is given up') });

export const RecordChecks = closed({ checks: Checks });
