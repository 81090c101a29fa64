import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { operations } from './operations.ts';
import type { Example, OperationContract } from './operation.ts';
import { openApiDocument } from './openapi.ts';

const contracts: readonly OperationContract[] = Object.values(operations);

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const result = await new Validator().validate(openApiDocument());
    expect(result.errors ?? []).toEqual([]);
    expect(result.valid).toBe(true);
  });

  test('has every operation under its own id', () => {
    const ids = [...JSON.stringify(openApiDocument()).matchAll(/"operationId":"([^"]+)"/g)].map(
      ([, id = '']) => id,
    );
    expect(ids.toSorted()).toEqual(Object.keys(operations).toSorted());
  });

  test('marks what is to go, and says until when it is there and what takes its place', async () => {
    const deprecated = { since: '2026-12-01', sunset: '2027-12-31', successor: 'get-member-overview' };
    const document = openApiDocument([
      { ...operations['get-member'], deprecated },
      operations['get-member-overview'],
    ]);
    expect((await new Validator().validate(document)).errors ?? []).toEqual([]);
    const [going = '', staying = ''] = Object.values(document['paths'] ?? {}).map((path) =>
      JSON.stringify(path),
    );
    expect(going).toContain('"deprecated":true');
    expect(going).toContain(
      'Deprecated since 2026-12-01, and there until 2027-12-31. Use `get-member-overview` instead.',
    );
    for (const header of ['Deprecation', 'Sunset', 'Link']) {
      expect(going).toContain(`"${header}":{`);
      expect(staying).not.toContain(`"${header}":{`);
    }
    expect(staying).not.toContain('deprecated');
  });

  test('refers only to what it has', () => {
    const document = openApiDocument();
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path = '']) => path,
    );
    expect(references.length).toBeGreaterThan(20);
    for (const path of new Set(references)) {
      const target = path.split('/').reduce<unknown>((at, step) => fieldOf(at, step), document);
      expect(target).toBeDefined();
    }
  });
});

describe('the table of operations', () => {
  test.each(contracts)('$id speaks of each thing in one place: address or body', (contract) => {
    const parts = [contract.params, contract.query, contract.body].map((part) => fieldsOf(part));
    const all = parts.flat();
    expect(all).toEqual([...new Set(all)]);
  });

  test.each(contracts)('$id names in its path exactly its parameters', (contract) => {
    const inPath = [...contract.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    expect(fieldsOf(contract.params).toSorted()).toEqual(inPath.toSorted());
  });

  test('an id is its own name and an address serves one operation', () => {
    expect(contracts.map(({ id }) => id)).toEqual(Object.keys(operations));
    const addresses = contracts.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(addresses).toEqual([...new Set(addresses)]);
  });

  test.each(contracts)('$id has examples in the form it takes', (contract) => {
    expect(contract.examples.length).toBeGreaterThan(0);
    expect(contract.examples.flatMap((example) => mistakes(contract, example))).toEqual([]);
  });
});

function mistakes(contract: OperationContract, example: Example): string[] {
  if (example.refusal === 'bad-request') return [];
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  return (['params', 'query', 'body'] as const).flatMap((part) => {
    const valid = ajv.validate(contract[part] ?? { maxProperties: 0 }, example[part] ?? {});
    return valid ? [] : [`${example.name}: ${part} ${ajv.errorsText()}`];
  });
}

const fieldOf = (value: unknown, name: string): unknown => new Map(Object.entries(value ?? {})).get(name);

const fieldsOf = (schema: object | undefined): string[] => Object.keys(fieldOf(schema, 'properties') ?? {});
