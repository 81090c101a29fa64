import type { Programme } from '@bonum/engine';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CHECKOUT } from '../config.ts';
import type { Shell } from '../operation.ts';
import { checkProgramme } from '../programme/check-programme.ts';
import { publish } from '../programme/publish.ts';

/** The programme of a chain that is made up, unless one is live already. */
export async function ensureProgramme({ db }: Pick<Shell, 'db'>): Promise<void> {
  const live = await db
    .selectFrom('programme_version')
    .select('version')
    .where('status', '=', 'live')
    .execute();
  if (live.length === 0) await publish(db, await shippedProgramme(), 'live');
}

async function shippedProgramme(): Promise<Programme> {
  const file = join(CHECKOUT, 'programmes/sportswear.json');
  const checked = checkProgramme(JSON.parse(await readFile(file, 'utf8')));
  if (checked.ok) return checked.programme;
  throw new Error(`${file} has mistakes. See them with: bonum programme validate ${file}`);
}
