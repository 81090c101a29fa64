import type { Static } from 'typebox';
import type { integrationEvents } from './schemas/events.ts';

/** What happens and is told: to the member, and to whoever asked for it by a webhook. A type keeps its name and its meaning. */
export const eventTypes = [
  'member-joined',
  'member-recognised',
  'signed-in',
  'phone-proven',
  'phone-let-go',
  'passkey-added',
  'passkey-removed',
  'not-recognised',
  'card-not-linked',
  'member-updated',
  'let-in-code-given',
  'members-merged',
  'merge-undone',
  'questionnaire-completed',
  'member-erased',
  'card-issued',
  'card-blocked',
  'member-suspended',
  'member-resumed',
  'card-unblocked',
  'points-held',
  'hold-released',
  'points-granted',
  'points-withdrawn',
  'transfer-reversed',
  'offer-given',
  'offer-activated',
  'receipt-committed',
  'receipt-returned',
  'receipt-cancelled',
  'receipt-claimed',
  'feedback-given',
  'level-changed',
  'points-settled',
  'points-expiring',
  'record-away',
  'record-back',
  'record-command-refused',
  'catalogue-import-failed',
  'catalogue-rows-not-taken',
  'webhook-paused',
  'onec-receipt-not-booked',
] as const;
export type EventType = (typeof eventTypes)[number];

/** What an event says. */
export type EventData<Type extends EventType> = Type extends keyof typeof integrationEvents
  ? Static<(typeof integrationEvents)[Type]>
  : object;

/** What is told to a webhook alone, when somebody tries it. */
export const TRIED = 'webhook-tried';
