import { basename } from 'node:path';
import type { TextFile } from './tree.ts';

/** The same name stands in contract, server, test, log and OpenAPI: one search shows the whole flow. */
export function misnamedOperations(ids: readonly string[], files: readonly TextFile[]): string[] {
  const inServer = files.filter(({ path }) => /^apps\/server\/src\/.*(?<!\.test)\.ts$/.test(path));
  const missing = ids.flatMap((id) => {
    const found = inServer.filter(({ path }) => basename(path) === `${id}.ts`);
    if (found.length === 1) return [];
    return [`${id} should be done by one file apps/server/src/<noun>/${id}.ts; there are ${found.length}.`];
  });
  const astray = inServer.flatMap(({ path, text }) => {
    const id = /\boperation\(\s*'([a-z-]+)'/.exec(text)?.[1];
    if (id === undefined || basename(path) === `${id}.ts`) return [];
    return [`${path} does ${id}. Call it ${id}.ts.`];
  });
  return [...missing, ...astray];
}
