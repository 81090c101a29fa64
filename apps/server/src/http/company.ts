import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Shell } from '../operation.ts';
import { CompanyAway, CompanyRefused, type Company, type Flow } from '../staff/company/company.ts';
import { endCompanySessions } from '../staff/company/end-company-sessions.ts';
import { signInByCompany } from '../staff/company/sign-in-by-company.ts';
import { putCookies, visitorOf } from './caller.ts';
import { guardHeaders } from './problem.ts';

const FLOW_COOKIE = '__Host-bonum-company';
const FLOW_LASTS_S = 600;
/** Lax: the browser comes back from another site, and must bring it. */
const flowCookie = {
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  path: '/',
  maxAge: FLOW_LASTS_S,
} as const;
/** What comes here without a cookie is the provider; nobody ends sessions faster than that. */
const MOST_LOGOUTS = 120;

interface Parts {
  readonly shell: Shell;
  readonly company: Company;
}

/**
 * Signing in by the chain's identity provider, open to any browser: a page that leads there, the page it comes back to, and where the
 * provider itself tells that somebody has signed out. Pages, not operations: they answer with an address to go to.
 */
export function addCompany(app: FastifyInstance, parts: Parts): void {
  app.get('/v1/staff/company', {
    config: { operation: 'company-begin' },
    handler: (request, reply) => begin(request, reply, parts),
  });
  app.get('/v1/staff/company/callback', {
    config: { operation: 'company-callback' },
    handler: (request, reply) => comeBack(request, reply, parts),
  });
  const limiter = new RateLimiterMemory({ points: MOST_LOGOUTS, duration: 60 });
  void app.register(async (room) => {
    room.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_request: unknown, text: string) => new URLSearchParams(text),
    );
    room.post('/v1/staff/company/logout', {
      config: { operation: 'company-logout' },
      handler: async (request, reply) => {
        const within = await limiter.consume('all').then(
          () => true,
          () => false,
        );
        return within ? loggedOut(request, reply, parts) : reply.headers(plainHeaders).status(429).send();
      },
    });
  });
}

const plainHeaders = { ...guardHeaders, 'cache-control': 'no-store' } as const;

const lead = (reply: FastifyReply, to: string): FastifyReply => reply.headers(plainHeaders).redirect(to, 303);
/** The sign-in page says in words what `why` means. */
const backWith = (reply: FastifyReply, why: 'away' | 'refused' | 'no-role' | 'shut-out'): FastifyReply =>
  lead(reply, `/desk/sign-in?company=${why}`);

async function begin(
  _request: FastifyRequest,
  reply: FastifyReply,
  { shell, company }: Parts,
): Promise<FastifyReply> {
  try {
    const { url, flow } = await company.begin();
    return lead(reply.setCookie(FLOW_COOKIE, sealFlow(shell, flow), flowCookie), url);
  } catch (error) {
    return failed(reply, error);
  }
}

async function comeBack(
  request: FastifyRequest,
  reply: FastifyReply,
  { shell, company }: Parts,
): Promise<FastifyReply> {
  const flow = openFlow(shell, request.cookies[FLOW_COOKIE]);
  reply.clearCookie(FLOW_COOKIE, { path: '/', secure: true });
  if (flow === null) return backWith(reply, 'refused');
  try {
    const asked = request.raw.url ?? '';
    const query = asked.includes('?') ? asked.slice(asked.indexOf('?')) : '';
    const person = await company.finish(query, flow);
    const outcome = await signInByCompany(shell, visitorOf(request), person);
    if (!outcome.ok) return backWith(reply, outcome.code === 'scope-missing' ? 'no-role' : 'shut-out');
    putCookies(reply, { ok: true, staffSession: outcome.value });
    return lead(reply, '/desk/');
  } catch (error) {
    return failed(reply, error);
  }
}

function failed(reply: FastifyReply, error: unknown): FastifyReply {
  if (error instanceof CompanyAway) return backWith(reply, 'away');
  if (error instanceof CompanyRefused) return backWith(reply, 'refused');
  throw error;
}

/** As the standard has it: 200 when it is done, 400 for a token that is none. */
async function loggedOut(
  { body }: FastifyRequest,
  reply: FastifyReply,
  { shell, company }: Parts,
): Promise<FastifyReply> {
  const token = body instanceof URLSearchParams ? body.get('logout_token') : null;
  const answer = reply.headers({ ...plainHeaders, 'content-type': 'application/json; charset=utf-8' });
  try {
    const who = await company.loggedOut(token ?? '');
    if (await endCompanySessions(shell, who)) return answer.send('{}');
    return answer.status(400).send(JSON.stringify({ error: 'invalid_request' }));
  } catch (error) {
    if (error instanceof CompanyRefused)
      return answer.status(400).send(JSON.stringify({ error: 'invalid_request' }));
    if (error instanceof CompanyAway)
      return answer.status(503).send(JSON.stringify({ error: 'temporarily_unavailable' }));
    throw error;
  }
}

function sealFlow({ secret, clock }: Shell, flow: Flow): string {
  const said = Buffer.from(JSON.stringify({ ...flow, until: clock() + FLOW_LASTS_S * 1000 }));
  return `${said.toString('base64url')}.${sealOf(secret, said).toString('base64url')}`;
}

/** null: none of ours, or too old. */
function openFlow({ secret, clock }: Shell, cookie: string | undefined): Flow | null {
  const [said = '', seal = ''] = (cookie ?? '').split('.');
  const bytes = Buffer.from(said, 'base64url');
  const given = Buffer.from(seal, 'base64url');
  const right = sealOf(secret, bytes);
  if (given.length !== right.length || !timingSafeEqual(given, right)) return null;
  const flow: Flow & { readonly until: number } = JSON.parse(bytes.toString());
  return flow.until > clock() ? flow : null;
}

const sealOf = (secret: string, said: Buffer): Buffer =>
  createHmac('sha256', secret).update('staff company\n').update(said).digest();
