import { isScope, type Access, type OperationContract } from './operation.ts';
import { schemaOf } from './openapi-schemas.ts';
import { refusals, type RefusalCode } from './refusals.ts';

/** What keys with limits of their own hear. */
const tooOften = ['too-many-requests', 'quota-used'] as const satisfies RefusalCode[];

/** The door's refusals, which every operation shares; those with a body only where there is one. */
const common: Readonly<Record<string, readonly RefusalCode[]>> = {
  NoKey: ['no-key', 'wrong-key', 'signed-out'],
  SignedOut: ['signed-out'],
  TooLarge: ['too-large'],
  NotJson: ['not-json'],
  NotAPhoto: ['not-a-photo'],
  TooOften: tooOften,
  Bug: ['bug'],
  Busy: ['busy', 'database-away', 'no-programme'],
};

export function commonResponses(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(common).map(([name, codes]) => [name, problemResponse(codes, name)]),
  );
}

export function responsesOf(contract: OperationContract): Record<string, object> {
  const codes = [...doorCodes(contract), ...contract.refusals];
  const hasOwn = codes.some((code) => refusals[code].status === statusOf('TooOften'));
  const ofKeys = isScope(contract.access);
  const own = byStatus(ofKeys && hasOwn ? [...codes, ...tooOften] : codes);
  const shared = [
    ...unknownCaller(contract.access),
    ...(contract.body ? ['TooLarge', 'NotJson'] : []),
    ...(contract.upload ? ['TooLarge'] : []),
    ...(contract.upload?.types.every((type) => type.startsWith('image/')) === true ? ['NotAPhoto'] : []),
    ...(ofKeys && !own.has(statusOf('TooOften')) ? ['TooOften'] : []),
    'Bug',
    'Busy',
  ];
  const headers = (ofKeys || contract.polled === true || contract.deprecated) && {
    ...(ofKeys && ofLimits),
    ...(contract.polled && tagHeaders),
    ...(contract.deprecated && goingHeaders),
  };
  return {
    200: {
      description: 'Done',
      ...(headers && { headers }),
      content: contract.download
        ? filesOf(contract.download)
        : { 'application/json': { schema: schemaOf(contract.answer) } },
    },
    ...(contract.polled && { 304: { description: 'Nothing has changed since', headers } }),
    ...Object.fromEntries([...own].map(([status, ofStatus]) => [status, problemResponse(ofStatus)])),
    ...Object.fromEntries(shared.map((name) => [statusOf(name), { $ref: `#/components/responses/${name}` }])),
  };
}

const tagHeaders = {
  ETag: { schema: { type: 'string' }, description: 'To be sent back as `If-None-Match`' },
};

/** A body that is a file, of one of these types. */
export const filesOf = (types: readonly string[]): Record<string, object> =>
  Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }]));

function unknownCaller(access: Access): string[] {
  if (access === 'public') return [];
  return [isScope(access) ? 'NoKey' : 'SignedOut'];
}

const doorCodes = (contract: OperationContract): RefusalCode[] => [
  'bad-request',
  ...(contract.body ? (['bad-json'] as const) : []),
  ...(isScope(contract.access) ? (['scope-missing', 'wrong-store'] as const) : []),
  ...(contract.access === 'member' && contract.beforeContact !== true ? (['contact-needed'] as const) : []),
  ...(contract.method === 'GET' ? [] : (['wrong-origin'] as const)),
  ...(contract.mostPerMinute === undefined ? [] : (['too-many-requests'] as const)),
];

const statusOf = (name: string): number => refusals[common[name]?.[0] ?? 'bug'].status;

function byStatus(codes: readonly RefusalCode[]): Map<number, RefusalCode[]> {
  const groups = new Map<number, RefusalCode[]>();
  for (const code of new Set(codes)) {
    const { status } = refusals[code];
    groups.set(status, [...(groups.get(status) ?? []), code]);
  }
  return groups;
}

/** What keys with limits are told of them. */
export const limitHeaders = {
  RateLimitPolicy: {
    schema: { type: 'string' },
    description: 'To keys with limits: which there are. `"minute";q=600;w=60, "day";q=10000;w=86400`',
    example: '"minute";q=600;w=60',
  },
  RateLimit: {
    schema: { type: 'string' },
    description: 'To keys with limits: what is left of each, and in how many seconds it begins anew',
    example: '"minute";r=599;t=42',
  },
};
const ofLimits = {
  'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
  RateLimit: { $ref: '#/components/headers/RateLimit' },
};

/** What every answer of an operation that is to go says of it. */
const goingHeaders = {
  Deprecation: {
    schema: { type: 'string' },
    description: 'Since when it is deprecated (RFC 9745), in seconds of Unix time',
    example: '@1796083200',
  },
  Sunset: {
    schema: { type: 'string' },
    description: 'Until when it is there (RFC 8594)',
    example: 'Fri, 31 Dec 2027 00:00:00 GMT',
  },
  Link: {
    schema: { type: 'string' },
    description: 'What takes its place: `rel="successor-version"`; where it is said: `rel="deprecation"`',
  },
};

const headersOf: Readonly<Record<string, object>> = {
  NoKey: { 'WWW-Authenticate': { schema: { type: 'string' }, description: 'Bearer, with what is wrong' } },
  Busy: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } },
};

function problemResponse(codes: readonly RefusalCode[], name = ''): object {
  const waits = codes.some((code) => refusals[code].status === 429);
  const headers = {
    ...headersOf[waits ? 'Busy' : name],
    ...(codes.includes('quota-used') && ofLimits),
  };
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { type: 'object', required: ['code'], properties: { code: { type: 'string', enum: codes } } },
    ],
  };
  return {
    description: codes.map((code) => `\`${code}\`: ${refusals[code].title}.`).join('\n\n'),
    ...(Object.keys(headers).length > 0 && { headers }),
    content: { 'application/problem+json': { schema } },
  };
}
