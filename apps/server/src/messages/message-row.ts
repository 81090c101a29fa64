import type { Instant } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import type { Row } from '../write.ts';
import type { Step } from './next-act.ts';

export interface NewMessage {
  readonly ownerId: string;
  readonly messageId: string;
  readonly purpose: string;
  readonly title?: string;
  readonly body: string;
  readonly url?: string;
  readonly unsubscribeUrl?: string;
  /** The channels to go by, the first one first; those without an address are left out. */
  readonly steps: readonly Step[];
  readonly at: Instant;
  /** After this it is not sent any more. */
  readonly expiresAt: number;
}

/** A message that workers deliver, as an operation writes it. */
export function messageRow(message: NewMessage): Row {
  const steps = message.steps.filter(({ to }) => to.length > 0);
  return {
    owner_id: message.ownerId,
    message_id: message.messageId,
    purpose: message.purpose,
    title: message.title ?? null,
    body: message.body,
    url: message.url ?? null,
    unsubscribe_url: message.unsubscribeUrl ?? null,
    steps,
    step: 0,
    next_at: iso(message.at),
    created_at: iso(message.at),
    expires_at: iso(message.expiresAt),
    sent_at: null,
    failed: null,
  };
}
