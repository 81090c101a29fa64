import { refusals, type Problem, type RefusalCode } from '@bonum/contract';
import type { FastifyReply } from 'fastify';
import type { Refusal } from '../operation.ts';

/** A refusal on its way out of a Fastify hook or parser, where a value cannot be returned. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusal: Refusal;
  readonly headers: Readonly<Record<string, string>>;

  constructor(refusal: Omit<Refusal, 'ok'>, headers: Readonly<Record<string, string>> = {}) {
    super(refusal.code);
    this.refusal = { ok: false, ...refusal };
    this.headers = headers;
  }
}

export function problemOf({ code, detail, path, extra }: Refusal, status?: number): Problem {
  return {
    // What an operation adds must not be able to pass for the members every problem has.
    ...extra,
    type: `/problems/${code}`,
    title: refusals[code].title,
    status: status ?? refusals[code].status,
    code,
    detail,
    ...(path !== undefined && { path }),
  };
}

/** The answer headers of every address, pages included. */
export const guardHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
} as const;

export const problemHeaders = {
  ...guardHeaders,
  'content-type': 'application/problem+json; charset=utf-8',
  'cache-control': 'no-store',
} as const;

export function sendProblem(reply: FastifyReply, refusal: Refusal): FastifyReply {
  const problem = problemOf(refusal);
  reply.refusal = refusal.code;
  const wait = retryAfter(refusal);
  if (wait !== undefined) reply.header('retry-after', String(wait));
  const { openedFrom } = reply.request.routeOptions.config;
  // A person followed a link: they read what is wrong where they came from.
  if (openedFrom !== undefined && reply.request.headers['sec-fetch-dest'] === 'document')
    return reply.header('cache-control', 'no-store').redirect(`${openedFrom}?refused=${refusal.code}`, 303);
  return reply.code(problem.status).headers(problemHeaders).send(JSON.stringify(problem));
}

/** Seconds after which asking again makes sense. */
function retryAfter({ code, extra }: Refusal): number | undefined {
  const minutes = extra?.['retryAfterMinutes'];
  if (typeof minutes === 'number') return minutes * 60;
  return waits[code];
}

const waits: Readonly<Partial<Record<RefusalCode, number>>> = {
  busy: 1,
  'database-away': 3,
  // Somebody has to set something up first.
  'no-programme': 60,
  'no-channel': 60,
};

export const isRefusalCode = (code: string): code is RefusalCode => Object.hasOwn(refusals, code);
