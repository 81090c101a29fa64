import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from '../tools/house/tree.ts';

/** Every page of the members' app, as its routes say: `/app/receipts/:receiptId`. */
export const routes: readonly string[] = [
  ...(await readFile(join(root, 'apps/member/src/routes.ts'), 'utf8')).matchAll(/\bpath: '(\/app[^']*)'/g),
].map(([, path = '']) => path);
