import type { Role } from '@bonum/contract';
import { createRemoteJWKSet, jwtVerify, type JWTPayload } from 'jose';
import * as oidc from 'openid-client';
import { rolesInClaims } from './roles-in-claims.ts';
import { isThisMachine, type CompanySettings } from './settings.ts';

/** What a browser keeps between leaving for the provider and coming back. */
export interface Flow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** Whom the provider says it is. */
export interface CompanyPerson {
  /** Issuer and subject: the only name that never changes and is given to nobody else. */
  readonly subject: string;
  readonly login: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** The provider's session, which it names when it ends. */
  readonly sid: string | null;
  readonly idToken: string;
}

/** The provider does not answer. Local accounts work all the same. */
export class CompanyAway extends Error {
  override name = 'CompanyAway';
}
/** What it, or whoever says to be it, answered is not for us, not by it, or not any more. */
export class CompanyRefused extends Error {
  override name = 'CompanyRefused';
}

const PATIENCE_S = 5;
/** Whoever wants to come in looks at an empty page meanwhile. */
const GLANCE_MS = 2000;
const CLOCK_S = 30;
const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
/** A logout that comes later than this was kept by somebody. */
const LOGOUT_LASTS_S = 120;

interface Known {
  readonly config: oidc.Configuration;
  readonly keys: ReturnType<typeof createRemoteJWKSet>;
  readonly keysUrl: URL;
}

/** Signing in by the chain's identity provider: authorization code with PKCE. */
export class Company {
  readonly settings: CompanySettings;
  readonly #publicUrl: string;
  #known: Promise<Known> | undefined;

  constructor(settings: CompanySettings, publicUrl: string) {
    this.settings = settings;
    this.#publicUrl = publicUrl;
  }

  get callback(): string {
    return `${this.#publicUrl}/v1/staff/company/callback`;
  }

  /** Where the browser goes, and what it keeps. @throws CompanyAway */
  async begin(): Promise<{ readonly url: string; readonly flow: Flow }> {
    const { config, keysUrl } = await this.#provider();
    await requireThere(keysUrl);
    const verifier = oidc.randomPKCECodeVerifier();
    const flow = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier };
    const url = oidc.buildAuthorizationUrl(config, {
      redirect_uri: this.callback,
      scope: this.settings.scope,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      state: flow.state,
      nonce: flow.nonce,
    });
    return { url: url.href, flow };
  }

  /** Who came back. @throws CompanyAway, CompanyRefused */
  async finish(query: string, { state, nonce, verifier }: Flow): Promise<CompanyPerson> {
    const { config } = await this.#provider();
    const tokens = await oidc
      .authorizationCodeGrant(config, new URL(`${this.callback}${query}`), {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      .catch(awayOrRefused);
    const idToken = tokens.id_token ?? '';
    const claims = await this.#verified(idToken, { audience: this.settings.clientId });
    const access = await this.#accessClaims(tokens.access_token, claims);
    return {
      subject: `${this.settings.issuer} ${claims.sub}`,
      login: textOf(claims, 'preferred_username') ?? textOf(claims, 'email') ?? String(claims.sub),
      name: textOf(claims, 'name') ?? textOf(claims, 'preferred_username') ?? String(claims.sub),
      roles: rolesInClaims([claims, ...access], this.settings),
      sid: textOf(claims, 'sid'),
      idToken,
    };
  }

  /** Whose sessions have ended at the provider. @throws CompanyAway, CompanyRefused */
  async loggedOut(token: string): Promise<{ sub: string | null; sid: string | null; jti: string }> {
    const claims = await this.#verified(token, { audience: this.settings.clientId });
    const { sub = null, jti, iat = 0, events } = claims;
    const sid = textOf(claims, 'sid');
    const isLogout =
      typeof Object(events)[LOGOUT_EVENT] === 'object' && Object(events)[LOGOUT_EVENT] !== null;
    if (!isLogout || 'nonce' in claims) throw new CompanyRefused('this is no logout token');
    if (jti === undefined || (sub === null && sid === null)) throw new CompanyRefused('it names nobody');
    if (Date.now() / 1000 - iat > LOGOUT_LASTS_S) throw new CompanyRefused('it is old');
    return { sub: sub === null ? null : `${this.settings.issuer} ${sub}`, sid, jti };
  }

  /** Where a browser ends the provider's own session too; null: it has no such place, or is away. */
  async endSessionUrl(idToken: string): Promise<string | null> {
    const known = await this.#provider().catch(() => null);
    if (known?.config.serverMetadata().end_session_endpoint === undefined) return null;
    return oidc.buildEndSessionUrl(known.config, {
      id_token_hint: idToken,
      post_logout_redirect_uri: `${this.#publicUrl}/desk/sign-in`,
    }).href;
  }

  /** Roles of Keycloak stand in the access token. One that is no JWT says nothing to us; one that is must be ours. */
  async #accessClaims(token: string, { sub }: JWTPayload): Promise<readonly JWTPayload[]> {
    if (token.split('.').length !== 3) return [];
    const claims = await this.#verified(token, {});
    const { clientId } = this.settings;
    const audiences = [claims.aud ?? []].flat();
    const isOurs =
      claims['azp'] === clientId || claims['client_id'] === clientId || audiences.includes(clientId);
    if (claims.sub !== sub || !isOurs) throw new CompanyRefused('the access token is for somebody else');
    return [claims];
  }

  async #verified(token: string, { audience }: { readonly audience?: string }): Promise<JWTPayload> {
    const { config, keys } = await this.#provider();
    const { payload } = await jwtVerify(token, keys, {
      issuer: config.serverMetadata().issuer,
      algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
      clockTolerance: CLOCK_S,
      ...(audience !== undefined && { audience }),
    }).catch(awayOrRefused);
    return payload;
  }

  /** Asked once; while it is away, each time anew. */
  async #provider(): Promise<Known> {
    this.#known ??= this.#discover();
    try {
      return await this.#known;
    } catch (error) {
      this.#known = undefined;
      throw new CompanyAway('the identity provider does not answer', { cause: error });
    }
  }

  async #discover(): Promise<Known> {
    const { issuer, clientId, clientSecret } = this.settings;
    const url = new URL(issuer);
    const config = await oidc.discovery(url, clientId, clientSecret, undefined, {
      timeout: PATIENCE_S,
      ...(isThisMachine(url.hostname) && { execute: [oidc.allowInsecureRequests] }),
    });
    const { jwks_uri } = config.serverMetadata();
    if (jwks_uri === undefined) throw new Error('the provider names no keys');
    // Keys are rotated at any moment: one that is not known is looked up at once.
    const keysUrl = new URL(jwks_uri);
    const keys = createRemoteJWKSet(keysUrl, {
      cooldownDuration: 0,
      timeoutDuration: PATIENCE_S * 1000,
    });
    return { config, keys, keysUrl };
  }
}

/**
 * Where the provider is, is known since it was asked first; whether it is there now, only by asking. A browser that is sent to nobody
 * shows an error of its own, which says nothing of the other ways in. @throws CompanyAway
 */
async function requireThere(url: URL): Promise<void> {
  const response = await fetch(url, { signal: AbortSignal.timeout(GLANCE_MS) }).catch((cause: unknown) => {
    throw new CompanyAway('the identity provider does not answer', { cause });
  });
  await response.body?.cancel();
  if (response.status >= 500) throw new CompanyAway(`the identity provider answers ${response.status}`);
}

const textOf = (claims: JWTPayload, name: string): string | null => {
  const value = claims[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

const networkTrouble = new Set(['OAUTH_TIMEOUT', 'ERR_JWKS_TIMEOUT', 'ECONNREFUSED', 'OAUTH_PARSE_ERROR']);

function awayOrRefused(error: unknown): never {
  const { code, cause }: { readonly code?: unknown; readonly cause?: unknown } = Object(error);
  const isAway =
    error instanceof TypeError ||
    networkTrouble.has(String(code)) ||
    networkTrouble.has(String(Object(cause).code));
  if (isAway) throw new CompanyAway('the identity provider does not answer', { cause: error });
  throw new CompanyRefused('what the identity provider answered is not for us', { cause: error });
}
