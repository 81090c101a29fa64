import { roleNames, type Role } from '@bonum/contract';
import type { CompanySettings } from './settings.ts';

type Claims = Readonly<Record<string, unknown>>;

const listIn = (claims: unknown, name: string): readonly string[] => {
  const found: unknown = Object(claims)[name];
  return Array.isArray(found) ? found.filter((one) => typeof one === 'string') : [];
};

/** Groups are paths that begin with a slash, unless their mapper was told otherwise; both are the same group. */
const plain = (name: string): string => name.replace(/^\//, '');

/**
 * The roles that somebody's tokens give them here. Keycloak puts its own into the access token: those of the realm, those of the
 * client, and groups where a mapper adds them; other providers have a list `roles` or `groups` in the ID token.
 */
export function rolesInClaims(
  tokens: readonly Claims[],
  { clientId, roles }: Pick<CompanySettings, 'clientId' | 'roles'>,
): readonly Role[] {
  const named = new Set(
    tokens.flatMap((claims) => [
      ...listIn(claims['realm_access'], 'roles'),
      // Of this client only: another one's "administrator" is nobody here.
      ...listIn(Object(claims['resource_access'])[clientId], 'roles'),
      ...listIn(claims, 'groups').map(plain),
      ...listIn(claims, 'roles'),
    ]),
  );
  const given = new Set(
    Object.entries(roles).flatMap(([theirs, ours]) =>
      named.has(plain(theirs)) || named.has(theirs) ? [ours] : [],
    ),
  );
  return roleNames.filter((role) => given.has(role));
}
