import type { Instant } from '@bonum/engine';
import { v7 } from 'uuid';
import type { Row } from './write.ts';

/** What happened and must be told. Payloads hold ids and amounts, never names, phones or addresses. */
export type EventType =
  | 'member-joined'
  | 'member-recognised'
  | 'member-updated'
  | 'members-merged'
  | 'merge-undone'
  | 'card-issued'
  | 'card-blocked'
  | 'points-held'
  | 'hold-released'
  | 'points-granted'
  | 'transfer-reversed'
  | 'offer-given'
  | 'receipt-committed'
  | 'receipt-returned'
  | 'receipt-cancelled'
  | 'receipt-claimed'
  | 'level-changed'
  | 'points-settled';

export const eventRow = (ownerId: string, type: EventType, at: Instant, payload: object): Row => ({
  owner_id: ownerId,
  event_id: v7(),
  type,
  payload,
  at: iso(at),
  delivered_at: null,
});

/** As JSON and the tables take an instant. */
export const iso = (at: Instant | number): string => new Date(at).toISOString();
