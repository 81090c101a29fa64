import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Asset {
  readonly type: string;
  readonly content: Buffer;
}

const own = (name: string): Buffer => readFileSync(join(import.meta.dirname, name));
const latin = import.meta.resolve('@fontsource-variable/golos-text/files/golos-text-latin-wght-normal.woff2');
const cyrillic = import.meta
  .resolve('@fontsource-variable/golos-text/files/golos-text-cyrillic-wght-normal.woff2');
const font = (address: string): Buffer => readFileSync(fileURLToPath(address));

/** What the hand-written pages load; nothing of it comes from elsewhere. */
export const loadAssets = (): ReadonlyMap<string, Asset> =>
  new Map<string, Asset>([
    ['/assets/page.css', { type: 'text/css; charset=utf-8', content: own('page.css') }],
    ['/assets/messages.js', { type: 'text/javascript; charset=utf-8', content: own('messages.js') }],
    ['/assets/mark.svg', { type: 'image/svg+xml', content: own('mark.svg') }],
    ['/favicon.ico', { type: 'image/svg+xml', content: own('mark.svg') }],
    ['/assets/golos-latin.woff2', { type: 'font/woff2', content: font(latin) }],
    ['/assets/golos-cyrillic.woff2', { type: 'font/woff2', content: font(cyrillic) }],
  ]);
