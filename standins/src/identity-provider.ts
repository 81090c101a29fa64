import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Provider, type Configuration } from 'oidc-provider';

/** The identity provider of a chain: a certified implementation of OpenID Connect, with people made up. */
export interface IdentityProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly client: { readonly id: string; readonly secret: string };
}

/** @param roles the list that everybody's ID token has as `roles`, by account */
export async function startIdentityProvider(
  redirectUri: string,
  roles: Readonly<Record<string, readonly string[]>>,
): Promise<IdentityProvider> {
  const client = { id: 'bonum-desk', secret: randomBytes(16).toString('hex') };
  // The issuer has to be known before the port is: a server that is there already tells it.
  const { createServer } = await import('node:http');
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a server that listens on a port has an address of this kind
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const configuration: Configuration = {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
      },
    ],
    cookies: { keys: [randomBytes(16).toString('hex')] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'roles'], email: ['email'] },
    conformIdTokenClaims: false,
    features: { devInteractions: { enabled: true } },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        name: `Сотрудник ${sub}`,
        preferred_username: sub,
        roles: [...(roles[sub] ?? [])],
      }),
    }),
  };
  const provider = new Provider(issuer, configuration);
  server.on('request', provider.callback());
  return {
    issuer,
    client,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
