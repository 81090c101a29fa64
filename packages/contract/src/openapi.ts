import { operations } from './operations.ts';
import { cookies, isScope, needsBody, type Example, type OperationContract } from './operation.ts';
import { components, schemaOf } from './openapi-schemas.ts';
import { liveStreams } from './openapi-live.ts';
import { webhookEvents } from './openapi-webhooks.ts';
import { commonResponses, filesOf, limitHeaders, responsesOf } from './openapi-responses.ts';
import { description, tags } from './openapi-text.ts';
import { roleNames, scopesOf } from './roles.ts';

/** What `openapi.json` holds: the table of operations as OpenAPI 3.1, from the very schemas that validate requests. */
export function openApiDocument(
  contracts: readonly OperationContract[] = Object.values(operations),
): Record<string, unknown> {
  return {
    openapi: '3.1.1',
    info: {
      title: 'Bonum',
      version: '1',
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/', description: 'This server' }],
    tags,
    paths: { ...paths(contracts), ...liveStreams() },
    webhooks: webhookEvents(),
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key made with create-key or at installation' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: cookies.session,
          description: 'A member who has signed in',
        },
        staff: {
          type: 'apiKey',
          in: 'cookie',
          name: cookies.staff,
          description: 'An operator who has signed in',
        },
        device: {
          type: 'apiKey',
          in: 'cookie',
          name: cookies.device,
          description: 'Set by start-sign-in, with another cookie that opens this one sign-in',
        },
      },
      schemas: components(),
      responses: commonResponses(),
      headers: limitHeaders,
    },
  };
}

function paths(contracts: readonly OperationContract[]): Record<string, Record<string, object>> {
  const result: Record<string, Record<string, object>> = {};
  for (const contract of contracts) {
    const path = (result[`/v1${contract.path}`] ??= {});
    path[contract.method.toLowerCase()] = operationObject(contract);
  }
  return result;
}

function operationObject(contract: OperationContract): object {
  const parameters = [
    ...parametersOf(contract, 'params'),
    ...parametersOf(contract, 'query'),
    ...(contract.polled ? [knownTag] : []),
  ];
  return {
    operationId: contract.id,
    tags: [contract.tag],
    summary: contract.summary,
    ...(contract.deprecated && { deprecated: true }),
    description: [contract.description, accessText(contract), ...goingText(contract)].join('\n\n'),
    security: securityOf(contract),
    ...(parameters.length > 0 && { parameters }),
    ...(contract.body && { requestBody: requestBody(contract) }),
    ...(contract.upload && { requestBody: { required: true, content: filesOf(contract.upload.types) } }),
    responses: responsesOf(contract),
  };
}

const knownTag = {
  name: 'If-None-Match',
  in: 'header',
  required: false,
  schema: { type: 'string' },
  description: 'The `ETag` of the answer that you have: while it stays the same, 304 without a body',
};

const accessText = ({ access, keyScope }: OperationContract): string => {
  if (access === 'member') return 'For a member who has signed in, about themselves.';
  if (access === 'staff') return 'For an operator who has signed in, about themselves.';
  if (access === 'public') return 'For anybody.';
  const byRole = roleNames.filter((role) => scopesOf([role]).includes(access));
  const theirs = byRole.length === 0 ? 'no role has it' : byRole.map((role) => `\`${role}\``).join(', ');
  const keys = keyScope === undefined ? '' : ` Of a key \`${keyScope}\` is enough.`;
  return `Scope: \`${access}\` (${theirs}).${keys}`;
};

const goingText = ({ deprecated }: OperationContract): readonly string[] => {
  if (!deprecated) return [];
  const { since, sunset, successor } = deprecated;
  const instead = successor === undefined ? '' : ` Use \`${successor}\` instead.`;
  return [`Deprecated since ${since}, and there until ${sunset}.${instead}`];
};

function securityOf({ access, keyScope }: OperationContract): object[] {
  if (access === 'member') return [{ session: [] }];
  if (access === 'public') return [{ device: [] }];
  if (!isScope(access)) return [{ staff: [] }];
  return [{ key: [access] }, ...(keyScope ? [{ key: [keyScope] }] : []), { staff: [] }];
}

function parametersOf(contract: OperationContract, part: 'params' | 'query'): object[] {
  const schema = contract[part];
  const required = new Set<string>(schema?.required ?? []);
  return Object.entries(schema?.properties ?? {}).map(([name, property]) => ({
    name,
    in: part === 'params' ? 'path' : 'query',
    required: required.has(name),
    schema: schemaOf(property),
    example: exampleOf(contract, part, name),
  }));
}

/** Undefined where no example has it, and so absent from the JSON. */
function exampleOf(contract: OperationContract, part: 'params' | 'query', name: string): unknown {
  const values = contract.examples.flatMap((example) => Object.entries(example[part] ?? {}));
  return values.find(([key]) => key === name)?.[1];
}

function requestBody(contract: OperationContract): object {
  const { body, examples } = contract;
  const shown = examples.filter((example) => example.body !== undefined).map(bodyExample);
  const content = {
    schema: schemaOf(body),
    ...(shown.length > 0 && { examples: Object.fromEntries(shown) }),
  };
  return { required: needsBody(contract), content: { 'application/json': content } };
}

function bodyExample({ name, body, refusal }: Example, index: number): [string, object] {
  const summary = refusal ? `${name} (refused: ${refusal})` : name;
  return [String(index + 1), { summary, value: body }];
}
