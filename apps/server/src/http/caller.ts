import { createHash, randomBytes } from 'node:crypto';
import { cookies, isScope, type OperationContract, type Scope } from '@bonum/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Done, Caller, StaffCaller, Visitor } from '../operation.ts';
import type { SignedIn } from '../sessions/find-session.ts';
import { SESSION_LASTS_MS } from '../sessions/open-session.ts';
import { STAFF_SESSION_LASTS_MS } from '../staff/staff-session.ts';
import type { StaffSignedIn } from '../staff/find-staff-session.ts';
import { keyCheck, type Authenticate } from './key.ts';
import { Refused } from './problem.ts';

/** How callers are known. */
export interface Doorkeepers {
  /** By a key's secret. */
  readonly authenticate: Authenticate;
  /** By the token in a session's cookie; null: nobody is signed in. */
  readonly signedIn: (token: string) => Promise<SignedIn | null>;
  /** The same of an operator. */
  readonly staffSignedIn: (token: string) => Promise<StaffSignedIn | null>;
}

type Door = Pick<OperationContract, 'access' | 'keyScope' | 'method' | 'beforeContact'>;

/** What asks for an operation, before the body is read: who may not costs no memory. */
export function callerCheck(contract: Door, keepers: Doorkeepers, ownOrigin: string) {
  const { access } = contract;
  if (isScope(access)) return scopedCheck({ ...contract, access }, keepers, ownOrigin);
  return async (request: FastifyRequest): Promise<void> => {
    if (contract.method !== 'GET') refuseOtherSites(request, ownOrigin);
    const visitor = visitorOf(request);
    if (access === 'public') request.caller = visitor;
    else if (access === 'staff') request.caller = await staffOf(request, visitor, keepers);
    else {
      const member = await memberOf(request, visitor, keepers);
      if (member.untilContact && contract.beforeContact !== true) throw contactNeeded();
      request.caller = member;
    }
  };
}

/** For a key or an operator who has the scope. Whoever sends a key says plainly who asks; a browser sends its cookies with everything. */
function scopedCheck(
  { access, keyScope, method }: Door & { readonly access: Scope },
  keepers: Doorkeepers,
  ownOrigin: string,
) {
  const byKey = keyCheck([access, ...(keyScope === undefined ? [] : [keyScope])], keepers.authenticate);
  return async (request: FastifyRequest): Promise<void> => {
    const { headers } = request;
    if (headers.authorization !== undefined || request.cookies[cookies.staff] === undefined)
      return byKey(request);
    if (method !== 'GET') refuseOtherSites(request, ownOrigin);
    const caller = await staffOf(request, visitorOf(request), keepers);
    request.caller = caller;
    if (caller.scopes.includes(access)) return;
    const detail = 'Your roles do not let you do that; an administrator can give you one that does.';
    throw new Refused({ code: 'scope-missing', detail, extra: { scope: access } });
  };
}

/**
 * Cookies come along with whatever a browser sends, so what another site's page makes it send must not count. `SameSite` holds
 * that off; this does too, where a browser says where a request comes from, and all current ones do.
 */
function refuseOtherSites({ headers }: FastifyRequest, ownOrigin: string): void {
  const site = headers['sec-fetch-site'];
  const { origin, host } = headers;
  const fromElsewhere =
    (site !== undefined && site !== 'same-origin') ||
    (origin !== undefined && origin !== ownOrigin && hostOf(origin) !== host);
  if (!fromElsewhere) return;
  throw new Refused({ code: 'wrong-origin', detail: 'Open the app itself and do it there.' });
}

const hostOf = (origin: string): string | null => (URL.canParse(origin) ? new URL(origin).host : null);

const DEVICE_BYTES = 16;
const isDevice = (text: string | undefined): text is string => /^[\w-]{22}$/.test(text ?? '');
const HOUR_S = 3600;
const YEAR_S = 365 * 24 * HOUR_S;
/** Longer than a sign-in without another code. */
const SIGN_IN_S = HOUR_S;
/** `__Host-` demands `Secure` and the root path. Strict: another site's link must not open anything as somebody. */
const cookieRules = { httpOnly: true, secure: true, sameSite: 'strict', path: '/' } as const;

/**
 * Nothing is given to a browser here: of two answers on their way the one that comes last would win, and a slow answer about the
 * look of the app would take away what belongs to a sign-in that has begun meanwhile.
 */
export function visitorOf({ cookies: sent, ip: address, headers }: FastifyRequest): Visitor {
  const { [cookies.device]: deviceId, [cookies.signIn]: signInToken } = sent;
  const from = { address, userAgent: headers['user-agent'] ?? '' };
  if (!isDevice(deviceId))
    return { ...from, deviceId: randomBytes(DEVICE_BYTES).toString('base64url'), isNew: true };
  return { ...from, deviceId, ...(signInToken !== undefined && { signInToken }) };
}

async function memberOf(
  request: FastifyRequest,
  visitor: Visitor,
  { signedIn }: Doorkeepers,
): Promise<Visitor & SignedIn> {
  const token = request.cookies[cookies.session];
  const member = token === undefined ? null : await signedIn(token);
  if (member) return { ...visitor, ...member };
  throw new Refused({ code: 'signed-out', detail: 'Sign in, then do it again.' });
}

const contactNeeded = (): Refused =>
  new Refused({
    code: 'contact-needed',
    detail: 'You came in by a code of our staff: prove a phone or an e-mail with request-contact first.',
  });

async function staffOf(
  request: FastifyRequest,
  visitor: Visitor,
  { staffSignedIn }: Doorkeepers,
): Promise<StaffCaller> {
  const token = request.cookies[cookies.staff];
  const staff = token === undefined ? null : await staffSignedIn(token);
  if (staff) return { ...visitor, ...staff, storeId: null, tillId: null };
  throw new Refused({ code: 'signed-out', detail: 'Sign in to the desk, then do it again.' });
}

/** Tells the browser what it is known by, and what became of its sessions. */
export function putCookies(
  reply: FastifyReply,
  { browser, session, staffSession }: Omit<Done<unknown>, 'value'>,
): void {
  const put = (name: string, value: string, maxAge: number) =>
    reply.setCookie(name, value, { ...cookieRules, maxAge });
  if (browser) put(cookies.device, browser.deviceId, YEAR_S);
  if (browser?.signInToken !== undefined) put(cookies.signIn, browser.signInToken, SIGN_IN_S);
  putSession(reply, session, { name: cookies.session, lastsMs: SESSION_LASTS_MS });
  putSession(reply, staffSession, { name: cookies.staff, lastsMs: STAFF_SESSION_LASTS_MS });
}

function putSession(
  reply: FastifyReply,
  session: Done<unknown>['session'],
  { name, lastsMs }: { readonly name: string; readonly lastsMs: number },
): void {
  if (session === undefined) return;
  if (session === 'ended') reply.clearCookie(name, cookieRules);
  else reply.setCookie(name, session.token, { ...cookieRules, maxAge: lastsMs / 1000 });
}

/**
 * By what a caller is counted and found again in the log: never by who they are, nor by anything that opens a door. A device's cookie
 * does, while somebody signs in by it.
 */
export function callerName(caller: Caller): string {
  if ('keyId' in caller) return caller.keyId;
  if ('sessionId' in caller) return caller.sessionId;
  return createHash('sha256').update(caller.deviceId).digest('hex').slice(0, 16);
}
