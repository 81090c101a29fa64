import { createTransport, type Transporter } from 'nodemailer';
import { isObject } from '../http/ask-gateway.ts';
import type { Channel, ChannelMessage, Delivery } from '../ports.ts';
import { mailOf } from './mail.ts';

export interface SmtpAccount {
  /** `smtps://name:password@mail.example.org` or `smtp://…:587`. */
  readonly url: string;
  /** Who it is from: `Bonus <bonus@example.org>`. */
  readonly from: string;
}

/** E-mail by SMTP. A server does not know what it was given twice. */
export function smtpChannel({ url, from }: SmtpAccount): Channel {
  let transport: Transporter | null = null;
  return {
    provider: 'smtp',
    codes: 'ours',
    knowsRepetitions: false,
    send: (message) => {
      transport ??= createTransport({
        url,
        pool: true,
        connectionTimeout: 4000,
        greetingTimeout: 4000,
        socketTimeout: 8000,
      });
      return send(transport, from, message);
    },
    close: async () => transport?.close(),
  };
}

async function send(transport: Transporter, from: string, message: ChannelMessage): Promise<Delivery> {
  try {
    await transport.sendMail(mailOf(message, from));
    return { state: 'taken' };
  } catch (error) {
    return whatBecame(error);
  }
}

/** Nodemailer's words for a server that did not answer at all. */
const neverBegun = /^(Connection timeout|Greeting never received)$/;

/** Before the text is on the line nothing was taken; once it is, only a code says what came of it. */
function whatBecame(error: unknown): Delivery {
  if (!isObject(error)) return { state: 'unsure', because: 'broken' };
  const { responseCode, code } = error;
  if (typeof responseCode === 'number') {
    if (responseCode < 500) return { state: 'later', because: `smtp-${responseCode}` };
    if (responseCode === 535 || responseCode === 530) return { state: 'refused', because: 'wrong-login' };
    return { state: 'refused', because: responseCode === 550 ? 'bad-address' : `smtp-${responseCode}` };
  }
  if (code === 'EENVELOPE') return { state: 'refused', because: 'bad-address' };
  if (error['syscall'] === 'connect' || code === 'EDNS' || neverBegun.test(String(error['message'])))
    return { state: 'later', because: 'away' };
  return { state: 'unsure', because: 'no-answer' };
}
