import type { Static, TObject, TSchema } from 'typebox';
import type { RefusalCode } from './refusals.ts';

/** What a key may do; every operation names the one it needs. */
export const scopes = [
  'till',
  'members:read',
  'members:join',
  'members:write',
  'points:grant',
  'catalogue:write',
  'programme:read',
  'programme:write',
  'keys:write',
] as const;
export type Scope = (typeof scopes)[number];

/** One operation of the API: the row from which the route, the OpenAPI page and the typed client are made. */
export interface OperationContract {
  /** The same name in the server, the tests, the logs and OpenAPI. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Under /v1, with `{name}` for path parameters. */
  readonly path: string;
  readonly tag: 'till' | 'members' | 'cards' | 'programme' | 'catalogue' | 'keys';
  readonly summary: string;
  readonly description: string;
  readonly scope: Scope;
  /** How often one key may ask; absent where asking costs nothing and troubles nobody. */
  readonly mostPerMinute?: number;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  readonly answer: TSchema;
  /** The refusals that are this operation's own; those of the door (bad request, no key ...) go without saying. */
  readonly refusals: readonly RefusalCode[];
  /** Executed by a test against the demo chain, in the order of `exampleOrder`. */
  readonly examples: readonly Example[];
}

export interface Example {
  readonly name: string;
  readonly params?: object;
  readonly query?: object;
  readonly body?: unknown;
  /** Absent: the operation's answer. */
  readonly refusal?: RefusalCode;
}

type InputPart<C, K extends string> = C extends { readonly [P in K]: infer S extends TSchema }
  ? Static<S>
  : unknown;
/** Path parameters, query and body of an operation in one object. */
export type InputOf<C extends OperationContract> = InputPart<C, 'params'> &
  InputPart<C, 'query'> &
  InputPart<C, 'body'>;
export type AnswerOf<C extends OperationContract> = Static<C['answer']>;

/** Keeps the literal types of a contract while checking its shape. */
export const contract = <const C extends OperationContract>(operation: C): C => operation;
