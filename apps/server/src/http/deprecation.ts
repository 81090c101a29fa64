import type { Deprecation, OperationContract } from '@bonum/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** So long at least it goes on after it was said that it will not. */
const LEAST_MS = 365 * 86_400_000;

type Contracts = Readonly<Record<string, OperationContract>>;

/**
 * Puts onto every answer of an operation that is to go since when, until when, and what takes its place: RFC 9745 (Deprecation), RFC 8594
 * (Sunset), RFC 5829 (successor-version). Undefined where it stays.
 */
export function deprecationHeaders(contract: OperationContract, contracts: Contracts) {
  const { deprecated } = contract;
  if (!deprecated) return undefined;
  const { since, until } = momentsOf(contract.id, deprecated);
  const successor = successorOf(contract, deprecated, contracts);
  const dates = { deprecation: `@${since / 1000}`, sunset: new Date(until).toUTCString() };
  return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    const links = [
      ...(successor ? [`<${addressOf(successor, request.params)}>; rel="successor-version"`] : []),
      '</docs>; rel="deprecation"; type="text/html"',
    ];
    reply.headers({ ...dates, link: links.join(', ') });
  };
}

function momentsOf(id: string, deprecated: Deprecation): { since: number; until: number } {
  const [since, until] = [Date.parse(deprecated.since), Date.parse(deprecated.sunset)];
  if (until - since >= LEAST_MS) return { since, until };
  throw new Error(`The operation ${id} must go on for a year at least after it was deprecated`);
}

/** It is led to by what stands in the address of the one that goes, and nothing else. */
function successorOf(
  { id, path }: OperationContract,
  { successor }: Deprecation,
  contracts: Contracts,
): OperationContract | undefined {
  if (successor === undefined) return undefined;
  const found = contracts[successor];
  if (!found) throw new Error(`The operation ${id} has no successor ${successor}`);
  const missing = namesIn(found.path).find((name) => !namesIn(path).includes(name));
  if (missing === undefined) return found;
  throw new Error(`The operation ${id} does not have ${missing}, which its successor ${successor} needs`);
}

const namesIn = (path: string): readonly string[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);

function addressOf({ path }: OperationContract, params: unknown): string {
  const given = new Map<string, unknown>(Object.entries(params ?? {}));
  return `/v1${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(given.get(name))))}`;
}
