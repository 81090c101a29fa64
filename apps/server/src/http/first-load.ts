import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { LOGO_HEIGHT } from '../brand/logo-width.ts';
import { styleSheet } from '../brand/style-sheet.ts';
import type { Look, WornBrand } from './brand-files.ts';
import type { BuiltApp } from './built-app.ts';
import { html } from './pages/html.ts';
import { languageOf, type Language } from './pages/languages.ts';

/** What the build knows of a page, beside what every page needs. */
export interface FirstPage {
  readonly scripts: readonly string[];
  readonly styles: readonly string[];
  /** What stands there until its code has come. */
  shown?: Readonly<Record<Language, string>>;
}

/** Written by the build, by the noun of the page's address. */
export interface FirstLoad {
  readonly pages: Record<string, FirstPage>;
}

/** Nothing from elsewhere, and of what is inline only those style sheets. Reading a barcode by camera is WebAssembly of ours. */
export const policyOf = (styles: readonly string[] = []): string =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    ["style-src 'self'", ...styles.map((style) => `'sha256-${hashOf(style)}'`)].join(' '),
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

const hashOf = (text: string): string => createHash('sha256').update(text).digest('base64');

interface WrittenPage {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Buffer;
}

type WritePage = (noun: string, headers: IncomingHttpHeaders) => Promise<WrittenPage | null>;

/**
 * A page whose first paint waits for nothing: its style sheets stand in it, and so does what is seen first. Each is written once for
 * a look of the chain. null: this page has nothing to show before its code, or how the chain looks cannot be read now.
 */
export function pageWriter({ files, firstLoad }: BuiltApp, { brand, kinds }: Look): WritePage {
  const written = new Map<string, Promise<WrittenPage>>();
  let drawn = '';
  return async (noun, headers) => {
    const page = firstLoad.pages[noun];
    if (!page?.shown) return null;
    const look = await Promise.all([brand(), kinds()]).catch(() => null);
    if (!look) return null;
    const [worn, paying] = look;
    const seen = JSON.stringify(look);
    if (seen !== drawn) written.clear();
    drawn = seen;
    const language = languageOf(headers['accept-language']);
    const packs = /\bbr\b/.test(String(headers['accept-encoding']));
    const key = `${noun} ${language} ${packs}`;
    const ready =
      written.get(key) ?? write(page, { files, look: { ...worn, kinds: paying }, language, packs });
    written.set(key, ready);
    return ready;
  };
}

type Worn = WornBrand & { readonly kinds: number };

interface Writing {
  readonly files: BuiltApp['files'];
  readonly look: Worn;
  readonly language: Language;
  readonly packs: boolean;
}

async function write(page: FirstPage, { files, look, language, packs }: Writing): Promise<WrittenPage> {
  const styles: string[] = [];
  const inline = (style: string): string => {
    styles.push(style);
    return `<style>${style}</style>`;
  };
  const done = (name: string): string => `<link rel="stylesheet" href="/app/${name}" type="text/inline">`;
  const sheet = (name: string): string => files.get(name)?.plain.toString() ?? '';
  const text = String(files.get('index.html')?.plain)
    .replace('<html lang="ru">', `<html lang="${language}">`)
    .replace(/<link rel="stylesheet" href="\/app\/brand\.css"[^>]*>/, () => inline(styleSheet(look)))
    .replace(/<link rel="stylesheet"[^>]* href="\/app\/(assets\/[^"]+)">/, (_, name: string) =>
      // What loads the page's code then finds its sheet there already, and does not wait for it.
      [inline([name, ...page.styles].map(sheet).join('')), ...page.styles.map(done)].join(''),
    )
    .replace('<script type="module"', '<script type="module" fetchpriority="low"')
    .replace('</head>', () => `${brandData(look)}</head>`)
    .replace('<div id="app">', () => `<div id="app">${shown(page, look, language)}`);
  const plain = Buffer.from(text);
  const params = { [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  return {
    content: packs ? await promisify(brotliCompress)(plain, { params }) : plain,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policyOf(styles),
      'cache-control': 'no-cache',
      vary: 'accept-encoding, accept-language, cookie',
      ...(packs && { 'content-encoding': 'br' }),
    },
  };
}

/** Data, not a script: nothing in it runs. */
const brandData = ({ name, logo, logoWidth, kinds }: Worn): string =>
  `<script type="application/json" id="brand">${JSON.stringify({ name, logo, logoWidth, kinds }).replaceAll('<', '\\u003c')}</script>`;

function shown(
  { shown: paint }: FirstPage,
  { logo, logoWidth, name, kinds }: Worn,
  language: Language,
): string {
  const drawing = (paint?.[language] ?? '').replace(/<!--kinds-->.*?<!--\/kinds-->/, (block) =>
    kinds > 1 ? block.replaceAll(/<!--\/?kinds-->/g, '') : '',
  );
  const named = drawing.replace('<!--name-->', () => html`${name[language]}`.text);
  if (logo === undefined) return named.replaceAll(/<!--\/?logo-->/g, '');
  return named.replace(
    /<!--logo-->.*?<!--\/logo-->/,
    () =>
      html`<img
        src="/app/picture/${logo}"
        alt=""
        width="${logoWidth ?? LOGO_HEIGHT}"
        height="${LOGO_HEIGHT}"
      />`.text,
  );
}
