import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import type { Code, Import } from './code.ts';
import { staysHere, type TextFile } from './tree.ts';

/** What a workspace may import of ours. `types` are gone at run time. */
interface Doors {
  readonly code: readonly string[];
  readonly types?: readonly string[];
  /** It must run anywhere, a browser and a till included. */
  readonly pure?: true;
}

/** The doors of the house, by the names of its workspaces. */
const doors: Readonly<Record<string, Doors>> = {
  '@bonum/engine': { code: [], pure: true },
  '@bonum/ledger': { code: [] },
  '@bonum/contract': { code: [], types: ['@bonum/engine'] },
  '@bonum/client': { code: [] },
  '@bonum/adapters': { code: [], types: ['@bonum/contract'] },
  '@bonum/ui': { code: [] },
  '@bonum/server': { code: ['@bonum/engine', '@bonum/ledger', '@bonum/contract', '@bonum/adapters'] },
  '@bonum/member': { code: ['@bonum/client', '@bonum/ui'] },
  '@bonum/desk': { code: ['@bonum/client', '@bonum/ui'] },
  '@bonum/studio': { code: ['@bonum/client', '@bonum/ui', '@bonum/engine'] },
  '@bonum/standins': { code: [], types: ['@bonum/contract'] },
};

/** Open for what stays here as well: tests use the server as strangers do, and play the world around it. */
const doorsOfTests = new Set(['@bonum/client', '@bonum/standins']);

/** The demo shows a chain with everything around it. */
const isDemo = (path: string): boolean => path.startsWith('apps/server/src/demo/');

export interface Workspace {
  readonly folder: string;
  readonly name: string;
  readonly dependencies: ReadonlySet<string>;
  readonly devDependencies: ReadonlySet<string>;
}

/** The root (folder '') and every workspace below it, the deepest first. */
export function readWorkspaces(files: readonly TextFile[]): readonly Workspace[] {
  return files
    .filter(({ path }) => posix.basename(path) === 'package.json')
    .map(({ path, text }) => workspaceOf(path, JSON.parse(text) as Manifest))
    .toSorted((a, b) => b.folder.length - a.folder.length);
}

interface Manifest {
  readonly name: string;
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

function workspaceOf(path: string, manifest: Manifest): Workspace {
  const folder = posix.dirname(path);
  return {
    folder: folder === '.' ? '' : folder,
    name: manifest.name,
    dependencies: new Set(Object.keys({ ...manifest.dependencies, ...manifest.optionalDependencies })),
    devDependencies: new Set(Object.keys(manifest.devDependencies ?? {})),
  };
}

/** Every import that goes through a wall, with what to do about it. */
export function wrongImports(code: readonly Code[], workspaces: readonly Workspace[]): string[] {
  return code.flatMap((file) => {
    const home = workspaces.find(({ folder }) => folder === '' || file.path.startsWith(`${folder}/`));
    if (!home) throw new Error('the root has no package.json');
    const declared = [home, ...workspaces.filter(({ folder }) => folder === '')];
    return file.imports.flatMap((imported) => {
      const wrong = wrongWith(imported, { path: file.path, home, declared });
      return wrong === null ? [] : [`${file.path} imports ${imported.from}: ${wrong}`];
    });
  });
}

interface Place {
  readonly path: string;
  readonly home: Workspace;
  /** Its own manifest and the root's, whose tools all tests use. */
  readonly declared: readonly Workspace[];
}

function wrongWith(imported: Import, place: Place): string | null {
  const { from } = imported;
  const pure = doors[place.home.name]?.pure === true && !staysHere(place.path);
  if (from.startsWith('.')) return wrongPath(from, place, pure);
  if (from.startsWith('node:'))
    return pure ? 'this room runs in browsers and tills too. Take what you need as an argument.' : null;
  if (isBuiltin(from)) return `write node:${from}, so that everybody sees where it comes from.`;
  const name = packageOf(from);
  if (name.startsWith('@bonum/'))
    return wrongDoor(name, imported, place) ?? undeclared(name, imported, place);
  if (pure) return 'this room has no dependencies.';
  return undeclared(name, imported, place);
}

const packageOf = (from: string): string => from.split('/', from.startsWith('@') ? 2 : 1).join('/');

/** A path stays in its room; what stands outside of all rooms (tools, journeys) may look into each. */
function wrongPath(from: string, { path, home }: Place, pure: boolean): string | null {
  const target = posix.join(posix.dirname(path), from);
  if (home.folder === '' || target.startsWith(`${home.folder}/`)) return null;
  // The shipped programmes are data, no room.
  if (target.startsWith('programmes/') && !pure) return null;
  return 'a path that leaves its workspace. Import the other one by its name, if there is a door.';
}

function wrongDoor(name: string, { typeOnly }: Import, { path, home }: Place): string | null {
  if (home.folder === '') return null;
  const open = doors[home.name];
  if (!open) return `${home.name} has no row in tools/house/doors.ts. Say there what it may import.`;
  if (open.code.includes(name)) return null;
  if (staysHere(path) && doorsOfTests.has(name)) return null;
  if (isDemo(path) && name === '@bonum/standins') return null;
  if (!open.types?.includes(name)) return `there is no door from ${home.name} to it. See ARCHITECTURE.md.`;
  return typeOnly || staysHere(path) ? null : 'only its types may pass here. Write "import type".';
}

function undeclared(name: string, { typeOnly }: Import, { path, home, declared }: Place): string | null {
  if (name === home.name || home.dependencies.has(name)) return null;
  const inWorkshop = declared.some(({ devDependencies }) => devDependencies.has(name));
  if (staysHere(path) && inWorkshop) return null;
  if (typeOnly && home.devDependencies.has(name)) return null;
  // What stands outside of the rooms imports ours through the workspace links.
  if (home.folder === '' && name.startsWith('@bonum/')) return null;
  return `it is not among the dependencies of ${home.folder || 'the root'}/package.json. Declare it there.`;
}
