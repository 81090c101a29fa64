import type { CallNews } from '@bonum/adapters/ports';
import type { FastifyInstance } from 'fastify';
import type { ReadNews } from '../telephony/open-telephony.ts';
import { guardHeaders, Refused } from './problem.ts';

/** What exchanges tell by calling us. */
export interface CallCallbacks {
  readonly read: Readonly<Record<string, ReadNews>>;
  /** Keeps news; whatever fails here, the exchange tells it again. */
  readonly take: (provider: string, news: readonly CallNews[]) => Promise<void>;
  readonly now: () => number;
}

/** A notification is short; more is none. */
const MOST_BYTES = 65_536;

/**
 * Where exchanges tell what becomes of calls: a form, signed as each does it. What says nothing that matters, or was told before,
 * is taken with thanks, or it would be told for days.
 */
export function addCallCallbacks(app: FastifyInstance, { read, take, now }: CallCallbacks): void {
  void app.register(async (room) => {
    room.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: MOST_BYTES },
      async (_request: unknown, text: string) => new URLSearchParams(text),
    );
    for (const [provider, newsOf] of Object.entries(read)) {
      room.post(`/callbacks/${provider}/*`, async ({ body, params }, reply) => {
        const path = (params as Readonly<Record<string, string>>)['*'] ?? '';
        const news = body instanceof URLSearchParams ? newsOf(path, body, now()) : null;
        if (news === null)
          throw new Refused({ code: 'forged-callback', detail: 'Sign it with the secret that was agreed.' });
        await take(provider, news);
        return reply
          .headers({
            ...guardHeaders,
            'content-type': 'text/plain; charset=utf-8',
            'cache-control': 'no-store',
          })
          .send('OK');
      });
    }
  });
}
