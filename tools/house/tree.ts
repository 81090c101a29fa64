import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A text file of the repository; the path is relative to its root, with forward slashes. */
export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** The root of the repository. */
export const root: string = join(import.meta.dirname, '../..');

/** What is installed, made by a run, or Git's own. */
const notOurs = new Set(['node_modules', '.git', '.bonum', 'dist', 'coverage']);
/** Of a demo that is connected with a stand-in. */
const connected = '.bonum-';

/** Every text file of the repository, whether Git knows it yet or not. */
export async function readTree(folder = ''): Promise<readonly TextFile[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true });
  const parts = await Promise.all(
    entries
      .filter(({ name }) => !notOurs.has(name) && !name.startsWith(connected))
      .map(async (entry) => {
        const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
        if (entry.isDirectory()) return readTree(path);
        return entry.isFile() ? readText(path) : [];
      }),
  );
  return parts.flat();
}

async function readText(path: string): Promise<readonly TextFile[]> {
  const text = await readFile(join(root, path), 'utf8');
  // Fonts and pictures hold zero bytes, text does not.
  return text.includes('\0') ? [] : [{ path, text }];
}

/** Written by a tool from something else that is held to the rules. */
export const isGenerated = (path: string): boolean =>
  path.includes('/generated/') || path === 'package-lock.json' || path === 'packages/contract/openapi.json';

/** Tests, tools and configuration: they never ship, and may use what shipping code may not. */
export const staysHere = (path: string): boolean =>
  /\.(test|bench)\.tsx?$|(^|\/)(generate|[a-z.]+\.config)\.ts$/.test(path) ||
  /(^|\/)testing\//.test(path) ||
  /^(tools|e2e|bench)\//.test(path);
