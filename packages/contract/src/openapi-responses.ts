import type { OperationContract } from './operation.ts';
import { schemaOf } from './openapi-schemas.ts';
import { refusals, type RefusalCode } from './refusals.ts';

/** The door's refusals, which every operation shares; those with a body only where there is one. */
const common: Readonly<Record<string, readonly RefusalCode[]>> = {
  NoKey: ['no-key', 'wrong-key'],
  TooLarge: ['too-large'],
  NotJson: ['not-json'],
  Bug: ['bug'],
  Busy: ['busy', 'no-programme'],
};

export function commonResponses(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(common).map(([name, codes]) => [name, problemResponse(codes, name)]),
  );
}

export function responsesOf(contract: OperationContract): Record<string, object> {
  const shared = contract.body ? ['NoKey', 'TooLarge', 'NotJson', 'Bug', 'Busy'] : ['NoKey', 'Bug', 'Busy'];
  const own = byStatus([...doorCodes(contract), ...contract.refusals]);
  return {
    200: { description: 'Done', content: { 'application/json': { schema: schemaOf(contract.answer) } } },
    ...Object.fromEntries([...own].map(([status, codes]) => [status, problemResponse(codes)])),
    ...Object.fromEntries(shared.map((name) => [statusOf(name), { $ref: `#/components/responses/${name}` }])),
  };
}

const doorCodes = (contract: OperationContract): RefusalCode[] => [
  'bad-request',
  ...(contract.body ? (['bad-json'] as const) : []),
  'scope-missing',
  'wrong-store',
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
  const headers = headersOf[codes.includes('too-many-requests') ? 'Busy' : name];
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
