// Builds the apps into apps/<name>/dist, each unless what lies there was made from these very sources: npm run build.
// `npm start` does it as well.
import { createHash } from 'node:crypto';
import { glob, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, type InlineConfig, type Plugin, type Rolldown } from 'vite';
import type { FirstLoad } from '../apps/server/src/http/first-load.ts';
import { makeFonts } from './fonts.ts';
import { root } from './house/tree.ts';
import { onlyOurLanguages } from './only-our-languages.ts';

interface App {
  readonly name: 'member' | 'desk';
  readonly base: string;
  /** How it is compiled. */
  readonly config: InlineConfig;
}

/** No plug-in for JSX: Vite's own compiler knows it, and nothing here is reloaded while it runs. */
const member: App = {
  name: 'member',
  base: '/app/',
  config: { oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } } },
};

/** What `packages/ui` asks of Preact, React has under the same names. */
const desk: App = {
  name: 'desk',
  base: '/desk/',
  config: {
    oxc: { jsx: { runtime: 'automatic', importSource: 'react' } },
    resolve: {
      alias: [{ find: /^preact(\/hooks)?$/, replacement: 'react' }],
      dedupe: ['react', 'react-dom'],
    },
    plugins: [onlyOurLanguages],
  },
};

const distOf = ({ name }: App): string => join(root, 'apps', name, 'dist');

const configOf = ({ name, base, config }: App): InlineConfig => ({
  ...config,
  root: join(root, 'apps', name),
  base,
  configFile: false,
  logLevel: 'warn',
});

/** The fonts are asked for with the page, not when the style sheet has been read. */
const preloadFonts = (base: string): Plugin => ({
  name: 'preload-fonts',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) =>
      Object.keys(bundle ?? {})
        .filter((file) => /golos-(cyrillic|latin)-[^/]*\.woff2$/.test(file))
        .map((file) => ({
          tag: 'link',
          attrs: {
            rel: 'preload',
            as: 'font',
            type: 'font/woff2',
            href: base + file,
            crossorigin: true,
            fetchpriority: 'low',
          },
          injectTo: 'head',
        })),
  },
});

/** Makes every app that is not made yet. */
export async function buildApps(): Promise<void> {
  for (const app of [member, desk]) await buildApp(app);
}

async function buildApp(app: App): Promise<void> {
  const dist = distOf(app);
  /** What the built files were made from. */
  const stamp = join(dist, '.sources');
  const sources = await digestOf([`apps/${app.name}`, 'packages/ui', 'packages/client'], 'package-lock.json');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === sources) return;
  await makeFonts();
  const config = configOf(app);
  const built = (await build({
    ...config,
    plugins: [...(config.plugins ?? []), preloadFonts(app.base)],
    build: {
      emptyOutDir: true,
      target: 'es2022',
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      // How much the desk may weigh, e2e/desk holds.
      chunkSizeWarningLimit: 1000,
      rolldownOptions: {
        // "use client" is for servers that make pages; here is none.
        // What every page needs comes in one file: over a slow network each costs a way there and back.
        output: {
          codeSplitting: {
            groups: [
              { name: 'app', tags: ['$initial'] },
              // What pages share beside, but for what is large and waits for a camera.
              {
                name: 'shared',
                test: /phosphor-icons|(packages\/ui|apps\/member)\/src\/(?!pages\/|scan\/(scanner|reader|use-scan|words|card-on))/,
              },
              // Whoever is on one of these pages is on the next soon.
              { name: 'sign-in', test: /apps\/member\/src\/pages\/sign-in\/(?!staff-code)/ },
              { name: 'account', test: /apps\/member\/src\/pages\/account\// },
            ],
          },
        },
        onwarn: (warning, warn) => (warning.code === 'MODULE_LEVEL_DIRECTIVE' ? undefined : warn(warning)),
      },
    },
  })) as Rolldown.RolldownOutput;
  await buildWorker(app, sources);
  await writeFile(join(dist, 'first-load.json'), JSON.stringify(await firstLoadOf(app, built)));
  await compress(dist);
  await writeFile(stamp, sources);
}

/** What a page needs beside what every page does, by the noun of its address; and what it shows until that has come. */
async function firstLoadOf(app: App, { output }: Rolldown.RolldownOutput): Promise<FirstLoad> {
  const chunks = output.filter((one) => one.type === 'chunk');
  const chunkOf = new Map(chunks.map((chunk) => [chunk.fileName, chunk]));
  const common = new Set(chunks.filter(({ isEntry }) => isEntry).flatMap((entry) => all(entry)));
  const paints = app.name === 'member' ? await firstPaints() : {};
  const pages: FirstLoad['pages'] = {};
  for (const [noun, file] of await pagesOf(app)) {
    const chunk = chunks.find(({ moduleIds }) => moduleIds.includes(file));
    if (!chunk || common.has(chunk)) continue;
    const own = all(chunk).filter((one) => !common.has(one));
    pages[noun] = {
      scripts: own.map(({ fileName }) => fileName),
      styles: own.flatMap(({ viteMetadata }) => [...(viteMetadata?.importedCss ?? [])]),
    };
  }
  for (const [noun, shown] of Object.entries(paints)) {
    const page = (pages[noun] ??= { scripts: [], styles: [] });
    page.shown = { ru: shown('ru'), en: shown('en') };
  }
  return { pages };

  function all(chunk: Rolldown.OutputChunk, seen = new Set<Rolldown.OutputChunk>()): Rolldown.OutputChunk[] {
    seen.add(chunk);
    for (const name of chunk.imports) {
      const imported = chunkOf.get(name);
      if (imported && !seen.has(imported)) all(imported, seen);
    }
    return [...seen];
  }
}

/** Where each page lies, by the noun of its address: as the routes of the app say, of the first that begins with it. */
async function pagesOf({ name }: App): Promise<ReadonlyMap<string, string>> {
  const source = join(root, 'apps', name, 'src');
  const [routes = ''] = await Promise.all(
    (await filesBelow(source))
      .filter((file) => /^routes\.tsx?$/.test(file))
      .map((file) => readFile(join(source, file), 'utf8')),
  );
  const pages = new Map<string, string>();
  const route = /path: '(?:\/app)?\/([a-z-]*)[^']*'(?:(?!path:)[^])*?import\('\.\/(pages\/[^']+)'\)/g;
  for (const [, noun = '', file = ''] of routes.matchAll(route))
    if (!pages.has(noun)) pages.set(noun, join(source, file));
  return pages;
}

type FirstPaints = Readonly<Record<string, (language: 'ru' | 'en') => string>>;

/** What stands in the first paint are words and drawings of the app itself, so its own compiler reads them. */
async function firstPaints(): Promise<FirstPaints> {
  const made = (await build({
    ...configOf(member),
    publicDir: false,
    ssr: { noExternal: true },
    build: { ssr: 'src/first-paint/first-paint.ts', write: false, target: 'es2022' },
  })) as Rolldown.RolldownOutput;
  const [{ code }] = made.output;
  const read = (await import(`data:text/javascript,${encodeURIComponent(code)}`)) as {
    firstPaints: FirstPaints;
  };
  return read.firstPaints;
}

/**
 * The service worker is made last: it knows every file of the app by name, but for what is large and seldom wanted: what reads
 * barcodes, and the fonts of other letters than the usual.
 */
async function buildWorker(app: App, version: string): Promise<void> {
  const files = (await filesBelow(distOf(app)))
    .filter((file) => !/\.wasm$|golos-text-/.test(file))
    .map((file) => app.base + (file === 'index.html' ? '' : file));
  await build({
    ...configOf(app),
    publicDir: false,
    define: { FILES: JSON.stringify(files), VERSION: JSON.stringify(version.slice(0, 12)) },
    build: {
      emptyOutDir: false,
      target: 'es2022',
      reportCompressedSize: false,
      lib: { entry: 'src/worker/worker.ts', formats: ['es'], fileName: () => 'worker.js' },
    },
  });
}

/** Once here instead of with each request; fonts and pictures are compressed already. */
async function compress(dist: string): Promise<void> {
  for (const file of await filesBelow(dist)) {
    if (!/\.(html|js|css|svg|webmanifest|wasm)$/.test(file)) continue;
    const content = await readFile(join(dist, file));
    const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
    await writeFile(join(dist, `${file}.br`), brotliCompressSync(content, { params }));
    await writeFile(join(dist, `${file}.gz`), gzipSync(content, { level: 9 }));
  }
}

async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  for await (const entry of glob('**/*', { cwd: folder, withFileTypes: true }))
    if (entry.isFile())
      files.push(relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
  return files.sort();
}

async function digestOf(folders: readonly string[], ...files: string[]): Promise<string> {
  const hash = createHash('sha256');
  const within = await Promise.all(
    folders.map(async (folder) =>
      (await filesBelow(join(root, folder)))
        .filter((file) => !/(^|\/)(dist|node_modules)\/|\.test\.tsx?$/.test(file))
        .map((file) => `${folder}/${file}`),
    ),
  );
  for (const file of [
    ...within.flat(),
    ...files,
    'tools/build-apps.ts',
    'tools/fonts.ts',
    'tools/only-our-languages.ts',
  ])
    hash.update(file).update(await readFile(join(root, file)));
  return hash.digest('hex');
}

if (import.meta.main) await buildApps();
