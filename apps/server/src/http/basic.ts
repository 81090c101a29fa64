import type { Scope } from '@bonum/contract';
import type { FastifyRequest } from 'fastify';
import type { Authenticate } from './key.ts';
import { Refused } from './problem.ts';

/** The password of a Basic header; null where it has none. What people call themselves beside it is for people. */
function passwordOf(header: string | undefined): string | null {
  const credentials = /^Basic +([\w+/]{1,1024}={0,2})$/i.exec(header ?? '')?.[1];
  const text = Buffer.from(credentials ?? '', 'base64').toString('utf8');
  const secret = text.slice(text.indexOf(':') + 1);
  return text.includes(':') && secret !== '' ? secret : null;
}

const basicChallenge = { 'www-authenticate': 'Basic realm="bonum", charset="UTF-8"' };

/** Lets in by a user and a password, for clients that know nothing else: the password is a key, the user's name is for people. */
export async function letInByPassword(
  request: FastifyRequest,
  scope: Scope,
  authenticate: Authenticate,
): Promise<void> {
  const secret = passwordOf(request.headers.authorization);
  if (secret === null)
    throw new Refused(
      { code: 'no-key', detail: 'Send any user name, and a key of Bonum as the password.' },
      basicChallenge,
    );
  const caller = await authenticate(secret);
  if (!caller) {
    const detail = 'The key is not known or was revoked; use another, or have one made with create-key.';
    throw new Refused({ code: 'wrong-key', detail }, basicChallenge);
  }
  request.caller = caller;
  if (caller.scopes.includes(scope)) return;
  const detail = `The key "${caller.name}" lacks the scope ${scope}; use a key that has it.`;
  throw new Refused({ code: 'scope-missing', detail, extra: { scope } });
}
