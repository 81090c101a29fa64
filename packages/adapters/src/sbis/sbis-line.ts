import { askSystem, away, objectOf, type Heard, type Row } from '../http/ask-system.ts';
import type { Away } from '../system-of-record.ts';
import { readAnswer, textOf, type Got } from './sbis-answer.ts';
import { sbisDefaults, type SbisSettings } from './sbis-settings.ts';

interface Asking {
  readonly method: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** More at the same moment Saby does not like. */
const AT_ONCE = 2;

export interface SbisLine {
  get(path: string, query?: Readonly<Record<string, string | number>>): Promise<Got<Row>>;
  post(path: string, body: Row): Promise<Got<Row>>;
}

/** Calls Saby with a token that is asked for once and then used until Saby does not take it any more. */
export function sbisLine(settings: SbisSettings): SbisLine {
  const { authUrl = sbisDefaults.authUrl, apiUrl = sbisDefaults.apiUrl, patienceMs } = settings;
  const ask = askSystem({ most: AT_ONCE, ...(patienceMs !== undefined && { patienceMs }) });
  let token: Promise<string | Away> | null = null;

  async function logIn(): Promise<string | Away> {
    const { appClientId, appSecret, secretKey } = settings;
    const heard = await ask(authUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ app_client_id: appClientId, app_secret: appSecret, secret_key: secretKey }),
    });
    const given = heard.state === 'away' ? heard : tokenOf(heard);
    if (typeof given !== 'string') token = null;
    return given;
  }

  async function call(path: string, request: Asking): Promise<Got<Row>> {
    for (const last of [false, true]) {
      token ??= logIn();
      const asked = token;
      const mine = await asked;
      if (typeof mine !== 'string') return mine;
      const heard = await ask(`${apiUrl.replace(/\/+$/, '')}/${path}`, {
        ...request,
        headers: { ...request.headers, accept: 'application/json', 'x-sbisaccesstoken': mine },
      });
      if (heard.state === 'away') return heard;
      if (heard.status !== 401) return readAnswer(heard);
      // Whoever else has found out meanwhile has a new one already.
      if (token === asked) token = null;
      if (last) return away('wrong-login');
    }
    return away('wrong-login');
  }

  return {
    get: (path, query = {}) => {
      const asked = Object.entries(query)
        .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
        .join('&');
      return call(asked === '' ? path : `${path}?${asked}`, { method: 'GET' });
    },
    post: (path, body) =>
      call(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: JSON.stringify(body),
      }),
  };
}

function tokenOf(heard: Heard): string | Away {
  if (heard.status >= 500) return away('broken');
  const said = objectOf(heard);
  const token = said && textOf(said, 'token', 'access_token');
  if (token != null) return token;
  return away(heard.status >= 400 && heard.status < 500 ? 'wrong-login' : 'not-understood');
}
