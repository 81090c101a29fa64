import { refusals } from '@bonum/contract';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseBody } from './body.ts';
import { bugReport } from './bug-report.ts';
import { firstMistake } from './mistake.ts';
import { Refused, sendProblem } from './problem.ts';
import { troubleOf } from '../database/trouble.ts';
import type { Refusal } from '../operation.ts';
import { longestParameter } from './limits.ts';

/** Only JSON comes in, as UTF-8 and as it is. */
export function takeOnlyJson(app: FastifyInstance): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser<Buffer>(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, raw: Buffer) => {
      refuseEncoding(request);
      return parseBody(raw);
    },
  );
}

function refuseEncoding({ headers }: FastifyRequest): void {
  const charset = /charset\s*=\s*"?([^\s";]+)/i.exec(headers['content-type'] ?? '')?.[1];
  if (charset && !/^utf-?8$/i.test(charset))
    throw notJson('The body must be UTF-8; send charset=utf-8 or no charset.');
  const coding = headers['content-encoding'];
  if (coding && coding !== 'identity')
    throw notJson('The body must not be compressed; leave content-encoding out.');
}

const notJson = (detail: string): Refused => new Refused({ code: 'not-json', detail });

/** Everything thrown on the way ends here and leaves as a problem document. */
export function answerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => answerError(error, request, reply));
}

export function answerError(error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (error instanceof Refused) reply.headers(error.headers);
  return sendProblem(reply, refusalOf(error, request));
}

/** What was thrown, as a no; what is our own mistake is logged. */
export function refusalOf(error: FastifyError, request: FastifyRequest): Refusal {
  if (error instanceof Refused) return error.refusal;
  if (error.validation) return { ok: false, code: 'bad-request', ...firstMistake(error.validation) };
  const known = ofFramework(error, request);
  if (known) return known;
  const trouble = troubleOf(error);
  if (trouble) {
    request.log.warn(
      { request: request.id, operation: operationOf(request), error: bugReport(error) },
      trouble.code,
    );
    return { ok: false, ...trouble };
  }
  request.log.error({ request: request.id, operation: operationOf(request), error: bugReport(error) }, 'bug');
  const detail = `This is our mistake, not yours. Nothing was done. Tell the operator of this server the id ${request.id}.`;
  return { ok: false, code: 'bug', detail, extra: { id: request.id } };
}

export const operationOf = (request: FastifyRequest): string | undefined =>
  request.routeOptions.config.operation ?? request.routeOptions.url;

const said = (code: Refusal['code'], detail: string): Refusal => ({ ok: false, code, detail });

/** What Fastify refuses by itself, in our words. */
const frameworkRefusals: Readonly<Record<string, Refusal>> = {
  FST_ERR_CTP_INVALID_MEDIA_TYPE: said('not-json', 'Send the body with content-type: application/json.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: said(
    'bad-request',
    'The body is not as long as its content-length says.',
  ),
  FST_ERR_BAD_URL: said(
    'bad-request',
    'The address is not percent-encoded UTF-8; encode each part of the path.',
  ),
  FST_ERR_MAX_PARAM_LENGTH: said(
    'bad-request',
    `A part of the path is longer than ${longestParameter} characters.`,
  ),
};

function ofFramework(error: FastifyError, { routeOptions }: FastifyRequest): Refusal | undefined {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE')
    return said('too-large', `The body is larger than ${routeOptions.bodyLimit} bytes; send less at a time.`);
  const known = frameworkRefusals[error.code];
  if (known) return known;
  const status = error.statusCode ?? 500;
  // The client hung up halfway through its body, or something of the kind: nobody's bug.
  return status >= 400 && status < 500 ? said('bad-request', `${refusals['bad-request'].title}.`) : undefined;
}
