import { rm } from 'node:fs/promises';
import { recordSystems, type RecordSystem } from '@bonum/adapters/system-of-record';
import { backOffice } from '@bonum/standins/back-office';
import type { Kysely } from 'kysely';
import { newCardNumber } from '../cards/card-number.ts';
import type { CommandContext } from '../commands/context.ts';
import { ConfigError, type Config } from '../config.ts';
import type { Database } from '../database/schema.ts';
import { outsideSystems, type Outsider, type OutsideSystem } from './outside-system.ts';

/** A system of record of the demo, with a page on which to do something in it. */
export interface DemoOutside extends OutsideSystem {
  /** What to say of it at the terminal. */
  readonly lines: readonly string[];
}

/**
 * Nobody whom the demo makes up belongs into a real system; and one that is named and silently not asked looks like one that works.
 * @throws ConfigError where there is no such system, or a real one is named besides
 */
export function connectedSystem(
  name: string | undefined,
  { systemOfRecordFile }: Config,
): RecordSystem | undefined {
  if (systemOfRecordFile !== undefined)
    throw new ConfigError(
      `BONUM_SYSTEM_OF_RECORD is for bonum serve and bonum worker. Leave it out; the demo plays ${recordSystems.join(', ')} itself: --connected ${recordSystems[0]}.`,
    );
  if (name === undefined) return undefined;
  const system = recordSystems.find((known) => known === name);
  if (system) return system;
  throw new ConfigError(
    `There is no ${name} to connect. Say --connected with one of ${recordSystems.join(', ')}.`,
  );
}

/** The stand-in forgets everything when it stops, so the chain beside it is made anew each time, in a folder of its own. */
export async function apartFor(context: CommandContext, system: RecordSystem): Promise<CommandContext> {
  const { config } = context;
  if (config.databaseUrl !== undefined)
    throw new ConfigError('--connected makes a database of its own each time. Leave DATABASE_URL out.');
  const dataFolder = `${config.dataFolder}-${system}`;
  await rm(dataFolder, { recursive: true, force: true });
  return { ...context, config: { ...config, dataFolder } };
}

const titles = { onec: '1C:Retail', sap: 'SAP', sbis: 'Saby' } as const satisfies Record<
  RecordSystem,
  string
>;

/** Stores of the demo get numbers of the system's own. */
const FIRST_NUMBER = 7001;

/** Opens a stand-in in which somebody is known already whom the chain has never seen. */
export async function openOutside(
  db: Kysely<Database>,
  system: RecordSystem | undefined,
  { prefix, dataFolder }: { readonly prefix: string; readonly dataFolder: string },
): Promise<DemoOutside | null> {
  if (system === undefined) return null;
  const stores = await db.selectFrom('store').select('store_id').orderBy('store_id').execute();
  const tills = await db.selectFrom('till').select('till_id').distinct().orderBy('till_id').execute();
  const outside = await outsideSystems[system]({
    stores: Object.fromEntries(stores.map(({ store_id }, index) => [store_id, String(FIRST_NUMBER + index)])),
    tills: Object.fromEntries(tills.map(({ till_id }, index) => [till_id, String(index + 1)])),
  });
  const olga: Outsider = {
    name: 'Ольга',
    surname: 'Миронова',
    phone: '+70003000001',
    card: newCardNumber(prefix),
    points: 350,
  };
  outside.enter(olga);
  const title = titles[system];
  const page = await backOffice({ title, ...outside });
  const known = system === 'sbis' ? olga.phone : `${olga.phone} or card ${olga.card}`;
  return {
    ...outside,
    lines: [
      `  ${title} keeps members and points: ${page.url} (a stand-in; change points there, take it off the line)`,
      `  Somebody is known there whom nobody here has seen: ${known}, with ${olga.points} points`,
      `  Its database is its own: BONUM_DATA=${dataFolder} npx bonum … finds it`,
    ],
    [Symbol.asyncDispose]: async () => {
      await page[Symbol.asyncDispose]();
      await outside[Symbol.asyncDispose]();
    },
  };
}
