import { cookies, isScope, operations, refusals, type OperationContract } from '@bonum/contract';
import * as fc from 'fast-check';
import type { FastifyInstance, HTTPMethods } from 'fastify';
import { fieldOf } from '../http/json.ts';
import { isRefusalCode } from '../http/problem.ts';
import { formCheck, valuesOf } from './arbitrary.ts';
import { brokenValues, brokenTexts } from './breakage.ts';

/** A request as it goes over the wire, so that it may be wrong in any way. */
export interface Request {
  readonly method: HTTPMethods;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: string | Buffer;
}

export interface Target {
  readonly server: FastifyInstance;
  /** A key that may do everything, so that nothing but the input is wrong. */
  readonly key: string;
  /** The Cookie header of a browser that is signed in. */
  readonly cookie: string;
  /** The same of an operator. */
  readonly staffCookie: string;
}

type Callers = Pick<Target, 'key' | 'cookie' | 'staffCookie'>;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly text: string;
  readonly code: unknown;
  readonly path: unknown;
}

/** Breaks requests of an operation in every way known here; each must be refused with a problem, the same one each time. */
export async function checkBadInput(target: Target, contract: OperationContract, runs = 60): Promise<void> {
  await fc.assert(
    fc.asyncProperty(badRequests(contract, target), async (request) => {
      const answer = await ask(target.server, request);
      expectProblem(answer);
      const again = await ask(target.server, request);
      if (again.code !== answer.code || again.path !== answer.path)
        throw new Error('Asked again, another problem came');
    }),
    { numRuns: runs },
  );
}

/** Requests of the right form with arbitrary content get an answer or a refusal, never a failure of the server. */
export async function checkOddInput(target: Target, contract: OperationContract, runs = 30): Promise<void> {
  await fc.assert(
    fc.asyncProperty(goodRequests(contract, target), async (request) => {
      const answer = await ask(target.server, request);
      if (answer.status !== 200) expectProblem(answer);
    }),
    { numRuns: runs },
  );
}

async function ask(server: FastifyInstance, request: Request): Promise<Answer> {
  const response = await server.inject(request);
  const document: unknown = parsed(response.body);
  return {
    status: response.statusCode,
    type: String(response.headers['content-type']),
    text: response.body,
    code: fieldOf(document, 'code'),
    path: fieldOf(document, 'path'),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Throws unless this is a well-formed refusal that is the client's doing. */
function expectProblem(answer: Answer): void {
  const { status, code, path, text } = answer;
  const complain = (what: string): never => {
    throw new Error(`${what}: ${status} ${text.slice(0, 500)}`);
  };
  if (status < 400 || status > 499) complain('Not refused');
  if (!answer.type.startsWith('application/problem+json')) complain('Not a problem document');
  if (typeof code !== 'string' || !isRefusalCode(code)) complain('An unknown code');
  else if (refusals[code].status !== status) complain('The status is not that of the code');
  if (path !== undefined && !isPointer(path)) complain('The path is not a JSON pointer');
  const document = parsed(text);
  if (fieldOf(document, 'status') !== status) complain('The document has another status');
  if (fieldOf(document, 'type') !== `/problems/${String(code)}`)
    complain('The type does not lead to the code');
  const detail = fieldOf(document, 'detail');
  if (typeof detail !== 'string' || detail.length < 10) complain('The detail says nothing');
}

const isPointer = (path: unknown): boolean => typeof path === 'string' && /^(\/([^~/]|~[01])*)*$/.test(path);

function goodRequests(contract: OperationContract, caller: Callers): fc.Arbitrary<Request> {
  return fc
    .record({
      params: contract.params ? valuesOf(contract.params) : fc.constant({}),
      query: contract.query ? valuesOf(contract.query) : fc.constant({}),
      body: contract.body ? valuesOf(contract.body) : fc.constant(undefined),
    })
    .map(({ params, query, body }) => requestOf(contract, caller, { params, query, body }));
}

function requestOf(
  contract: OperationContract,
  caller: Callers,
  { params, query, body }: { params: unknown; query: unknown; body: unknown },
): Request {
  return {
    method: contract.method,
    url: `/v1${filled(contract.path, params)}${queryString(query)}`,
    headers: {
      host: 'bonum.test',
      ...(isScope(contract.access)
        ? { authorization: `Bearer ${caller.key}` }
        : { cookie: contract.access === 'staff' ? caller.staffCookie : caller.cookie }),
      ...(contract.body && { 'content-type': 'application/json' }),
      ...(contract.upload && { 'content-type': contract.upload.types[0] ?? '' }),
    },
    ...(body !== undefined && { payload: JSON.stringify(body) }),
    ...(contract.upload && { payload: Buffer.from('a file') }),
  };
}

const filled = (path: string, params: unknown): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(fieldOf(params, name))));

function queryString(query: unknown): string {
  const pairs = Object.entries(query ?? {}).map(
    ([name, value]) => `${name}=${encodeURIComponent(String(value))}`,
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
}

function badRequests(contract: OperationContract, caller: Callers): fc.Arbitrary<Request> {
  const good = goodRequests(contract, caller);
  const ways = [
    good.chain(wrongCaller(contract)),
    good.chain(wrongMethod(contract)),
    good.chain(wrongAddress),
  ];
  if (contract.body)
    ways.push(good.chain(wrongBody(contract.body)), good.chain(wrongText), good.chain(wrongHeaders));
  else if (contract.method !== 'GET') ways.push(good.map(withUnwantedBody));
  const params = contract.params;
  if (params) ways.push(good.chain((request) => wrongParameter(request, contract.path, params)));
  return fc.oneof(...ways);
}

const changed = (request: Request, change: Partial<Request>): Request => ({ ...request, ...change });

const withHeaders = (request: Request, headers: Readonly<Record<string, string>>): Request =>
  changed(request, { headers: { ...request.headers, ...headers } });

const keys = [
  '',
  'Bearer',
  'Bearer ',
  'Bearer  x y',
  'Basic eDp5',
  'Bearer not-a-key',
  `Bearer ${'k'.repeat(600)}`,
];

const sessions = (name: string): string[] => [
  '',
  'x',
  `${name}=`,
  `${name}=${'A'.repeat(107)}`,
  `${name}=%zz`,
];
const sites = [
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'https://elsewhere.example' },
  { origin: 'null' },
];

const wrongCaller =
  ({ access, method }: OperationContract) =>
  (request: Request): fc.Arbitrary<Request> => {
    if (isScope(access))
      return fc.constantFrom(...keys).map((authorization) => withHeaders(request, { authorization }));
    if (access === 'public' && method === 'GET') return wrongAddress(request);
    const fromElsewhere = method === 'GET' ? [] : sites;
    const name = access === 'staff' ? cookies.staff : cookies.session;
    const signedOut = access === 'public' ? [] : sessions(name).map((cookie) => ({ cookie }));
    return fc.constantFrom(...fromElsewhere, ...signedOut).map((headers) => withHeaders(request, headers));
  };

const wrongMethod =
  (contract: OperationContract) =>
  (request: Request): fc.Arbitrary<Request> =>
    fc
      .constantFrom('DELETE', 'OPTIONS', contract.method === 'PATCH' ? 'TRACE' : 'DELETE')
      .map((method) => changed(request, { method }));

/** Every one of these is wrong for every operation, unless what stands under its address has names of its own. */
const addressEndings = [
  '?unknown=1',
  '?a=%zz',
  '?%ff=1',
  '?x=%00',
  '?__proto__=1',
  '/%zz',
  '/%00',
  '/nowhere',
  '/',
  `/${'x'.repeat(500)}`,
];

/** Addresses under which things have names that callers choose: any ending is the address of something. */
const named = Object.values(operations)
  .filter(({ path }) => path.endsWith('}'))
  .map(
    ({ path }) => new RegExp(`^/v1${path.replace(/\/\{\w+\}$/, '').replaceAll(/\{\w+\}/g, '[^/]+')}(\\?|$)`),
  );
const isNamed = ({ url }: Request): boolean => named.some((address) => address.test(url));

const wrongAddress = (request: Request): fc.Arbitrary<Request> =>
  fc
    .constantFrom(...addressEndings.filter((ending) => ending.startsWith('?') || !isNamed(request)))
    .map((ending) => changed(request, { url: request.url.split('?', 1)[0] + ending }));

const parameters = [
  '%00',
  '%zz',
  '%ff',
  'x'.repeat(300),
  '-1',
  '1e9',
  '0x10',
  '%20',
  '__proto__',
  "'%3B--",
  '😀',
];

function wrongParameter(request: Request, path: string, schema: object): fc.Arbitrary<Request> {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const fits = formCheck(schema);
  return fc
    .tuple(fc.constantFrom(...names), fc.constantFrom(...parameters))
    .filter(
      ([name, value]) =>
        !fits({ ...Object.fromEntries(names.map((other) => [other, value])), [name]: value }),
    )
    .map(([name, value]) =>
      changed(request, { url: `/v1${path.replace(`{${name}}`, value).replaceAll(/\{\w+\}/g, 'x')}` }),
    );
}

const wrongBody =
  (schema: object) =>
  (request: Request): fc.Arbitrary<Request> =>
    brokenValues(schema, parsed(String(request.payload))).map((body) =>
      changed(request, { payload: JSON.stringify(body) }),
    );

const wrongText = (request: Request): fc.Arbitrary<Request> =>
  brokenTexts(String(request.payload)).map((payload) => changed(request, { payload }));

const wrongTypes: readonly Record<string, string>[] = [
  { 'content-type': 'text/plain' },
  { 'content-type': 'application/x-www-form-urlencoded' },
  { 'content-type': 'application/problem+json' },
  { 'content-type': 'multipart/form-data; boundary=x' },
  { 'content-type': 'application/json; charset=windows-1251' },
  { 'content-type': ';;;' },
  { 'content-encoding': 'gzip' },
];

const wrongHeaders = (request: Request): fc.Arbitrary<Request> =>
  fc.constantFrom(...wrongTypes).map((wrong) => withHeaders(request, wrong));

const withUnwantedBody = (request: Request): Request =>
  changed(withHeaders(request, { 'content-type': 'application/json' }), { payload: '{"unwanted":1}' });
