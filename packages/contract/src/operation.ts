import type { Static, TObject, TSchema } from 'typebox';
import type { RefusalCode } from './refusals.ts';

/** What a key or a role may do; every operation names the one it needs. */
export const scopes = [
  'till',
  'members:read',
  'members:join',
  'members:write',
  'points:grant',
  'points:spend',
  'catalogue:write',
  'programme:read',
  'programme:write',
  'content:write',
  'keys:write',
  'members:search',
  'personal:read',
  'members:merge',
  'members:suspend',
  'cards:write',
  'receipts:read',
  'receipts:correct',
  'approvals:decide',
  'history:export',
  'calls:take',
  'calls:listen',
  'calls:write',
  'abuse:review',
  'audit:read',
  'staff:write',
  'webhooks:write',
  'record:write',
  'bi:read',
] as const;
export type Scope = (typeof scopes)[number];

/**
 * Who may call an operation: a key, or an operator who has signed in, that has the scope; `staff`, any operator who has signed
 * in, about themselves; `member`, a person who has signed in, about themselves only, by the session cookie; `public`, anybody's
 * browser, known by its device cookie and nothing else.
 */
export type Access = Scope | 'staff' | 'member' | 'public';

export const isScope = (access: Access): access is Scope => (scopes as readonly string[]).includes(access);

/** The cookies of a browser. The prefix makes it hold them to this host, over TLS (or on localhost), for every path. */
export const cookies = {
  session: '__Host-bonum-session',
  staff: '__Host-bonum-staff',
  device: '__Host-bonum-device',
  /** Opens the sign-in that has begun in this browser, and no other. */
  signIn: '__Host-bonum-sign-in',
} as const;

/** An operation is to go, which takes a year at least. Days of UTC, such as 2026-12-31. */
export interface Deprecation {
  readonly since: string;
  /** From then on it need not be there any more. */
  readonly sunset: string;
  /** The id of the operation that takes its place. */
  readonly successor?: string;
}

/** One operation of the API: the row from which the route, the OpenAPI page and the typed client are made. */
export interface OperationContract {
  /** The same name in the server, the tests, the logs and OpenAPI. */
  readonly id: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  /** Under /v1, with `{name}` for path parameters. */
  readonly path: string;
  readonly tag:
    | 'till'
    | 'members'
    | 'cards'
    | 'actions'
    | 'programme'
    | 'catalogue'
    | 'content'
    | 'keys'
    | 'webhooks'
    | 'record'
    | 'staff'
    | 'audit'
    | 'abuse'
    | 'calls'
    | 'sign-in'
    | 'me';
  readonly summary: string;
  readonly description: string;
  readonly access: Access;
  /** Another scope with which a key may call it as well; staff may not. */
  readonly keyScope?: Scope;
  /**
   * What the audit log says of it when staff call it. Absent: a change, unless it is a GET, which then shows nothing about
   * anybody. `nothing`: it changes nothing and shows nothing of a person, although it is not a GET.
   */
  readonly audited?: 'view' | 'change' | 'nothing';
  /** A member who came in by a code of staff may call it before they have proved a phone or an e-mail. */
  readonly beforeContact?: true;
  /** How often one key, session or device may ask; absent where asking costs nothing and troubles nobody. */
  readonly mostPerMinute?: number;
  /** Every answer says so in its headers. */
  readonly deprecated?: Deprecation;
  /** It is asked again and again: the answer bears a tag, and while it stays the same there is nothing to send. */
  readonly polled?: true;
  readonly params?: TObject;
  readonly query?: TObject;
  readonly body?: TSchema;
  /** So many bytes the body may have; absent: a megabyte. */
  readonly mostBytes?: number;
  /** The body is a file itself, of one of these types and no longer than this. */
  readonly upload?: { readonly types: readonly string[]; readonly mostBytes: number };
  readonly answer: TSchema;
  /** The answer goes out as a file itself: the bytes of what the operation answers. */
  readonly download?: readonly string[];
  /** A browser is led to it by this page of the members' app, and back there where it is refused. */
  readonly openedFrom?: string;
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
/** A file as it came or goes: what is in it, and its bytes. */
export interface FileBody {
  readonly type: string;
  readonly bytes: Uint8Array;
}
/** A file that is made for somebody: it is saved under its name. What is long comes bit by bit. */
export interface MadeFile {
  readonly type: string;
  readonly name: string;
  /** How many there will be, of one that has rows. */
  readonly rows?: number;
  readonly bytes: Uint8Array | AsyncIterable<string>;
}
/** Path parameters, query and body of an operation in one object; of an upload, the file beside them. */
export type InputOf<C extends OperationContract> = InputPart<C, 'params'> &
  InputPart<C, 'query'> &
  InputPart<C, 'body'> &
  (C extends { readonly upload: object } ? { readonly file: FileBody } : unknown);
export type AnswerOf<C extends OperationContract> = Static<C['answer']>;

/** What the audit log says of an operation; null: nothing. */
export const auditOf = ({
  access,
  method,
  audited,
}: Pick<OperationContract, 'access' | 'method' | 'audited'>): 'view' | 'change' | null => {
  if (audited !== undefined) return audited === 'nothing' ? null : audited;
  return isScope(access) && method !== 'GET' ? 'change' : null;
};

/** Whether a request without a body lacks something. */
export function needsBody({ body }: Pick<OperationContract, 'body'>): boolean {
  const {
    type,
    required = [],
    minProperties = 0,
  } = (body ?? {}) as {
    readonly type?: string;
    readonly required?: readonly string[];
    readonly minProperties?: number;
  };
  return body !== undefined && !(type === 'object' && required.length === 0 && minProperties === 0);
}

/** Keeps the literal types of a contract while checking its shape. */
export const contract = <const C extends OperationContract>(operation: C): C => operation;
