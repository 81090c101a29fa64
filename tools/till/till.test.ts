import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import {
  calculate,
  cashierHints,
  compileProgramme,
  namesOf,
  type Programme,
  type Question,
} from '@bonum/engine';
import type * as Engine from '@bonum/engine/till';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { zoneCalendar, zoneOffsets } from '../../apps/server/src/programme/zone-calendar.ts';
import { buildTill, zippedBytes } from '../build-till.ts';
import { root } from '../house/tree.ts';
import { anyQuestion, triedProgrammes } from './baskets.ts';
import { openChromium } from './chromium.ts';

/** Of each programme, from one seed: a test that fails on some days only tells nobody what it fails at. */
const BASKETS = 80;
const SEED = 4;

interface Trial {
  readonly programme: Programme;
  readonly questions: readonly Question[];
  /** What the server's own engine says, as text. */
  readonly said: readonly string[];
}

/** As a till asks: everything it is given comes as JSON. Runs in Node and, as its own text, in the browser. */
function answers(
  engine: typeof Engine,
  given: { rules: Engine.TillRules; questions: readonly Question[] },
): string[] {
  const compiled = engine.compileRules(given.rules);
  const names = engine.namesOf(given.rules.programme);
  return given.questions.map((question) => {
    const calculation = engine.calculate(compiled, question);
    return JSON.stringify([calculation, engine.cashierHints(calculation, names, 'ru')]);
  });
}

function serverAnswers(programme: Programme, questions: readonly Question[]): string[] {
  const compiled = compileProgramme(programme, zoneCalendar(programme.zone));
  const names = namesOf(programme);
  return questions.map((question) => {
    const calculation = calculate(compiled, question);
    return JSON.stringify([calculation, cashierHints(calculation, names, 'ru')]);
  });
}

const rulesOf = (programme: Programme): Engine.TillRules => ({
  programme,
  offsets: zoneOffsets(programme.zone),
});

describe('B4 one engine everywhere: the till calculates as the server does, byte for byte', () => {
  let code: string;
  let trials: readonly Trial[];
  let folder: string;
  let browser: Browser;

  beforeAll(async () => {
    code = await buildTill();
    folder = await mkdtemp(join(tmpdir(), 'bonum-till-'));
    browser = await openChromium();
    trials = (await triedProgrammes()).map((programme) => {
      const numRuns = programme.promotions.length > 3 ? 4 * BASKETS : BASKETS;
      const questions = fc.sample(anyQuestion(programme), { numRuns, seed: SEED });
      return { programme, questions, said: serverAnswers(programme, questions) };
    });
  });
  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  test('the baskets make nearly every promotion fire, and points earned and spent', () => {
    const all = trials.flatMap(({ programme }) => programme.promotions);
    const fired = trials.flatMap(({ programme, said }) => {
      const text = said.join('\n');
      return programme.promotions.filter(({ id }) => text.includes(`{"promotion":"${id}"`));
    });
    expect(fired.length).toBeGreaterThan(all.length * 0.7);
    for (const { programme, said } of trials) {
      const earned = said.filter((text) => !text.includes('"earning":[]'));
      expect(earned.length, programme.id).toBeGreaterThan(BASKETS / 10);
    }
    const spent = trials.flatMap(({ said }) => said.filter((text) => !/"spent":0[,}]/.test(text)));
    expect(spent.length).toBeGreaterThan(BASKETS / 5);
    const answered = trials.flatMap(({ said }) => said).join('\n');
    for (const because of ['limit-reached', 'budget-used-up', 'offline', 'taken', 'beaten'])
      expect(answered.split(`"because":{"type":"${because}"`).length, because).toBeGreaterThan(10);
  });

  test('the bundle in Node', async () => {
    const file = join(folder, 'till.mjs');
    await writeFile(file, code);
    const engine = (await import(pathToFileURL(file).href)) as typeof Engine;
    for (const { programme, questions, said } of trials) {
      const given = structuredClone({ rules: rulesOf(programme), questions });
      expect(answers(engine, given)).toEqual(said);
    }
  });

  test('the bundle in Chromium, in another zone than the chain', async () => {
    const page = await browser.newPage({ timezoneId: 'America/Los_Angeles', locale: 'en-US' });
    const module = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
    for (const { programme, questions, said } of trials) {
      const given = JSON.stringify({ rules: rulesOf(programme), questions });
      // As text, since it is the browser that must import it.
      const text: string = await page.evaluate(
        `import(${JSON.stringify(module)}).then((engine) => JSON.stringify((${answers.toString()})(engine, ${given})))`,
      );
      expect(JSON.parse(text)).toEqual(said);
    }
    await page.close();
  });

  test('and is small, as the pages say', async () => {
    expect(zippedBytes(code)).toBeLessThan(20_480);
    const size = `${Math.round(zippedBytes(code) / 1000)} KB`;
    for (const page of ['README.md', 'docs/offline.md'])
      expect(await readFile(join(root, page), 'utf8')).toContain(size);
    expect(code).not.toMatch(/\bimport\b|require\(/);
  });
});
