import { setTimeout as pause } from 'node:timers/promises';
import type { CallCommand, Commanded, Telephony, TakeCallNews } from '../ports.ts';
import { audioFrom, PATIENCE_MS } from '../telephony/audio-from.ts';
import { listenToAri } from './ari-line.ts';

export interface AsteriskAccount {
  /** Such as `http://pbx.example:8088`. */
  readonly url: string;
  readonly app: string;
  readonly user: string;
  readonly password: string;
  /** How telephones are reached when a call is handed over: `PJSIP/{extension}`. */
  readonly endpoint: string;
  /** The dialplan records each call under the call's own id. */
  readonly recordsCalls: boolean;
  /** Until a line that broke is opened again. */
  readonly againMs?: number;
}

/** An Asterisk of the chain's own, by its REST interface (ARI). */
export function asteriskTelephony(account: AsteriskAccount): Telephony {
  const stop = new AbortController();
  let listening: Promise<void> | null = null;
  return {
    provider: 'asterisk',
    can: ['call-back', 'hang-up', 'hold', 'resume', 'transfer'],
    command: (command) => tell(account, command),
    fetchRecording: (recordRef) =>
      audioFrom(`${account.url}/ari/recordings/stored/${encodeURIComponent(recordRef)}/file`, {
        authorization: basic(account),
      }),
    listen: (take) => {
      listening = keepListening(account, take, stop.signal);
    },
    close: async () => {
      stop.abort();
      await listening;
    },
  };
}

const AGAIN_MS = 2000;

/** Opens the line again however often it breaks. */
async function keepListening(account: AsteriskAccount, take: TakeCallNews, stop: AbortSignal): Promise<void> {
  const known = new Map<string, { callId: string; outside: boolean }>();
  const ask = (path: string) => ari(account, 'GET', path);
  while (!stop.aborted) {
    await listenToAri(account, { ask, take, stop, known }).catch(() => undefined);
    await pause(account.againMs ?? AGAIN_MS, undefined, { signal: stop }).catch(() => undefined);
  }
}

const wordsFor = (
  account: AsteriskAccount,
  command: CallCommand,
): { method: string; path: string } | null => {
  const endpoint = (extension: string) =>
    encodeURIComponent(account.endpoint.replace('{extension}', extension));
  if (command.act === 'call-back')
    return {
      method: 'POST',
      path: `channels?endpoint=${endpoint(command.extension)}&extension=${encodeURIComponent(command.phone)}&context=from-internal&priority=1`,
    };
  const channel = encodeURIComponent(command.leg ?? command.externalCallId);
  // Without whoever called there is no call any more.
  if (command.act === 'hang-up')
    return { method: 'DELETE', path: `channels/${encodeURIComponent(command.externalCallId)}` };
  if (command.act === 'transfer')
    return { method: 'POST', path: `channels/${channel}/redirect?endpoint=${endpoint(command.to)}` };
  return { method: command.act === 'hold' ? 'POST' : 'DELETE', path: `channels/${channel}/hold` };
};

async function tell(account: AsteriskAccount, command: CallCommand): Promise<Commanded> {
  const words = wordsFor(account, command);
  if (!words) return { state: 'refused', because: 'cannot' };
  const answered = await ari(account, words.method, words.path).catch(() => null);
  if (!answered) return { state: 'away', because: 'no-answer' };
  await answered.body?.cancel();
  if (answered.ok) return { state: 'done' };
  if (answered.status >= 500) return { state: 'away', because: `http-${answered.status}` };
  // A channel that the dialplan did not give to the app can be ended, and nothing else.
  return { state: 'refused', because: answered.status === 409 ? 'not-in-app' : `http-${answered.status}` };
}

const basic = ({ user, password }: AsteriskAccount): string =>
  `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;

const ari = (account: AsteriskAccount, method: string, path: string): Promise<Response> =>
  fetch(`${account.url}/ari/${path}`, {
    method,
    headers: { authorization: basic(account) },
    redirect: 'error',
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
