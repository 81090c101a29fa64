import {
  examples,
  operations,
  refusals,
  type Example,
  type OperationContract,
  type OperationId,
  type Role,
} from '@bonum/contract';
import { createBonumClient, type BonumClient } from '@bonum/client';
import { fieldOf } from '../http/json.ts';

export interface ExampleTarget {
  /** Where the server listens. */
  readonly baseUrl: string;
  /** A key that may do everything. */
  readonly key: string;
  /** The code that was sent for a confirmation; in an example's text any code stands for it. */
  readonly codeOf: (confirmationId: string) => Promise<string>;
  /** The Cookie header of a browser in which this member is signed in. */
  readonly signIn: (memberId: string) => Promise<string>;
  /** The same of a new operator with these roles. */
  readonly staff: (of: { readonly roles: readonly Role[] }) => Promise<{ readonly cookie: string }>;
}

export interface ExampleResult {
  readonly operation: OperationId;
  readonly example: string;
  /** The operation's answer or the problem. */
  readonly answer: unknown;
}

/** Runs every example of the contract over HTTP in the order they build on each other; throws where one is not answered as it says. */
export async function runExamples(target: ExampleTarget): Promise<readonly ExampleResult[]> {
  const client = createBonumClient(target);
  const results: ExampleResult[] = [];
  for (const id of examples.exampleOrder) {
    const contract: OperationContract = operations[id];
    for (const example of contract.examples) {
      const cookie = await cookieFor(contract, target);
      const answer = await runExample(client, contract, { example: await withCode(example, target), cookie });
      results.push({ operation: id, example: example.name, answer });
    }
  }
  return results;
}

async function cookieFor({ access }: OperationContract, target: ExampleTarget): Promise<string | undefined> {
  if (access === 'member') return target.signIn(examples.ids.member);
  return access === 'staff' ? (await target.staff({ roles: ['operator'] })).cookie : undefined;
}

/** Puts the code that was really sent where the example shows one. */
async function withCode(example: Example, { codeOf }: ExampleTarget): Promise<Example> {
  const confirmation = fieldOf(example.body, 'confirmation');
  const id = fieldOf(confirmation, 'confirmationId');
  if (typeof id !== 'string' || example.refusal === 'confirmation-wrong') return example;
  return {
    ...example,
    body: { ...Object(example.body), confirmation: { confirmationId: id, code: await codeOf(id) } },
  };
}

async function runExample(
  client: BonumClient,
  contract: OperationContract,
  { example, cookie }: { readonly example: Example; readonly cookie: string | undefined },
): Promise<unknown> {
  const { method, path } = contract;
  // The table is read row by row, which no static type can follow; the client's own types are for callers that name a path.
  const { data, error, response } = await Reflect.apply(client.request, client, [
    method.toLowerCase(),
    `/v1${path}`,
    {
      params: { path: example.params ?? {}, query: example.query ?? {} },
      body: example.body,
      headers: { cookie },
      ...(contract.download && { parseAs: 'text' }),
    },
  ]);
  const expected = example.refusal ? refusals[example.refusal].status : 200;
  if (response.status !== expected || fieldOf(error, 'code') !== example.refusal) {
    const said = JSON.stringify(error ?? data).slice(0, 1000);
    throw new Error(
      `${contract.id}, "${example.name}": expected ${example.refusal ?? 'an answer'}, got ${response.status} ${said}`,
    );
  }
  return data ?? error;
}
