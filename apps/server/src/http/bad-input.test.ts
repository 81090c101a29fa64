import { operations, type OperationContract } from '@bonum/contract';
import { afterAll, describe, expect, test } from 'vitest';
import { checkBadInput, checkOddInput } from '../testing/bad-input.ts';
import { stubServer } from '../testing/stub-server.ts';

const contracts: readonly OperationContract[] = Object.values(operations);

describe('bad input is refused at the door with a problem that says where', () => {
  const stub = stubServer();
  afterAll(() => stub.server.close());

  test.each(contracts)('$id', async (contract) => {
    const before = stub.reached();
    await checkBadInput(stub, contract);
    expect(stub.reached()).toBe(before);
  });
});

describe('input in the right form passes the door', () => {
  const stub = stubServer();
  afterAll(() => stub.server.close());

  test.each(contracts)('$id', async (contract) => {
    const before = stub.reached();
    await checkOddInput(stub, contract);
    expect(stub.reached()).toBeGreaterThan(before);
  });
});
