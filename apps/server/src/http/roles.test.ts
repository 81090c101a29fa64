import {
  cookies,
  isScope,
  operations,
  roleNames,
  scopesOf,
  type OperationContract,
  type Role,
} from '@bonum/contract';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { nobody, stubServer } from '../testing/stub-server.ts';
import type { StaffSignedIn } from '../staff/find-staff-session.ts';

const contracts: readonly OperationContract[] = Object.values(operations);
/** Each role by itself, one who has all, and one who has none. */
const callers: readonly (readonly Role[])[] = [...roleNames.map((role) => [role]), roleNames, []];

const signedIn = (token: string): StaffSignedIn | null => {
  const roles = callers.find((theirs) => tokenOf(theirs) === token);
  if (!roles) return null;
  return { operatorId: 'o', sessionId: 's', name: 'Тест', roles, scopes: scopesOf(roles) };
};
const tokenOf = (roles: readonly Role[]): string => `of-${roles.join('_')}`;
/** From a browser of its own each time: how often one may ask is another matter. */
const cookieOf = (roles: readonly Role[]): string => `${cookies.staff}=${tokenOf(roles)}`;

const stub = stubServer({}, { keepers: { ...nobody, staffSignedIn: async (token) => signedIn(token) } });
let baseUrl = '';
beforeAll(async () => {
  baseUrl = await stub.server.listen({ port: 0, host: '127.0.0.1' });
});
afterAll(() => stub.server.close());

/** An operation's first example, by somebody's cookie. */
async function ask(contract: OperationContract, cookie: string): Promise<{ status: number; code: unknown }> {
  const { method, path, upload, examples } = contract;
  const [example] = examples;
  const given: Readonly<Record<string, unknown>> = { ...example?.params };
  const address = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given[name])));
  const query = new URLSearchParams(
    Object.fromEntries(Object.entries({ ...example?.query }).map(([name, value]) => [name, String(value)])),
  ).toString();
  const type = upload?.types[0] ?? (contract.body && 'application/json');
  const body = upload ? 'a file' : contract.body && JSON.stringify(example?.body ?? {});
  const response = await fetch(`${baseUrl}/v1${address}${query === '' ? '' : `?${query}`}`, {
    method,
    headers: { cookie, ...(type !== undefined && { 'content-type': type }) },
    ...(body !== undefined && { body }),
  });
  const problem: unknown = await response.json();
  return { status: response.status, code: Object(problem).code };
}

/** What stands behind the door refuses everything with a word of its own, so whoever hears it was let in. */
const letIn = { status: 404, code: 'unknown-member' };

describe('G9 every operation is open to the roles that the table says, and to no other', () => {
  test.each(contracts)('$id', async (contract) => {
    const { access } = contract;
    for (const roles of callers) {
      const may = !isScope(access) || scopesOf(roles).includes(access);
      const expected =
        access === 'member'
          ? { status: 401, code: 'signed-out' }
          : may
            ? letIn
            : { status: 403, code: 'scope-missing' };
      const heard = await ask(contract, cookieOf(roles));
      expect({ roles, ...heard }).toEqual({ roles, ...expected });
    }
  });

  test.each(contracts)('$id, without a session or with one that is over', async (contract) => {
    const { access } = contract;
    const open = access === 'public';
    const withNone = await ask(contract, '');
    expect(withNone).toEqual(open ? letIn : { status: 401, code: isScope(access) ? 'no-key' : 'signed-out' });
    const over = await ask(contract, `${cookies.staff}=over`);
    expect(over).toEqual(open ? letIn : { status: 401, code: 'signed-out' });
  });

  test('each role has something to do, and none may do what tills do', () => {
    for (const role of roleNames) {
      expect(scopesOf([role])).not.toEqual([]);
      expect(scopesOf([role])).not.toContain('till');
    }
  });
});
