import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import smpp from 'smpp';
import type { Channel, ChannelMessage, Delivery, TakeReceipt } from '../ports.ts';
import { digitsOf } from '../http/ask-gateway.ts';
import { Line, type Response, type SmppAccount } from './line.ts';
import { answeredId, receiptOf, type ReceiptIds } from './smpp-receipt.ts';
import { splitText, type Split } from './split-text.ts';

export interface SmppChannelAccount extends SmppAccount {
  /** The name that an SMS comes from: up to eleven Latin letters and digits. */
  readonly sender: string;
  readonly receiptIds: ReceiptIds;
}

/** More than that is no message but a letter. */
const MOST_PARTS = 10;
/** Within one attempt, as long as a worker waits. */
const RESTS_MS = [200, 500, 1000, 2000] as const;

/** SMS by SMPP 3.4 to an operator's own centre. A centre does not know what it was given twice. */
export function smppChannel(account: SmppChannelAccount): Channel {
  let take: TakeReceipt | null = null;
  const line = new Line(account, async (pdu) => {
    const receipt = receiptOf(pdu, account.receiptIds);
    if (receipt === null) return true;
    if (take === null) return false;
    await take(receipt);
    return true;
  });
  return {
    provider: 'smpp',
    codes: 'ours',
    knowsRepetitions: false,
    send: (message) => send(line, account, message),
    listen: (taking) => {
      take = taking;
      line.open();
    },
    close: () => line.close(),
  };
}

async function send(line: Line, account: SmppChannelAccount, message: ChannelMessage): Promise<Delivery> {
  const reference = createHash('sha256').update(message.messageId).digest()[0] ?? 0;
  const split = splitText(message.text, reference);
  if (split.parts.length > MOST_PARTS) return { state: 'refused', because: 'too-long' };
  const ids: string[] = [];
  for (const part of split.parts) {
    const response = await submit(line, fieldsOf(account, message, { split, part }));
    const id =
      response.state === 'answered' && response.pdu.command_status === 0 ? response.pdu.message_id : null;
    if (id == null) return withoutId(response, ids.length > 0);
    ids.push(answeredId(id, account.receiptIds));
  }
  return { state: 'taken', gatewayIds: ids };
}

function withoutId(response: Response, begun: boolean): Delivery {
  if (response.state === 'unsure') return { state: 'unsure', because: 'no-answer' };
  // A text of which a part is out must not be begun anew.
  if (begun) return { state: 'unsure', because: 'in-part' };
  if (response.state === 'not-sent') return { state: 'later', because: response.because };
  const status = response.pdu.command_status;
  if (passing.has(status)) return { state: 'later', because: 'throttled' };
  return { state: 'refused', because: words.get(status) ?? `smpp-${status}` };
}

/** Trouble of the centre, full queue, too fast: nothing was taken, and in a moment it may be. */
const passing = new Set([smpp.ESME_RSYSERR, smpp.ESME_RMSGQFUL, smpp.ESME_RTHROTTLED]);
const words = new Map([
  [smpp.ESME_RINVDSTADR, 'bad-phone'],
  [smpp.ESME_RINVSRCADR, 'wrong-sender'],
  [smpp.ESME_RINVMSGLEN, 'too-long'],
]);

/** A part that the centre has no room for now is given again a few times, so that a long text is not left half said. */
async function submit(line: Line, fields: object): Promise<Response> {
  for (const rest of RESTS_MS) {
    const response = await line.submit(fields);
    if (response.state !== 'answered' || !passing.has(response.pdu.command_status)) return response;
    await pause(rest);
  }
  return line.submit(fields);
}

const fieldsOf = (
  { sender }: SmppChannelAccount,
  { address, code }: ChannelMessage,
  { split, part }: { split: Split; part: Split['parts'][number] },
): object => ({
  source_addr_ton: 5,
  source_addr_npi: 0,
  source_addr: sender,
  dest_addr_ton: 1,
  dest_addr_npi: 1,
  destination_addr: digitsOf(address),
  registered_delivery: 1,
  data_coding: split.coding,
  short_message: { ...(part.udh && { udh: part.udh }), message: part.message },
  // Five minutes: after that a code only puzzles.
  ...(code !== null && { validity_period: '000000000500000R' }),
});
