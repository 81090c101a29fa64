import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Refused } from './problem.ts';

interface Address {
  readonly pattern: RegExp;
  readonly methods: readonly string[];
}

/** An unknown address is 404, a known one asked with another method 405 with what it takes; both before the body is read. */
export function answerUnknownAddresses(app: FastifyInstance): void {
  const addresses: Address[] = [];
  app.addHook('onRoute', ({ url, method }) => {
    addresses.push({ pattern: patternOf(url), methods: [method].flat() });
  });
  app.addHook('onRequest', async (request) => {
    if (request.is404) refuseUnknown(request, addresses);
  });
  app.setNotFoundHandler(async (request) => refuseUnknown(request, addresses));
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => (part.startsWith(':') ? '[^/]+' : escaped(part)));
  return new RegExp(`^${parts.join('/')}$`);
}

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);

function refuseUnknown(request: FastifyRequest, addresses: readonly Address[]): never {
  const path = request.url.split('?', 1)[0] ?? '';
  const methods = new Set(
    addresses.filter(({ pattern }) => pattern.test(path)).flatMap((address) => address.methods),
  );
  if (methods.size === 0) {
    throw new Refused({
      code: 'no-such-operation',
      detail: 'There is nothing at this address; /docs lists what there is.',
    });
  }
  const allow = [...methods].sort().join(', ');
  throw new Refused(
    { code: 'method-not-allowed', detail: `This address takes ${allow}, not ${request.method}.` },
    { allow },
  );
}
