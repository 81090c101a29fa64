import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import type { Answer, Input } from '@bonum/contract';
import {
  instant,
  points,
  type Basket,
  type BasketLine,
  type MemberFacts,
  type Programme,
} from '@bonum/engine';
import type * as Engine from '@bonum/engine/till';
import { expect, test } from 'vitest';
import { wholeServer, type WholeServer } from '../../apps/server/src/testing/whole-server.ts';
import { buildTill } from '../build-till.ts';
import { anyLine, anyWish, anyWord, numbered, triedProgrammes } from './baskets.ts';

/** Of each programme; some hundred in all. */
const BASKETS = 6;
const SEED = 6;
const HOUR_MS = 3_600_000;
const till = { storeId: 'S-1', tillId: '1' };

type Ask = <T>(method: string, path: string, body?: object) => Promise<T>;
type Quote = Answer<'quote-receipt'>;

/** A basket as a till scans it, of goods that the chain knows. */
interface Scanned {
  readonly lines: readonly BasketLine[];
  readonly codes: readonly string[];
  readonly wish: NonNullable<Input<'quote-receipt'>['spend']>;
  readonly hoursAgo: number;
  readonly offsetMinutes: number;
  readonly known: boolean;
}

/** Goods of a chain, and baskets of them. */
interface Day {
  readonly goods: readonly BasketLine[];
  readonly baskets: readonly Scanned[];
}

function anyDay(programme: Programme): fc.Arbitrary<Day> {
  const word = anyWord(programme).filter((text) => text.length <= 64 && !/\p{Cc}/u.test(text));
  const code = word.filter((text) => text.trim() !== '');
  const goods = fc.uniqueArray(anyLine(word), {
    minLength: 12,
    maxLength: 12,
    selector: ({ product }) => product.id,
  });
  const scanned = (known: readonly BasketLine[]) =>
    fc.record({
      lines: fc
        .array(fc.tuple(fc.constantFrom(...known), anyLine(word)), { minLength: 1, maxLength: 8 })
        .map((lines) => numbered(lines.map(([{ product }, line]) => ({ ...line, product })))),
      codes: fc.array(code, { maxLength: 3 }),
      wish: anyWish(programme),
      hoursAgo: fc.nat(20),
      offsetMinutes: fc.constantFrom(180, 0, -300, 345, 840),
      known: fc.boolean(),
    });
  return goods.chain((known) =>
    fc.record({
      goods: fc.constant(known),
      baskets: fc.array(scanned(known), { minLength: BASKETS, maxLength: BASKETS }),
    }),
  ) as fc.Arbitrary<Day>;
}

const asker =
  ({ baseUrl, key }: WholeServer): Ask =>
  async <T>(method: string, path: string, body?: object): Promise<T> => {
    const response = await fetch(`${baseUrl}/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    expect(response.status, JSON.stringify(answer)).toBe(200);
    return answer as T;
  };

/** The chain opens, and somebody joins and is given points. */
async function open(whole: WholeServer, programme: Programme): Promise<string> {
  const ask = asker(whole);
  await ask('POST', '/programme', { programme });
  const stores = [{ storeId: 'S-1', name: 'Спорт', tags: ['sport'], tills: [{ tillId: '1', name: '1' }] }];
  await ask('PUT', '/stores', { stores });
  const [memberId, confirmationId, phone] = [randomUUID(), randomUUID(), '+7 916 555-01-01'];
  await ask('POST', '/confirmations', { confirmationId, purpose: 'join', phone });
  const confirmation = { confirmationId, code: await whole.codeOf(confirmationId) };
  await ask('POST', '/members', { memberId, phone, confirmation });
  for (const { id: kind } of programme.kinds) {
    const grant = { grantId: randomUUID(), kind, points: 1000, reason: 'Подарок' };
    await ask('POST', `/members/${memberId}/grants`, grant);
  }
  return memberId;
}

/** The goods come to the chain and a programme goes live; the member buys once under it, so that limits have something to count. */
async function begin(
  whole: WholeServer,
  memberId: string,
  of: { programme: Programme; goods: readonly BasketLine[] },
) {
  const ask = asker(whole);
  await ask('POST', '/programme', { programme: of.programme });
  const products = of.goods.map(({ product: { id, category, brand, onSale, floor } }) => ({
    productId: id,
    name: id,
    category,
    ...(brand !== null && { brand }),
    onSale,
    floor,
  }));
  await ask('PUT', '/products', { products });
  await ask('POST', '/receipts/commit', {
    key: { ...till, shift: '1', number: randomUUID() },
    at: new Date().toISOString(),
    member: { memberId },
    lines: of.goods.map(({ product }, index) => ({
      id: `${index}`,
      productId: product.id,
      quantity: 2000,
      amount: 400_000,
    })),
  });
  const { allowances } = await ask<Answer<'grant-allowances'>>('POST', '/allowances', {
    till,
    members: [{ memberId }],
  });
  const { balances } = await ask<Answer<'get-member'>>('GET', `/members/${memberId}`);
  const facts = {
    ...(allowances[0]?.facts as unknown as MemberFacts),
    // Not what a till may spend without network, but all there is: so that both are asked the same.
    balances: Object.fromEntries(balances.map(({ kind, available }) => [kind, points(available)])),
  };
  const rules = await ask<Engine.TillRules & { store: Basket['store'] }>('GET', '/till/rules?storeId=S-1');
  return { rules, facts };
}

/** An instant as a till of that offset writes it. */
function written(at: number, offsetMinutes: number): string {
  const size = Math.abs(offsetMinutes);
  const two = (part: number): string => String(part).padStart(2, '0');
  const offset = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return new Date(at + offsetMinutes * 60_000).toISOString().replace('Z', offset);
}

/** What the bundle says, as the API writes it. */
const said = ({
  lines,
  totals,
  earning,
  level,
  spending,
  missed,
  refusedCodes,
  fired,
}: Engine.Calculation) => ({
  lines,
  totals,
  earning: earning.map((lot) => ({
    kind: lot.kind,
    source: lot.source,
    points: lot.points,
    base: lot.base,
    activeFrom: new Date(lot.activeFrom).toISOString(),
    expiresAt: lot.expiresAt === null ? null : new Date(lot.expiresAt).toISOString(),
  })),
  level,
  spending,
  refusedCodes,
  promotions: fired.map((one) => ({
    promotion: one.promotion,
    discount: one.discount,
    points: one.points,
    lines: one.lines,
    code: one.code,
    times: one.times,
  })),
  missed: missed.slice(0, 20).map(({ promotion, code, because }) => ({
    promotion,
    code,
    because: because.type,
    lines: (because.type === 'taken' && because.lines) || null,
  })),
});

/** The same of a quote. */
const quoted = ({ lines, totals, earning, level, spending, missed, refusedCodes, promotions }: Quote) => ({
  lines,
  totals,
  earning,
  level,
  spending,
  refusedCodes,
  promotions: promotions.map((one) => ({
    promotion: one.promotion,
    discount: one.discount,
    points: one.points,
    lines: one.lines,
    code: one.code,
    times: one.times,
  })),
  missed: missed.map(({ promotion, code, because, lines: on }) => ({ promotion, code, because, lines: on })),
});

const quoteOf = (
  whole: WholeServer,
  { lines, codes, wish, offsetMinutes, known }: Scanned,
  { at, memberId }: { readonly at: number; readonly memberId: string },
): Promise<Quote> =>
  asker(whole)('POST', '/receipts/quote', {
    key: { ...till, shift: '1', number: randomUUID() },
    at: written(at, offsetMinutes),
    ...(known && { member: { memberId } }),
    lines: lines.map(({ id, product, quantity, amount }) => ({
      id,
      productId: product.id,
      quantity,
      amount,
    })),
    codes,
    spend: wish,
  });

const basketOf = (
  { lines, codes, offsetMinutes }: Scanned,
  { at, store }: { readonly at: number; readonly store: Basket['store'] },
): Basket => ({
  at: instant(at),
  offsetMinutes,
  store,
  lines,
  codes: codes.map((code) => ({ code, singleUseOf: null })),
});

test('peers C12: a till without network and the server say the same of any basket, line by line, and of why not', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'bonum-till-'));
  const file = join(folder, 'till.mjs');
  await writeFile(file, await buildTill());
  const engine = (await import(pathToFileURL(file).href)) as typeof Engine;
  await rm(folder, { recursive: true });
  const count = { baskets: 0, discounted: 0, earned: 0, spent: 0, missed: 0, limited: 0 };
  // Of one chain all programmes of one name, one after the other.
  const chains = Map.groupBy(await triedProgrammes(), ({ id }) => id);
  for (const programmes of chains.values()) {
    await using whole = await wholeServer();
    const [opening] = programmes as [Programme];
    const memberId = await open(whole, opening);
    for (const programme of programmes) {
      const [{ goods, baskets }] = fc.sample(anyDay(programme), { numRuns: 1, seed: SEED }) as [Day];
      const { rules, facts } = await begin(whole, memberId, { programme, goods });
      const compiled = engine.compileRules(rules);
      for (const scanned of baskets) {
        const at = Date.now() - scanned.hoursAgo * HOUR_MS;
        const quote = await quoteOf(whole, scanned, { at, memberId });
        const calculation = engine.calculate(compiled, {
          basket: basketOf(scanned, { at, store: rules.store }),
          member: scanned.known ? facts : null,
          wish: scanned.wish as Engine.Question['wish'],
          // What is left for everybody a till cannot know; everything else it does.
          exhausted: quote.missed.flatMap(({ promotion, because }) =>
            because === 'budget-used-up' ? promotion : [],
          ),
        });
        const here = structuredClone(said(calculation));
        expect(quoted(quote), JSON.stringify({ programme, scanned })).toEqual(here);
        count.baskets += 1;
        count.discounted += Number(here.totals.discount > 0);
        count.earned += Number(here.earning.length > 0);
        count.spent += Number(here.totals.spent > 0);
        count.missed += Number(here.missed.length > 0);
        count.limited += Number(here.missed.some(({ because }) => because === 'limit-reached'));
      }
    }
    expect(await whole.breaks()).toEqual([]);
  }
  expect(count.baskets).toBeGreaterThan(300);
  expect(count.limited).toBeGreaterThan(0);
  for (const some of [count.discounted, count.earned, count.spent, count.missed])
    expect(some, JSON.stringify(count)).toBeGreaterThan(count.baskets / 10);
});
