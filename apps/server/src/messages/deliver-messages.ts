import type { Channel, ChannelKind, ChannelMessage, Delivery } from '@bonum/adapters/ports';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { bugReport } from '../http/bug-report.ts';
import type { Shell } from '../operation.ts';
import { ANSWER_MS, nextAct, type Act } from './next-act.ts';
import { outward } from './outward.ts';
import {
  noteDead,
  noteDeliveries,
  noteTry,
  release,
  takeDue,
  type Noted,
  type Taken,
} from './taken-messages.ts';

/** What carries each kind of message. */
export type Channels = Readonly<Partial<Record<ChannelKind, Channel>>>;

export const MESSAGES_A_BATCH = 50;

export type DeliveringShell = Pick<Shell, 'db' | 'clock' | 'distributed' | 'secret' | 'publicUrl'>;

/** What delivering takes besides the database. */
export interface Means {
  readonly channels: Channels;
  readonly logger: Logger;
  /** Told of each answer of a channel, for the figures. */
  readonly count?: (channel: ChannelKind, state: Delivery['state']) => void;
  /** Nobody is at this address any more. */
  readonly gone?: (ownerId: string, channel: ChannelKind, address: string) => Promise<void>;
}

/**
 * Takes one batch of messages that are due and brings each as far as it goes now. What a worker takes is its own for a while;
 * an attempt stands in the table before its channel hears of it, so that whoever takes over from a worker that died knows that
 * it may be out, and asks no channel twice for what it may have taken.
 * @returns how many were taken
 */
export async function deliverMessages(shell: DeliveringShell, means: Means): Promise<number> {
  const taken = await takeDue(shell, MESSAGES_A_BATCH);
  await Promise.all(taken.map((message) => bringOn(shell, means, message)));
  return taken.length;
}

async function bringOn(shell: DeliveringShell, means: Means, message: Taken): Promise<void> {
  let now = await noteDead(shell, message);
  for (;;) {
    const act = nextAct(now, shell.clock(), (kind) => means.channels[kind]?.knowsRepetitions === true);
    if (act.do !== 'try') return release(shell, now, act);
    const next = await tryStep(shell, means, { message: now, act });
    if (next === null) return;
    now = next;
  }
}

type Try = Extract<Act, { do: 'try' }>;

/** null: somebody else has the message by now. */
async function tryStep(
  shell: DeliveringShell,
  means: Means,
  { message, act }: { message: Taken; act: Try },
): Promise<Taken | null> {
  const kind = message.steps[act.step]?.channel ?? 'sms';
  const channel = means.channels[kind];
  const tried = await noteTry(shell, message, { act, channel: kind, provider: channel?.provider ?? 'none' });
  if (tried === null) return null;
  const noted = await Promise.all(
    act.nths.map(async (nth): Promise<Noted> => {
      const address = message.steps[act.step]?.to[nth] ?? '';
      const delivery = channel
        ? await deliver(
            channel,
            outward(shell.secret, message, {
              channel,
              kind,
              address,
              again: isAgain(tried, act.step, nth),
              site: shell.publicUrl,
            }),
            means.logger,
          )
        : ({ state: 'refused', because: 'no-channel' } as const);
      means.count?.(kind, delivery.state);
      if (delivery.state === 'refused' && delivery.gone) await means.gone?.(message.ownerId, kind, address);
      return { nth, delivery };
    }),
  );
  return noteDeliveries(shell, tried, { step: act.step, provider: channel?.provider ?? 'none', noted });
}

const isAgain = ({ attempts }: Taken, step: number, nth: number): boolean =>
  attempts.some((attempt) => attempt.step === step && attempt.nth === nth && attempt.tries > 1);

async function deliver(channel: Channel, message: ChannelMessage, logger: Logger): Promise<Delivery> {
  const done = new AbortController();
  const late = pause(ANSWER_MS, { state: 'unsure', because: 'no-answer' } as const, {
    signal: done.signal,
    ref: false,
  }).catch((): Delivery => ({ state: 'unsure', because: 'no-answer' }));
  const sent = channel.send(message).catch((error: unknown): Delivery => {
    // By id: neither the address nor the text belongs in a log.
    const about = { message: message.messageId, provider: channel.provider };
    logger.warn(
      { ...about, error: bugReport(error).name },
      'a channel failed; the message may be out or not',
    );
    return { state: 'unsure', because: 'broken' };
  });
  const delivery = await Promise.race([sent, late]);
  done.abort();
  return delivery;
}
