import type { Channel, ChannelMessage, Delivery } from '@bonum/adapters/ports';
import { sql, type Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../database/schema.ts';
import { bugReport } from '../http/bug-report.ts';
import type { Shell } from '../operation.ts';

/** What carries each kind of message, by the name that messages give: `sms` and the like. */
export type Channels = Readonly<Record<string, Channel>>;

export const MESSAGES_A_BATCH = 50;

/** A code that comes an hour late only puzzles; and a gateway that was away for a day must not flood people after it. */
const TOO_LATE_MS = 3_600_000;

interface Waiting extends ChannelMessage {
  readonly ownerId: string;
  readonly createdAt: number;
}

/**
 * Hands one batch of messages to their channels, oldest first, and notes what became of them. Several workers share the work:
 * each takes rows that no other has. Whoever dies between sending and noting leaves them to be sent again.
 * @returns how many were dealt with for good
 */
export async function deliverMessages(
  shell: Pick<Shell, 'db' | 'clock'>,
  channels: Channels,
  logger: Logger,
): Promise<number> {
  return shell.db.transaction().execute(async (transaction) => {
    const messages = await takeBatch(transaction);
    const done = await Promise.all(
      messages.map(async (message) => {
        const delivery = await deliver(message, { channels, logger, now: shell.clock() });
        return { message, delivery };
      }),
    );
    const final = done.filter(({ delivery }) => delivery.state !== 'later');
    for (const { message, delivery } of final) {
      const wipe = isCode(message) && channels[message.channel]?.codesStayReadable !== true;
      await note(transaction, message, { delivery, at: shell.clock(), wipe });
    }
    return final.length;
  });
}

/** Nobody needs the text of a one-time code once it is out, and whoever reads our tables or their copies must not. */
const isCode = ({ purpose }: Waiting): boolean => purpose.startsWith('confirm-');

async function takeBatch(transaction: Transaction<Database>): Promise<readonly Waiting[]> {
  const { rows } = await sql<Waiting>`
    select owner_id as "ownerId", message_id as "messageId", channel, purpose, address, body, created_at as "createdAt"
      from message where sent_at is null and failed is null
     order by created_at, message_id limit ${MESSAGES_A_BATCH} for update skip locked`.execute(transaction);
  return rows;
}

interface Means {
  readonly channels: Channels;
  readonly logger: Logger;
  readonly now: number;
}

async function deliver(message: Waiting, { channels, logger, now }: Means): Promise<Delivery> {
  const channel = channels[message.channel];
  if (!channel) return { state: 'refused', because: 'no-channel' };
  if (message.createdAt + TOO_LATE_MS < now) return { state: 'refused', because: 'too-late' };
  const { ownerId: _owner, createdAt: _created, ...outward } = message;
  return channel.send(outward).catch((error: unknown): Delivery => {
    // By id: neither the address nor the text belongs in a log.
    const about = { message: message.messageId, channel: message.channel };
    logger.warn({ ...about, error: bugReport(error).name }, 'a channel failed; the message is tried again');
    return { state: 'later' };
  });
}

async function note(
  transaction: Transaction<Database>,
  { ownerId, messageId }: Waiting,
  { delivery, at, wipe }: { delivery: Delivery; at: number; wipe: boolean },
): Promise<void> {
  await transaction
    .updateTable('message')
    .set({
      ...(delivery.state === 'refused' ? { failed: delivery.because } : { sent_at: new Date(at) }),
      ...(wipe && { body: '' }),
    })
    .where('owner_id', '=', ownerId)
    .where('message_id', '=', messageId)
    .execute();
}
