import type { CallNews } from '@bonum/adapters/ports';
import type { Input } from '@bonum/contract';
import { parsePhone } from '../members/phone.ts';
import { operation, refuse } from '../operation.ts';
import { callIdOf } from './call-id.ts';
import { takeNewsOfCall } from './take-call-news.ts';

/** Clocks differ by so much. */
const AHEAD_MS = 10 * 60_000;

/** What any telephone exchange tells of a call. */
export const reportCall = operation('report-call', async (call, told) => {
  const { provider, externalCallId } = told;
  const phone = typeof told.clientPhone === 'string' ? parsePhone(told.clientPhone) : null;
  if (typeof told.clientPhone === 'string' && phone === null)
    return refuse('bad-phone', 'Write it with its country code, or send null where it is withheld.', {
      path: '/clientPhone',
    });
  if (Date.parse(told.at) > call.now + AHEAD_MS)
    return refuse('call-ahead', 'Send the instant at which it happened, with its offset.', { path: '/at' });
  const news = newsOf(told, phone);
  const state = await takeNewsOfCall(call.shell, { provider, externalId: externalCallId }, [news]);
  return { ok: true, value: { callId: callIdOf(provider, externalCallId), state } };
});

function newsOf(told: Input<'report-call'>, phone: string | null): CallNews {
  const { provider: _provider, at, clientPhone, recordingUrl, ...rest } = told;
  return {
    ...rest,
    at: Date.parse(at),
    ...(clientPhone !== undefined && { clientPhone: phone }),
    // Where it rings at one telephone only, the telephone is the part.
    ...(rest.leg === undefined &&
      rest.extension !== undefined &&
      rest.event !== 'ended' && { leg: rest.extension }),
    ...(recordingUrl !== undefined && { recordRef: recordingUrl }),
  };
}
