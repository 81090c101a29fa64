import { operations } from './operations.ts';
import type { Example, OperationContract } from './operation.ts';
import { components, schemaOf } from './openapi-schemas.ts';
import { commonResponses, responsesOf } from './openapi-responses.ts';
import { description, tags } from './openapi-text.ts';

/** What `openapi.json` holds: the table of operations as OpenAPI 3.1, from the very schemas that validate requests. */
export function openApiDocument(): Record<string, unknown> {
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
    paths: paths(Object.values(operations)),
    components: {
      securitySchemes: {
        key: { type: 'http', scheme: 'bearer', description: 'A key made with create-key or at installation' },
      },
      schemas: components(),
      responses: commonResponses(),
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
  const parameters = [...parametersOf(contract, 'params'), ...parametersOf(contract, 'query')];
  return {
    operationId: contract.id,
    tags: [contract.tag],
    summary: contract.summary,
    description: `${contract.description}\n\nScope: \`${contract.scope}\`.`,
    security: [{ key: [contract.scope] }],
    ...(parameters.length > 0 && { parameters }),
    ...(contract.body && { requestBody: requestBody(contract) }),
    responses: responsesOf(contract),
  };
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

function requestBody({ body, examples }: OperationContract): object {
  const shown = examples.filter((example) => example.body !== undefined).map(bodyExample);
  const content = {
    schema: schemaOf(body),
    ...(shown.length > 0 && { examples: Object.fromEntries(shown) }),
  };
  return { required: true, content: { 'application/json': content } };
}

function bodyExample({ name, body, refusal }: Example, index: number): [string, object] {
  const summary = refusal ? `${name} (refused: ${refusal})` : name;
  return [String(index + 1), { summary, value: body }];
}
