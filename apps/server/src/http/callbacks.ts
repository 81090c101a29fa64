import type { Receipt } from '@bonum/adapters/ports';
import { SMSRU_THANKS } from '@bonum/adapters/smsru-receipt';
import type { FastifyInstance } from 'fastify';
import { guardHeaders, Refused } from './problem.ts';

/** What gateways tell by calling us. */
export interface Callbacks {
  /** By provider: what a callback says; null: it is forged. */
  readonly read: Readonly<Record<string, (form: URLSearchParams) => readonly Receipt[] | null>>;
  /** Keeps a receipt; whatever fails here, the gateway tells it again. */
  readonly take: (provider: string, receipt: Receipt) => Promise<void>;
}

/** SMS.ru wants its own word. */
const thanks: Readonly<Record<string, string>> = { smsru: SMSRU_THANKS };

/**
 * Where gateways tell what became of a message: a form, signed as each does it. What is not ours any more, or was told before, is
 * taken with thanks, or it would be told for days.
 */
export function addCallbacks(app: FastifyInstance, { read, take }: Callbacks): void {
  void app.register(async (room) => {
    room.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_request: unknown, text: string) => new URLSearchParams(text),
    );
    for (const [provider, receiptsOf] of Object.entries(read)) {
      room.post(`/callbacks/${provider}`, async ({ body }, reply) => {
        const receipts = body instanceof URLSearchParams ? receiptsOf(body) : null;
        if (receipts === null)
          throw new Refused({ code: 'forged-callback', detail: 'Sign it with the secret that was agreed.' });
        for (const receipt of receipts) await take(provider, receipt);
        return reply
          .headers({
            ...guardHeaders,
            'content-type': 'text/plain; charset=utf-8',
            'cache-control': 'no-store',
          })
          .send(thanks[provider] ?? 'OK');
      });
    }
  });
}
