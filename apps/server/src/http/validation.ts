import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type { FastifySchemaCompiler } from 'fastify';
import { formats } from './formats.ts';
import type { Failure } from './mistake.ts';

const common = {
  strict: true,
  // The contract's schemas come from TypeBox, which writes `anyOf` without a type beside it.
  strictTypes: false,
  strictTuples: false,
  allErrors: false,
  verbose: true,
  removeAdditional: false,
  ownProperties: true,
  formats,
} as const;

/** Bodies are taken as they are; an address has only text, so `?limit=20` becomes the number it stands for. */
export function validatorCompiler(): FastifySchemaCompiler<object> {
  const bodies = new Ajv2020({ ...common, coerceTypes: false });
  const addresses = new Ajv2020({ ...common, coerceTypes: true, useDefaults: true });
  return ({ schema, httpPart }) => compiled(httpPart === 'body' ? bodies : addresses, schema);
}

/** Compiled when it is first asked: all of the contract at once is two seconds of a processor at each start. */
function compiled(ajv: Ajv2020, schema: object): Check {
  let validate: ValidateFunction | undefined;
  const check: Check = (value) => {
    validate ??= ajv.compile(schema);
    const fits = validate(value);
    check.errors = validate.errors ?? null;
    return fits;
  };
  return check;
}

interface Check {
  (value: unknown): boolean;
  errors?: ErrorObject[] | null;
}

export type AnswerCheck = (answer: unknown) => readonly Failure[];

/** Compiles the schema of an answer: tests hold what the server says to what the contract promises. */
export function answerChecker(): (schema: object) => AnswerCheck {
  const answers = new Ajv2020({ ...common, coerceTypes: false });
  return (schema) => {
    const check = compiled(answers, schema);
    return (answer) => (check(answer) ? [] : (check.errors ?? []));
  };
}
