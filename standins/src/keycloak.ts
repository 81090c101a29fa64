import { createHash, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';

/** Who is signed in at the provider, as Keycloak keeps them. */
export interface RealmUser {
  readonly sub: string;
  readonly username: string;
  readonly name: string;
  readonly realmRoles?: readonly string[];
  readonly clientRoles?: Readonly<Record<string, readonly string[]>>;
  /** Paths, as the mapper of groups writes them: `/support/seniors`. */
  readonly groups?: readonly string[];
}

/** What a token says otherwise than it should; undefined takes a claim away. */
type Twist = Readonly<Record<string, unknown>>;

interface Grant {
  readonly challenge: string;
  readonly redirectUri: string;
  readonly nonce: string;
  readonly user: RealmUser;
}

interface Key {
  readonly kid: string;
  readonly secret: CryptoKey;
  readonly jwk: JWK;
}

const CLIENT = { id: 'bonum-desk', secret: 'only-for-tests' } as const;
const LIFE_S = 300;

async function newKey(): Promise<Key> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true });
  const kid = randomBytes(8).toString('hex');
  return { kid, secret: privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig', alg: 'RS256' } };
}

/**
 * A realm of Keycloak as far as one client sees it: codes that open once, with PKCE and the client's secret; roles in the access
 * token and not in the ID token; keys that are rotated. Whoever asks is `user`, without being asked for a password.
 */
export class Keycloak implements AsyncDisposable {
  readonly client = CLIENT;
  user: RealmUser | null = null;
  readonly sid = randomBytes(8).toString('hex');
  /** What the next tokens say otherwise. */
  twist: { readonly id?: Twist; readonly access?: Twist } = {};
  /** It is there and can do nothing: what stands before it says 503, or nothing at all. */
  unwell: 'answers 503' | 'is silent' | null = null;
  #key: Key;
  readonly #published: JWK[];
  readonly #codes = new Map<string, Grant>();
  readonly #server = createServer((request, response) => {
    if (this.unwell === 'is silent') return;
    if (this.unwell !== null) {
      response.writeHead(503).end();
      return;
    }
    this.#answer(request, response).catch((error: unknown) => {
      response.writeHead(500).end(String(error));
    });
  });

  private constructor(key: Key) {
    this.#key = key;
    this.#published = [key.jwk];
  }

  static async start(): Promise<Keycloak> {
    const realm = new Keycloak(await newKey());
    await realm.comeBack();
    return realm;
  }

  #port = 0;
  get issuer(): string {
    return `http://127.0.0.1:${this.#port}/realms/staff`;
  }

  /** Goes away: connections are refused. */
  async goAway(): Promise<void> {
    const closed = new Promise((resolve) => void this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async comeBack(): Promise<void> {
    await new Promise<void>((resolve) => void this.#server.listen(this.#port, '127.0.0.1', resolve));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this kind
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#server.listening) await this.goAway();
  }

  /** From now on tokens are signed by another key, and the one before is gone. */
  async rotateKeys(): Promise<void> {
    this.#key = await newKey();
    this.#published.splice(0, this.#published.length, this.#key.jwk);
  }

  /** A token that says somebody has signed out. */
  logoutToken(twist: Twist = {}): Promise<string> {
    return this.#sign(
      {
        aud: CLIENT.id,
        ...(this.user && { sub: this.user.sub }),
        sid: this.sid,
        jti: randomBytes(12).toString('hex'),
        events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
      },
      twist,
    );
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '', this.issuer);
    const place = url.pathname.replace('/realms/staff', '');
    if (place === '/.well-known/openid-configuration') return json(response, 200, this.#configuration());
    if (place === '/certs') return json(response, 200, { keys: this.#published });
    if (place === '/auth') return this.#authorize(url.searchParams, response);
    if (place === '/token' && request.method === 'POST')
      return this.#token(new URLSearchParams(await bodyOf(request)), request, response);
    json(response, 404, { error: 'not_found' });
  }

  #configuration(): object {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/certs`,
      end_session_endpoint: `${issuer}/logout`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
      code_challenge_methods_supported: ['S256'],
      backchannel_logout_supported: true,
      backchannel_logout_session_supported: true,
    };
  }

  #authorize(asked: URLSearchParams, response: ServerResponse): void {
    const redirectUri = asked.get('redirect_uri') ?? '';
    const wrong =
      asked.get('client_id') !== CLIENT.id ||
      asked.get('response_type') !== 'code' ||
      asked.get('code_challenge_method') !== 'S256' ||
      !asked.get('scope')?.split(' ').includes('openid') ||
      !asked.get('code_challenge');
    if (wrong) return json(response, 400, { error: 'invalid_request' });
    const back = new URL(redirectUri);
    back.searchParams.set('state', asked.get('state') ?? '');
    if (this.user === null) back.searchParams.set('error', 'access_denied');
    else {
      const code = randomBytes(16).toString('hex');
      this.#codes.set(code, {
        challenge: asked.get('code_challenge') ?? '',
        redirectUri,
        nonce: asked.get('nonce') ?? '',
        user: this.user,
      });
      back.searchParams.set('code', code);
    }
    response.writeHead(302, { location: back.href }).end();
  }

  async #token(form: URLSearchParams, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isClient(form, request)) return json(response, 401, { error: 'invalid_client' });
    const code = form.get('code') ?? '';
    const grant = this.#codes.get(code);
    // Once, whatever becomes of it.
    this.#codes.delete(code);
    const challenge = createHash('sha256')
      .update(form.get('code_verifier') ?? '')
      .digest('base64url');
    if (!grant || grant.redirectUri !== form.get('redirect_uri') || grant.challenge !== challenge)
      return json(response, 400, { error: 'invalid_grant' });
    const { user, nonce } = grant;
    const common = { sub: user.sub, sid: this.sid, azp: CLIENT.id };
    const profile = { preferred_username: user.username, name: user.name };
    json(response, 200, {
      token_type: 'Bearer',
      expires_in: LIFE_S,
      id_token: await this.#sign(
        { ...common, ...profile, aud: CLIENT.id, nonce, typ: 'ID' },
        this.twist.id ?? {},
      ),
      access_token: await this.#sign(
        {
          ...common,
          aud: 'account',
          typ: 'Bearer',
          realm_access: { roles: user.realmRoles ?? [] },
          resource_access: Object.fromEntries(
            Object.entries(user.clientRoles ?? {}).map(([client, roles]) => [client, { roles }]),
          ),
          ...(user.groups && { groups: user.groups }),
        },
        this.twist.access ?? {},
      ),
    });
  }

  #sign(claims: JWTPayload, twist: Twist): Promise<string> {
    const now = Math.floor(Date.now() / 1000);
    const payload = { iss: this.issuer, iat: now, exp: now + LIFE_S, ...claims, ...twist };
    const said = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined));
    return new SignJWT(said)
      .setProtectedHeader({ alg: 'RS256', kid: this.#key.kid, typ: 'JWT' })
      .sign(this.#key.secret);
  }
}

function isClient(form: URLSearchParams, { headers }: IncomingMessage): boolean {
  const [scheme, given = ''] = (headers.authorization ?? '').split(' ');
  const [id, secret] =
    scheme === 'Basic'
      ? Buffer.from(given, 'base64').toString().split(':').map(decodeURIComponent)
      : [form.get('client_id'), form.get('client_secret')];
  return id === CLIENT.id && secret === CLIENT.secret;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const piece of request) text += String(piece);
  return text;
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}
