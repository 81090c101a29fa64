import { readFile } from 'node:fs/promises';
import type { Programme } from '@bonum/engine';
import { isCode } from '../database/system-error.ts';
import { checkProgramme } from '../programme/check-programme.ts';
import { getProgramme } from '../programme/get-programme.ts';
import { publish } from '../programme/publish.ts';
import type { CommandContext } from './context.ts';
import { openLocalShell, operatorAtTheTerminal } from './local-shell.ts';
import { requireLiveProgramme } from './serve.ts';

type Print = CommandContext['print'];

export async function validateProgrammeCommand({ print }: CommandContext, file: string): Promise<void> {
  const programme = await readProgramme(file, print);
  print(`${programme.id} is sound.`);
}

export async function publishProgrammeCommand(
  { config, print }: CommandContext,
  file: string,
): Promise<void> {
  const programme = await readProgramme(file, print);
  await using local = await openLocalShell(config);
  const version = await publish(local.shell.db, programme, 'live');
  print(`${programme.id} is live as version ${version}.`);
}

export async function showProgrammeCommand({ config, print }: CommandContext): Promise<void> {
  await using local = await openLocalShell(config);
  await requireLiveProgramme(local.shell.db);
  const live = await getProgramme.run(local.shell, operatorAtTheTerminal, {});
  if (!live.ok) throw new Error(live.detail);
  print(JSON.stringify(live.value.programme, null, 2));
}

/** A sound programme out of a file; every mistake is printed with its place. */
async function readProgramme(file: string, print: Print): Promise<Programme> {
  const checked = checkProgramme(parse(file, await readText(file)));
  if (checked.ok) return checked.programme;
  for (const { path, message } of checked.problems) print(`${path || '/'}: ${message.en}`);
  const { length } = checked.problems;
  throw new Error(`${file} has ${length} ${length === 1 ? 'mistake' : 'mistakes'}.`);
}

async function readText(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: unknown) => {
    if (isCode(error, 'ENOENT', 'EISDIR')) throw new Error(`There is no file ${file}.`, { cause: error });
    throw error;
  });
}

function parse(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const where = error instanceof Error ? error.message : '';
    throw new Error(`${file} is not JSON: ${where}`, { cause: error });
  }
}
