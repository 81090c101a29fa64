import { Type, type TSchema } from 'typebox';
import type { EventType } from '../event-types.ts';
import { closed, Moment, oneOf, Uuid } from './common.ts';
import { onecReceiptStates } from './onec-receipts.ts';

const System = oneOf(['onec', 'sap', 'sbis'], 'Where the truth about members and points lives');
const Because = Type.String({ description: 'A short stable word. An open list' });
const Bad = Type.Integer({ minimum: 0, description: 'Rows that were not taken, or not whole' });

/** One reading of goods: of a file that 1C has sent, or of a feed. */
const imported = {
  exchange: {
    source: oneOf(['commerceml']),
    exchangeId: Uuid,
    file: Type.String({ description: 'As 1C calls it' }),
    taken: Type.Integer({ minimum: 0, description: 'Rows that were taken' }),
  },
  feed: {
    source: oneOf(['yml', 'akeneo']),
    feedId: Uuid,
    runId: Uuid,
    taken: Type.Integer({ minimum: 0, description: 'Goods that were read' }),
  },
} as const;

const importWith = <More extends Record<string, TSchema>>(more: More) =>
  Type.Union([
    closed({ ...imported.exchange, bad: Bad, ...more }),
    closed({ ...imported.feed, bad: Bad, ...more }),
  ]);

/** How what is connected to Bonum fares: what each event says, without a word of who people are. */
export const integrationEvents = {
  'record-away': closed(
    { system: System, because: Because },
    'The system of record has not answered several times in a row, and is asked only now and then: Bonum goes on with what it knows',
  ),
  'record-back': closed({ system: System, awaySince: Moment }, 'The system of record answers again'),
  'record-command-refused': closed(
    {
      system: System,
      commandId: Uuid,
      act: Type.String({ description: 'What was to happen: receipt, points, change … An open list' }),
      because: Because,
    },
    'The system of record has refused a change of the member `ownerId`: it, and what comes after it, waits for people',
  ),
  'catalogue-import-failed': importWith({ because: Because }),
  'catalogue-rows-not-taken': importWith({}),
  'webhook-paused': closed(
    {
      webhookId: Uuid,
      because: oneOf(
        ['gone', 'failing'],
        'gone: it answered 410; failing: it has taken nothing for five days',
      ),
    },
    'Nothing is sent to a webhook any more until somebody lets it go on',
  ),
  'onec-receipt-not-booked': closed(
    {
      documentId: Type.Unsafe<string>({ ...Uuid, description: 'The Ref_Key of the document' }),
      type: oneOf(['sale', 'return']),
      number: Type.String({ description: 'As 1C numbers it' }),
      state: oneOf(onecReceiptStates),
      because: Because,
    },
    'A receipt of 1C could not be booked, or now for another reason than before',
  ),
} as const satisfies { readonly [Type in EventType]?: TSchema };

/** What is posted to a webhook. */
export const webhookBody = (type: string, data: TSchema) =>
  closed({
    id: Type.Unsafe<string>({ ...Uuid, description: 'The same however often it comes' }),
    type: oneOf([type]),
    at: Moment,
    ownerId: Type.Unsafe<string>({
      ...Uuid,
      description:
        'What it is about: a member, a feed, an exchange, a webhook, a document of 1C; of a system of record the event itself',
    }),
    data,
  });
