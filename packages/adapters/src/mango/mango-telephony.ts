import { randomUUID } from 'node:crypto';
import { neverOpen } from '../http/ask-gateway.ts';
import type { CallCommand, Commanded, Fetched, Telephony } from '../ports.ts';
import { audioFrom, PATIENCE_MS } from '../telephony/audio-from.ts';
import { mangoSign, type MangoKeys } from './mango-signature.ts';

export interface MangoAccount extends MangoKeys {
  readonly url: string;
}

/** A virtual exchange of Mango Office. It tells its news by calling us; how a call is put on hold is the telephone's own matter. */
export const mangoTelephony = (account: MangoAccount): Telephony => ({
  provider: 'mango',
  can: ['call-back', 'hang-up', 'transfer'],
  command: (command) => tell(account, command),
  fetchRecording: (recordRef) => fetchRecording(account, recordRef),
});

const wordsFor = (command: CallCommand): { path: string; said: object } | null => {
  if (command.act === 'call-back')
    return {
      path: 'callback',
      said: { from: { extension: command.extension }, to_number: command.phone.replace('+', '') },
    };
  if (command.leg === null) return null;
  if (command.act === 'hang-up') return { path: 'call/hangup', said: { call_id: command.leg } };
  if (command.act !== 'transfer') return null;
  const { leg, to, extension } = command;
  return { path: 'transfer', said: { call_id: leg, method: 'blind', to_number: to, initiator: extension } };
};

async function tell(account: MangoAccount, command: CallCommand): Promise<Commanded> {
  const words = wordsFor(command);
  if (!words) return { state: 'refused', because: 'cannot' };
  const answered = await ask(account, `commands/${words.path}`, {
    command_id: randomUUID(),
    ...words.said,
  }).catch(() => null);
  if (!answered) return { state: 'away', because: 'no-answer' };
  const body: unknown = await answered.json().catch(() => null);
  const result =
    typeof body === 'object' && body !== null && 'result' in body ? Number(body.result) : Number.NaN;
  if (result === SUCCESS) return { state: 'done' };
  return answered.status >= 500
    ? { state: 'away', because: `http-${answered.status}` }
    : { state: 'refused', because: Number.isNaN(result) ? `http-${answered.status}` : `mango-${result}` };
}
const SUCCESS = 1000;

/** Asks for a link and follows it at once: it is good for one time. A file that broke off is asked for by another link. */
async function fetchRecording(account: MangoAccount, recordRef: string): Promise<Fetched> {
  const wanted = { recording_id: recordRef, action: 'download' };
  const asked = await ask(account, 'queries/recording/post', wanted).catch((error: unknown) =>
    neverOpen(error) ? 'away' : 'no-answer',
  );
  if (typeof asked === 'string') return { state: 'later', because: asked };
  await asked.body?.cancel();
  const link = asked.headers.get('location');
  if (asked.status !== 302 || link === null) return { state: 'later', because: `http-${asked.status}` };
  const url = URL.canParse(link, account.url) ? new URL(link, account.url) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return { state: 'later', because: 'no-link' };
  return audioFrom(url, {});
}

const ask = (account: MangoAccount, path: string, said: object): Promise<Response> => {
  const json = JSON.stringify(said);
  return fetch(`${account.url}/vpbx/${path}`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ vpbx_api_key: account.key, sign: mangoSign(account, json), json }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
};
