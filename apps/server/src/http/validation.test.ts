import { operations, type OperationContract } from '@bonum/contract';
import { describe, expect, test } from 'vitest';
import { answerChecker, validatorCompiler } from './validation.ts';

/** The door compiles a schema when it is first asked, so that a wrong one would be found by a caller. */
describe('the schemas of the contract compile', () => {
  const validator = validatorCompiler();
  const checker = answerChecker();
  test.each<OperationContract>(Object.values(operations))('$id', ({ method, path, answer, ...parts }) => {
    const given = [
      ['params', parts.params],
      ['querystring', parts.query],
      ['body', parts.body],
    ] as const;
    const compile = (): void => {
      for (const [httpPart, schema] of given)
        if (schema) void validator({ schema, httpPart, method, url: path })(undefined);
      checker(answer)(undefined);
    };
    expect(compile).not.toThrow();
  });
});

test('a schema that is no schema is said so', () => {
  const schema = { type: 'object', propertys: {} };
  expect(() => answerChecker()(schema)({})).toThrow(/propertys/);
});
