import type { Scope } from '@bonum/contract';
import type { FastifyRequest } from 'fastify';
import type { KeyCaller } from '../operation.ts';
import { Refused } from './problem.ts';

/** Finds whom a secret belongs to; null when to nobody. */
export type Authenticate = (secret: string) => Promise<KeyCaller | null>;

const howToSend = 'Send the header Authorization: Bearer <key>';

/** One of these scopes is enough. Before the body is read: who has no key costs no memory. */
export function keyCheck(enough: readonly Scope[], authenticate: Authenticate) {
  const needed = enough.join(' or ');
  return async (request: FastifyRequest): Promise<void> => {
    const secret = bearer(request.headers.authorization);
    const caller = await authenticate(secret);
    if (!caller) {
      const detail = 'The key is not known or was revoked; use another, or have one made with create-key.';
      throw new Refused({ code: 'wrong-key', detail }, challenge('invalid_token'));
    }
    request.caller = caller;
    if (enough.some((scope) => caller.scopes.includes(scope))) return;
    const detail = `The key "${caller.name}" lacks the scope ${needed}; use a key that has it.`;
    throw new Refused(
      { code: 'scope-missing', detail, extra: { scope: enough[0] } },
      challenge('insufficient_scope', enough[0]),
    );
  };
}

function bearer(header: string | undefined): string {
  if (header === undefined) throw new Refused({ code: 'no-key', detail: `${howToSend}.` }, challenge());
  const secret = /^Bearer +([\x21-\x7e]{1,512})$/i.exec(header)?.[1];
  if (!secret)
    throw new Refused(
      { code: 'no-key', detail: `The header does not hold a key. ${howToSend}.` },
      challenge(),
    );
  return secret;
}

function challenge(error?: string, scope?: string): Record<string, string> {
  const parts = ['Bearer realm="bonum"', error && `error="${error}"`, scope && `scope="${scope}"`];
  return { 'www-authenticate': parts.filter(Boolean).join(', ') };
}
