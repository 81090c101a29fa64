import { isScope, type Access, type OperationContract } from './operation.ts';
import { schemaOf } from './openapi-schemas.ts';
import { refusals, type RefusalCode } from './refusals.ts';

/** The door's refusals, which every operation shares; those with a body only where there is one. */
const common: Readonly<Record<string, readonly RefusalCode[]>> = {
  NoKey: ['no-key', 'wrong-key', 'signed-out'],
  SignedOut: ['signed-out'],
  TooLarge: ['too-large'],
  NotJson: ['not-json'],
  NotAPhoto: ['not-a-photo'],
  Bug: ['bug'],
  Busy: ['busy', 'database-away', 'no-programme'],
};

export function commonResponses(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(common).map(([name, codes]) => [name, problemResponse(codes, name)]),
  );
}

export function responsesOf(contract: OperationContract): Record<string, object> {
  const shared = [
    ...unknownCaller(contract.access),
    ...(contract.body ? ['TooLarge', 'NotJson'] : []),
    ...(contract.upload ? ['TooLarge'] : []),
    ...(contract.upload?.types.every((type) => type.startsWith('image/')) === true ? ['NotAPhoto'] : []),
    'Bug',
    'Busy',
  ];
  const own = byStatus([...doorCodes(contract), ...contract.refusals]);
  return {
    200: {
      description: 'Done',
      content: contract.download
        ? filesOf(contract.download)
        : { 'application/json': { schema: schemaOf(contract.answer) } },
    },
    ...Object.fromEntries([...own].map(([status, codes]) => [status, problemResponse(codes)])),
    ...Object.fromEntries(shared.map((name) => [statusOf(name), { $ref: `#/components/responses/${name}` }])),
  };
}

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

const headersOf: Readonly<Record<string, object>> = {
  NoKey: { 'WWW-Authenticate': { schema: { type: 'string' }, description: 'Bearer, with what is wrong' } },
  Busy: { 'Retry-After': { schema: { type: 'integer' }, description: 'Seconds' } },
};

function problemResponse(codes: readonly RefusalCode[], name = ''): object {
  const waits = codes.some((code) => refusals[code].status === 429);
  const headers = headersOf[waits ? 'Busy' : name];
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { type: 'object', required: ['code'], properties: { code: { type: 'string', enum: codes } } },
    ],
  };
  return {
    description: codes.map((code) => `\`${code}\`: ${refusals[code].title}.`).join('\n\n'),
    ...(headers && { headers }),
    content: { 'application/problem+json': { schema } },
  };
}
