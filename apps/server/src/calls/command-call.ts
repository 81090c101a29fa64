import type { CallCommand, Commanded } from '@bonum/adapters/ports';
import { operation, refuse, type Refusal } from '../operation.ts';
import { readCallRow } from './call-row.ts';
import { ownExtension } from './own-extension.ts';

/** Holds, hands over or ends a call at one's own telephone. */
export const commandCall = operation('command-call', async ({ shell, caller }, { callId, act, to }) => {
  const row = await readCallRow(shell.db, callId);
  if (!row) return refuse('unknown-call', 'Nothing was told of this call.', { path: '/callId' });
  const extension = await ownExtension(shell.db, caller);
  if (extension === null || !row.ringing_at.includes(extension))
    return refuse('not-your-call', 'Only a call at your own telephone obeys you.');
  const exchange = shell.telephony?.[row.provider];
  if (!exchange?.can.includes(act)) return cannot('Do it on the telephone itself.');
  if (act === 'transfer' && to === undefined)
    return refuse('bad-request', 'Say to which telephone.', { path: '/to' });
  const of = { externalCallId: row.external_id, leg: row.leg };
  const command: CallCommand = act === 'transfer' ? { act, ...of, extension, to: to ?? '' } : { act, ...of };
  const refused = whyNot(await exchange.command(command));
  if (refused) return refused;
  return { ok: true, value: { done: true as const }, audit: { detail: { act } }, writes: { owners: [] } };
});

const cannot = (detail: string): Refusal => refuse('exchange-cannot', detail);

/** null: it is done. */
export function whyNot(commanded: Commanded): Refusal | null {
  if (commanded.state === 'done') return null;
  if (commanded.state === 'away')
    return refuse('exchange-away', 'Do it on the telephone itself, or try again.');
  return cannot(`It says ${commanded.because}. Do it on the telephone itself.`);
}
