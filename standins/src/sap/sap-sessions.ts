import { randomUUID } from 'node:crypto';
import type { Asked, Reply } from '../http-gateway.ts';

/** Sessions and their tokens: a write is believed with the token and every cookie of one session, and with nothing less. */
export class SapSessions {
  readonly #open = new Map<string, { token: string; xsrf: string }>();
  /** How many were opened. */
  opened = 0;

  /** Whatever was opened is over, as after a quarter of an hour in which nobody asked anything. */
  expire(): void {
    this.#open.clear();
  }

  /** Gives a token to whoever asks for one. */
  headersFor({ headers }: Asked): NonNullable<Reply['headers']> {
    if (String(headers['x-csrf-token']).toLowerCase() !== 'fetch') return {};
    const [id, token, xsrf] = [randomUUID(), randomUUID().replaceAll('-', ''), randomUUID()];
    this.#open.set(id, { token, xsrf });
    this.opened += 1;
    return {
      'x-csrf-token': token,
      'set-cookie': [
        `sap-usercontext=sap-client=100; path=/`,
        `SAP_SESSIONID_S4H_100=${id}; path=/; secure; HttpOnly`,
        `sap-XSRF_S4H_100=${xsrf}; path=/; secure; HttpOnly`,
      ],
    };
  }

  isTrusted({ headers }: Asked): boolean {
    const cookies = new Map(
      (headers['cookie']?.toString() ?? '').split(/;\s*/).map((cookie): [string, string] => {
        const at = cookie.indexOf('=');
        return [cookie.slice(0, at), cookie.slice(at + 1)];
      }),
    );
    const session = this.#open.get(cookies.get('SAP_SESSIONID_S4H_100') ?? '');
    return (
      session !== undefined &&
      session.token === headers['x-csrf-token'] &&
      session.xsrf === cookies.get('sap-XSRF_S4H_100')
    );
  }
}

export const untrusted: Reply = {
  status: 403,
  type: 'text/plain',
  headers: { 'x-csrf-token': 'Required' },
  body: 'CSRF token validation failed',
};
