import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);

/**
 * Node takes the types out of our sources each time it begins, by amaro: 3.8 MB in a WebAssembly machine that stays in memory.
 * What came of it is kept by the content of the source, so that only who begins for the first time needs it; Node's own
 * cache of compiled code would spare it too, but loads more than it spares.
 * @param folder where it is kept; one that nobody may write to does no harm
 * @returns asks whether a process that begins anew finds all that this one had to take out, and so needs no amaro
 */
export function keepPlain(folder) {
  const now = { kept: 0, lost: 0 };
  registerHooks({
    load(url, context, next) {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      return {
        format: 'module',
        source: plainOf(readFileSync(fileURLToPath(url), 'utf8'), folder, now),
        shortCircuit: true,
      };
    },
  });
  return () => now.kept > 0 && now.lost === 0;
}

function plainOf(source, folder, now) {
  const kept = `${folder}/${createHash('sha256').update(source).digest('hex')}.js`;
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const plain = require('amaro').transformSync(source, { mode: 'strip-only' }).code;
    if (keep(kept, plain, folder)) now.kept += 1;
    else now.lost += 1;
    return plain;
  }
}

/** Whole or not at all, whoever else begins at this moment. */
function keep(kept, plain, folder) {
  const part = `${kept}.${randomUUID()}`;
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(part, plain);
    renameSync(part, kept);
    return true;
  } catch {
    // Next time it is done again.
    return false;
  }
}
