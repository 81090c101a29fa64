import type { Input } from '@bonum/contract';
import type { KyselyPlugin, RootOperationNode } from 'kysely';
import { v7 } from 'uuid';
import { describe, expect, test } from 'vitest';
import { minutes, type Chain } from '../testing/chain.ts';
import type { Site } from '../testing/browser.ts';
import { boxCard, handOut, inSite } from '../testing/sign-in-people.ts';
import { startSignIn } from './start-sign-in.ts';

type Begin = Omit<Input<'start-sign-in'>, 'signInId'>;

/** What a browser is told that begins, types wrong codes, and asks for others until it may not. */
async function toldOf(chain: Chain, site: Site, begin: Begin): Promise<unknown[]> {
  const browser = site.browser();
  const told: unknown[] = [await browser.ask('start-sign-in', { signInId: v7(), ...begin })];
  for (let wrong = 0; wrong < 6; wrong++) told.push(await browser.ask('answer-code', { code: '000000' }));
  for (let again = 0; again < 3; again++) {
    chain.now += minutes(1);
    told.push(await browser.ask('send-again', {}), await browser.ask('get-sign-in', {}));
  }
  chain.now += minutes(11);
  told.push(await browser.ask('send-again', {}));
  return told;
}

/** Each statement that a beginning sends, in the order it sends them. */
async function workOf({ shell }: Chain, begin: Begin): Promise<string[]> {
  const work: string[] = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      work.push(shapeOf(node));
      return node;
    },
    transformResult: async ({ result }) => result,
  };
  const visitor = { deviceId: v7(), address: v7(), userAgent: '' };
  const watched = { ...shell, db: shell.db.withPlugin(plugin) };
  const begun = await startSignIn.run(watched, visitor, { signInId: v7(), ...begin });
  expect(begun).toMatchObject({ ok: true, value: { state: 'code' } });
  return work;
}

const shapeOf = (node: RootOperationNode): string =>
  node.kind === 'RawNode' ? node.sqlFragments.join('?') : node.kind;

describe('an answer never shows whether somebody is known', () => {
  test(
    'not a card, not a phone, not an e-mail',
    inSite(async (chain, site) => {
      const phone = chain.till.phone();
      await chain.till.join({ phone, card: boxCard(1) });
      await handOut(chain, { number: boxCard(2) });
      const noon = chain.now;
      const told = (begin: Begin): Promise<unknown[]> => {
        chain.now = noon;
        return toldOf(chain, site, begin);
      };
      const unknown = await told({ card: boxCard(404) });
      expect(unknown).toHaveLength(14);
      expect(await told({ card: boxCard(2) })).toEqual(unknown);
      expect(await told({ card: boxCard(1) })).toEqual(unknown);
      // Though by now its phone has had all the codes it may have.
      chain.now = noon;
      expect(await site.browser().refusal('start-sign-in', { signInId: v7(), phone })).toBe(
        'confirmation-limit',
      );
    }),
  );

  test(
    'and does the same to find out',
    inSite(async (chain) => {
      const [phone, stranger] = [chain.till.phone(), chain.till.phone()];
      await chain.till.join({ phone, card: boxCard(1) });
      await handOut(chain, { number: boxCard(2) });
      const work = await workOf(chain, { card: boxCard(404) });
      expect(work.length).toBeGreaterThan(5);
      expect(await workOf(chain, { card: boxCard(1) })).toEqual(work);
      expect(await workOf(chain, { card: boxCard(2) })).toEqual(work);
      expect(await workOf(chain, { phone })).toEqual(await workOf(chain, { phone: stranger }));
    }),
  );
});
