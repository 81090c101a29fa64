import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { cookies } from '@bonum/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CHECKOUT } from '../config.ts';
import { guardHeaders, Refused } from './problem.ts';

interface AppFile {
  readonly type: string;
  readonly tag: string;
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

/** The files of a built app, by their path below its address. They are few and small, so they are kept in memory. */
export type BuiltApp = ReadonlyMap<string, AppFile>;

/** Every app that is served, and below which address. */
const addresses = { member: '/app', desk: '/desk' } as const;
export type AppName = keyof typeof addresses;
export type BuiltApps = Readonly<Partial<Record<AppName, BuiltApp>>>;

const appNames: readonly AppName[] = ['member', 'desk'];
export const builtFolder = (name: AppName): string => join(CHECKOUT, 'apps', name, 'dist');

/** Those that are built. */
export async function readBuiltApps(): Promise<BuiltApps> {
  const read = await Promise.all(appNames.map(async (name) => [name, await readBuiltApp(name)] as const));
  return Object.fromEntries(read.filter(([, files]) => files !== null));
}

/** Those that are not, each with the folder where it would be. */
export const missingApps = (apps: BuiltApps): string[] =>
  appNames.filter((name) => !apps[name]).map((name) => `The app "${name}" is not in ${builtFolder(name)}`);

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
};

/** null: it is not built. */
async function readBuiltApp(name: AppName): Promise<BuiltApp | null> {
  const folder = builtFolder(name);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const contents = new Map<string, Buffer>();
  for (const entry of entries.filter((one) => one.isFile())) {
    const file = join(entry.parentPath, entry.name);
    contents.set(relative(folder, file).replaceAll('\\', '/'), await readFile(file));
  }
  const app = new Map<string, AppFile>();
  for (const [path, plain] of contents) {
    const type = types[extname(path)];
    if (type === undefined) continue;
    const tag = `"${createHash('sha256').update(plain).digest('base64url')}"`;
    app.set(path, { type, tag, plain, br: contents.get(`${path}.br`), gzip: contents.get(`${path}.gz`) });
  }
  return app.has('index.html') ? app : null;
}

/** Nothing from elsewhere, nothing inline. Reading a barcode by camera is WebAssembly of ours. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Everything below an app's address that is no file is a page of it, which it shows by itself. */
export function addBuiltApps(app: FastifyInstance, apps: BuiltApps): void {
  for (const name of appNames) {
    const files = apps[name];
    if (files) addBuiltApp(app, addresses[name], files);
  }
}

function addBuiltApp(app: FastifyInstance, address: string, files: BuiltApp): void {
  app.get(address, async (_request, reply) => reply.redirect(`${address}/`, 308));
  app.get<{ Params: { '*': string } }>(`${address}/*`, async (request, reply) => {
    const path = request.params['*'];
    const isPage = extname(path) === '';
    const file = isPage ? files.get('index.html') : files.get(path);
    if (!file) throw new Refused({ code: 'no-such-operation', detail: 'The app has no such file.' });
    if (isPage && isShown(request)) reply.header('link', preloads(request, files, address));
    return sendFile(request, reply, { ...file, lasts: path.startsWith('assets/') });
  });
}

/** As a page of its own, not into the store of the app's worker, which shows it for any address. */
const isShown = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-dest'] !== 'empty';

/**
 * The code of the very page comes along with the app's, not after it: `history/42` is in `history-page-….js`. So does what the
 * members' app asks for first.
 */
function preloads({ url, cookies: sent }: FastifyRequest, files: BuiltApp, address: string): string {
  const [noun = ''] = (url.slice(address.length + 1).split('?')[0] ?? '').split('/');
  const begins = `assets/${noun === '' ? 'home' : noun}-page-`;
  const code = [...files.keys()]
    .filter((file) => file.startsWith(begins))
    .map(
      (file) =>
        `<${address}/${file}>; ${file.endsWith('.css') ? 'rel=preload; as=style; crossorigin' : 'rel=modulepreload'}`,
    );
  const first = address === addresses.member ? (asked[noun] ?? []) : [];
  // Whether somebody is signed in is for those to say who answer; who has no such cookie is not.
  const answers = first.filter((one) => one !== '/v1/me' || sent[cookies.session] !== undefined);
  return [...code, ...answers.map((one) => `<${one}>; rel=preload; as=fetch; crossorigin`)].join(', ');
}

/** What its pages ask for first, by the noun of their address. */
const asked: Readonly<Record<string, readonly string[]>> = {
  '': ['/v1/me', '/v1/brand'],
  'sign-in': ['/v1/brand'],
};

/** What bears its own hash in its name never changes; the rest is asked for each time, and seldom sent. */
function sendFile(
  request: FastifyRequest,
  reply: FastifyReply,
  file: AppFile & { readonly lasts: boolean },
): FastifyReply {
  reply.headers({
    ...guardHeaders,
    'content-type': file.type,
    'content-security-policy': policy,
    'cache-control': file.lasts ? 'public, max-age=31536000, immutable' : 'no-cache',
    etag: file.tag,
    vary: 'accept-encoding',
  });
  if (request.headers['if-none-match'] === file.tag)
    return reply.code(304).removeHeader('content-type').send();
  const { encoding, content } = packed(file, request.headers['accept-encoding']);
  if (encoding !== undefined) reply.header('content-encoding', encoding);
  return reply.send(content);
}

function packed({ plain, br, gzip }: AppFile, accepted = ''): { encoding?: string; content: Buffer } {
  if (br && /\bbr\b/.test(accepted)) return { encoding: 'br', content: br };
  if (gzip && /\bgzip\b/.test(accepted)) return { encoding: 'gzip', content: gzip };
  return { content: plain };
}
