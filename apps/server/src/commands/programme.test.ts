import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHECKOUT } from '../config.ts';
import { runCommand, type CommandOutcome } from '../testing/command.ts';
import { createDatabase, type TestDatabase } from '../testing/database.ts';
import { quickFolder } from '../testing/quick-place.ts';
import { publishProgrammeCommand, showProgrammeCommand, validateProgrammeCommand } from './programme.ts';

const sportswear = join(CHECKOUT, 'programmes/sportswear.json');

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await createDatabase();
  folder = await quickFolder();
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

const env = (): Record<string, string> => ({ DATABASE_URL: database.url });
const validate = (file: string): Promise<CommandOutcome> =>
  runCommand((context) => validateProgrammeCommand(context, file), env());
const publish = (file: string): Promise<CommandOutcome> =>
  runCommand((context) => publishProgrammeCommand(context, file), env());
const show = (): Promise<CommandOutcome> => runCommand(showProgrammeCommand, env());

async function draft(text: string): Promise<string> {
  const file = join(folder, 'draft.json');
  await writeFile(file, text);
  return file;
}

describe('B3 bonum programme', () => {
  test('says every mistake with its place, and publishes nothing unsound', async () => {
    const file = await draft(JSON.stringify({ format: 'bonum/1', id: 'x', levels: [], currency: 'roubles' }));
    const { printed, failure } = await validate(file);
    expect(printed).toMatch(/^\/currency: /m);
    expect(failure).toMatch(/draft\.json has \d+ mistakes\.$/);
    expect((await publish(file)).failure).toBe(failure);
    expect((await show()).failure).toBe(
      'No programme is live. Publish one with: bonum programme publish FILE',
    );
  });

  test('knows the time zones of this machine', async () => {
    const document: object = JSON.parse(await readFile(sportswear, 'utf8'));
    const file = await draft(JSON.stringify({ ...document, zone: 'Europe/Moscov' }));
    for (const command of [validate, publish])
      expect(await command(file)).toMatchObject({
        printed: '/zone: Time zone: there is no zone Europe/Moscov. Write, for example, Europe/Moscow.',
        failure: expect.stringMatching(/has 1 mistake\.$/),
      });
  });

  test('publishes a sound one, once, and shows it', async () => {
    expect((await validate(sportswear)).printed).toBe('sportswear is sound.');
    expect((await publish(sportswear)).printed).toBe('sportswear is live as version 1.');
    expect((await publish(sportswear)).printed).toBe('sportswear is live as version 1.');
    expect(JSON.parse((await show()).printed)).toMatchObject({ id: 'sportswear' });
  });

  test('a file that is not there or not JSON is said to be', async () => {
    expect((await validate('/nowhere.json')).failure).toBe('There is no file /nowhere.json.');
    expect((await validate(await draft('{'))).failure).toMatch(/draft\.json is not JSON: /);
  });
});
