import { randomBytes } from 'node:crypto';
import type { Asked, Reply } from '../http-gateway.ts';

export interface AkeneoAccess {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly username: string;
  readonly password: string;
}

/** What of tokens a test may change. */
export interface TokenRules {
  /** So many calls may be made with a token before it has run out. */
  callsOfToken: number;
  /** Tokens for new tokens are good. */
  refreshes: boolean;
}

export const json = (status: number, body: object, headers: Record<string, string> = {}): Reply => ({
  status,
  body: JSON.stringify(body),
  headers,
});
export const no = (code: number, message: string): Reply => json(code, { code, message });

/** The tokens of an Akeneo, and who gets them. */
export class AkeneoTokens {
  readonly #access: AkeneoAccess;
  readonly #callsLeft = new Map<string, number>();
  readonly #forNew = new Set<string>();

  constructor(access: AkeneoAccess) {
    this.#access = access;
  }

  give({ headers }: Asked, said: ReadonlyMap<string, unknown>, rules: TokenRules): Reply {
    const { clientId, clientSecret, username, password } = this.#access;
    const basic = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    if (headers['authorization'] !== `Basic ${basic}`)
      return no(422, 'Parameter "client_id" is missing or does not match any client, or secret is invalid');
    const grant = said.get('grant_type');
    if (grant === 'password') {
      if (said.get('username') !== username || said.get('password') !== password)
        return no(422, 'No user found for the given username and password');
    } else if (
      grant !== 'refresh_token' ||
      !rules.refreshes ||
      !this.#forNew.delete(String(said.get('refresh_token')))
    )
      return json(400, {
        error: 'invalid_grant',
        error_description: 'Refresh token is invalid or has expired',
      });
    const [access, refresh] = [randomBytes(30).toString('hex'), randomBytes(30).toString('hex')];
    this.#callsLeft.set(access, rules.callsOfToken);
    this.#forNew.add(refresh);
    return json(200, {
      access_token: access,
      expires_in: 3600,
      token_type: 'bearer',
      scope: null,
      refresh_token: refresh,
    });
  }

  letIn({ headers }: Asked): boolean {
    const access = String(headers['authorization']).replace(/^Bearer /, '');
    const left = this.#callsLeft.get(access) ?? 0;
    this.#callsLeft.set(access, left - 1);
    return left > 0;
  }
}
