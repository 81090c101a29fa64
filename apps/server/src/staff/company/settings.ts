import { readFile } from 'node:fs/promises';
import { roleNames, type Role } from '@bonum/contract';
import { ConfigError, type Config } from '../../config.ts';

/** The chain's identity provider, as the file of BONUM_STAFF_OIDC names it. */
export interface CompanySettings {
  /** On the button: "Sign in with …". */
  readonly name: { readonly ru: string; readonly en: string };
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What is asked for; `openid` is in it. */
  readonly scope: string;
  /** What the provider calls a role or a group, and the role it is here. */
  readonly roles: Readonly<Record<string, Role>>;
}

const texts = ['issuer', 'clientId', 'clientSecret'] as const;
const fields = new Set<string>([...texts, 'name', 'scope', 'roles']);

/** null: the chain has none, and staff have local accounts. The file's content is never said: it holds a secret. */
export async function readCompanySettings({
  staffOidcFile: file,
}: Pick<Config, 'staffOidcFile'>): Promise<CompanySettings | null> {
  if (file === undefined) return null;
  const text = await readFile(file, 'utf8').catch(() => {
    throw new ConfigError(`BONUM_STAFF_OIDC names ${file}, which cannot be read.`);
  });
  return companySettings(parse(text));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

export function companySettings(said: unknown): CompanySettings {
  if (!isObject(said)) throw wrong('', 'a JSON object; docs/staff.md shows one');
  const strange = Object.keys(said).find((field) => !fields.has(field));
  if (strange !== undefined)
    throw new ConfigError(`BONUM_STAFF_OIDC: ${strange} is not known. Leave it out.`);
  const [issuer, clientId, clientSecret] = texts.map((field) => textOf(said, field));
  return {
    issuer: issuerOf(issuer ?? ''),
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
    scope: said['scope'] === undefined ? 'openid profile email' : textOf(said, 'scope'),
    name: said['name'] === undefined ? standardName : nameOf(said['name']),
    roles: rolesOf(said['roles']),
  };
}

const standardName = { ru: 'учётной записью компании', en: 'the company account' };

/** Tokens would go in the clear otherwise; only a stand-in on this machine may be without TLS. */
function issuerOf(issuer: string): string {
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (url?.protocol === 'https:' || (url?.protocol === 'http:' && isThisMachine(url.hostname))) return issuer;
  throw wrong('issuer', 'an address with https, such as https://id.chain.example/realms/staff');
}

export const isThisMachine = (host: string): boolean => ['localhost', '127.0.0.1', '[::1]'].includes(host);

function nameOf(said: unknown): CompanySettings['name'] {
  if (!isObject(said)) throw wrong('name', 'an object with ru and en');
  return { ru: textOf(said, 'ru'), en: textOf(said, 'en') };
}

function rolesOf(said: unknown): CompanySettings['roles'] {
  if (!isObject(said) || Object.keys(said).length === 0)
    throw wrong('roles', 'an object: what the provider calls a role, and the role of Bonum');
  return Object.fromEntries(
    Object.entries(said).map(([theirs, ours]) => {
      const role = roleNames.find((name) => name === ours);
      if (role === undefined) throw wrong(`roles.${theirs}`, `one of ${roleNames.join(', ')}`);
      return [theirs, role];
    }),
  );
}

function textOf(said: Readonly<Record<string, unknown>>, field: string): string {
  const value = said[field];
  if (typeof value === 'string' && value.trim() !== '') return value.trim();
  throw wrong(field, 'a text');
}

const wrong = (field: string, wanted: string): ConfigError =>
  new ConfigError(`BONUM_STAFF_OIDC: ${field === '' ? 'the file' : field} must be ${wanted}.`);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
