import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative } from 'node:path';
import { cookies } from '@bonum/contract';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { CHECKOUT } from '../config.ts';
import type { Look } from './brand-files.ts';
import { policyOf, pageWriter, type FirstLoad, type FirstPage } from './first-load.ts';
import { guardHeaders, Refused } from './problem.ts';

export interface AppFile {
  readonly type: string;
  readonly tag: string;
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

/** A built app. Its files, by their path below its address, are few and small, so they are kept in memory. */
export interface BuiltApp {
  readonly files: ReadonlyMap<string, AppFile>;
  readonly firstLoad: FirstLoad;
}

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
  const firstLoad = contents.get('first-load.json');
  if (!app.has('index.html') || !firstLoad) return null;
  return { files: app, firstLoad: JSON.parse(firstLoad.toString()) as FirstLoad };
}

/** Everything below an app's address that is no file is a page of it, which it shows by itself. */
export function addBuiltApps(app: FastifyInstance, apps: BuiltApps, look: Look | undefined): void {
  for (const name of appNames) {
    const built = apps[name];
    if (built) addBuiltApp(app, name, built, look);
  }
}

function addBuiltApp(app: FastifyInstance, name: AppName, built: BuiltApp, look: Look | undefined): void {
  const address = addresses[name];
  const draw = name === 'member' && look ? pageWriter(built, look) : async () => null;
  app.get(address, async (_request, reply) => reply.redirect(`${address}/`, 308));
  app.get<{ Params: { '*': string } }>(`${address}/*`, async (request, reply) => {
    const path = request.params['*'];
    const isPage = extname(path) === '';
    const file = isPage ? built.files.get('index.html') : built.files.get(path);
    if (!file) throw new Refused({ code: 'no-such-operation', detail: 'The app has no such file.' });
    if (!isPage || !isShown(request))
      return sendFile(request, reply, { ...file, lasts: path.startsWith('assets/') });
    const [noun = ''] = path.split('/');
    // Whether somebody is signed in is for those to say who answer; who has no such cookie is not.
    const isMaybeIn = request.cookies[cookies.session] !== undefined;
    if (name === 'member' && noun === '' && !isMaybeIn && isOpened(request))
      return reply.header('cache-control', 'no-store').redirect(`${address}/sign-in`, 302);
    const first = name === 'member' ? (asked[noun] ?? []) : [];
    const answers = first.filter((one) => one !== '/v1/me' || isMaybeIn);
    const page = built.firstLoad.pages[noun];
    const written = await draw(noun, request.headers);
    // The sheets stand in what was written.
    const wanted = page && written ? { ...page, styles: [] } : page;
    reply.header('link', preloads(wanted, address, answers));
    if (written) return reply.headers({ ...guardHeaders, ...written.headers }).send(written.content);
    return sendFile(request, reply, { ...file, lasts: false });
  });
}

/** As a page of its own, not into the store of the app's worker, which shows it for any address. */
const isShown = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-dest'] !== 'empty';
const isOpened = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-dest'] === 'document';

/** The code of the very page comes along with the app's, not after it. So does what the members' app asks for first. */
function preloads(page: FirstPage | undefined, address: string, answers: readonly string[]): string {
  return [
    ...(page?.scripts ?? []).map((file) => `<${address}/${file}>; rel=modulepreload; fetchpriority=low`),
    ...(page?.styles ?? []).map((file) => `<${address}/${file}>; rel=preload; as=style; crossorigin`),
    ...answers.map((one) => `<${one}>; rel=preload; as=fetch; crossorigin`),
  ].join(', ');
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
    'content-security-policy': policyOf(),
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
