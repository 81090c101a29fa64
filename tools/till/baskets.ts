import { join } from 'node:path';
import { glob, readFile } from 'node:fs/promises';
import * as fc from 'fast-check';
import {
  instant,
  minor,
  periodsAt,
  points,
  thousandths,
  validateProgramme,
  type Basket,
  type BasketLine,
  type MemberFacts,
  type Programme,
  type Question,
} from '@bonum/engine';
import { periods } from '../../packages/engine/src/programme.ts';
import { blocksOf } from '../docs/markdown.ts';
import { root } from '../house/tree.ts';

const DAY_MS = 86_400_000;

const read = (path: string): Promise<string> => readFile(join(root, path), 'utf8');

/** Every shipped programme, and one for each example of the pages of rules, so with every effect there is. */
export async function triedProgrammes(): Promise<readonly Programme[]> {
  const shipped = await Array.fromAsync(glob('programmes/*.json', { cwd: root }));
  const pages = await Array.fromAsync(glob('docs/{programme,promotions/*}.md', { cwd: root }));
  const written = await Promise.all(shipped.toSorted().map(async (path) => JSON.parse(await read(path))));
  const shown = await Promise.all(pages.toSorted().map(programmesOfPage));
  return [...written, ...shown.flat()].map((document) => {
    const checked = validateProgramme(document);
    if (!checked.ok)
      throw new Error(checked.problems.map(({ path, message }) => path + message.en).join('\n'));
    return checked.programme;
  });
}

interface PageExample {
  readonly promotion?: object;
  readonly promotions?: readonly object[];
  readonly groups?: readonly object[];
}

async function programmesOfPage(path: string): Promise<object[]> {
  const json = async (page: string) =>
    blocksOf(await read(page)).filter(({ language }) => language === 'json');
  const basis = (await json('docs/programme.md')).find(({ tag }) => tag === 'programme');
  const programme: object = JSON.parse(basis?.text ?? '');
  const examples = (await json(path)).filter(({ tag }) => tag === 'example');
  return examples.flatMap(({ text }) => {
    const { promotion, promotions = promotion ? [promotion] : [], groups } = JSON.parse(text) as PageExample;
    if (promotions.length === 0) return [];
    const name = { ru: 'Акция', en: 'Promotion' };
    return {
      ...programme,
      id: 'shown',
      promotions: promotions.map((one, index) => ({ name, priority: 0, ...one, id: `promotion-${index}` })),
      ...(groups && { groups: groups.map((group) => ({ name, priority: 0, ...group })) }),
    };
  });
}

/** Every word that a programme speaks of, so that its conditions are met as often as not. */
function wordsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsOf) : [];
}

/** Baskets as they come, and as they never should: extremes, floors, returns within a sale, words from anywhere. */
export function anyQuestion(programme: Programme): fc.Arbitrary<Question> {
  const word = anyWord(programme);
  const limited = programme.promotions.filter(
    ({ limits = {} }) => limits.total ?? limits.discount ?? limits.points,
  );
  return fc
    .record({
      basket: anyBasket(programme, word),
      member: fc.option(anyMember(programme, word)),
      wish: anyWish(programme),
      used: anyUses(programme),
      // Where everybody's limits are: of these nothing is left, or nobody can say.
      exhausted: fc.option(fc.subarray(limited.map(({ id }) => id)), { nil: undefined }),
    })
    .map(({ used, ...question }) => {
      const member = question.member && {
        ...question.member,
        uses: usesAt(programme, question.basket, used),
      };
      return { ...question, member } as Question;
    });
}

export function anyWord(programme: Programme): fc.Arbitrary<string> {
  const conditions = wordsOf([programme.promotions, programme.earning, programme.kinds]);
  return fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(...new Set(conditions)) },
    { weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }) },
    { weight: 1, arbitrary: fc.constantFrom('Ёлочная игрушка', 'чай «Ночь»', 'ПРИВЕТ', '__proto__', '𝒳') },
  );
}

/** How often a member has had each promotion that is limited for members: below the limit, at it, and in another period. */
interface Used {
  readonly promotion: string;
  readonly times: number;
  readonly now: boolean;
}

function anyUses({ promotions }: Programme): fc.Arbitrary<Used[]> {
  const limited = promotions.flatMap(({ id, limits }) =>
    limits?.member
      ? fc.record({ promotion: fc.constant(id), times: fc.nat(limits.member.times), now: fc.boolean() })
      : [],
  );
  return fc.tuple(...limited);
}

const usesAt = (
  { promotions }: Programme,
  { at, offsetMinutes }: Basket,
  used: readonly Used[],
): MemberFacts['uses'] =>
  used.flatMap(({ promotion: id, times, now }) => {
    const per = promotions.find((promotion) => promotion.id === id)?.limits?.member?.per ?? 'ever';
    // A period of the same length that is over: none for what counts for ever.
    const then = now ? at : instant(at - 400 * DAY_MS);
    const period = periodsAt(then, offsetMinutes)[periods.indexOf(per)] ?? 'ever';
    return times === 0 ? [] : [{ promotion: id, period, times }];
  });

export const anyWish = ({ kinds }: Programme) =>
  fc.oneof(
    fc.constantFrom('none' as const, 'most' as const),
    fc.dictionary(fc.constantFrom(...kinds.map(({ id }) => id)), fc.nat(5000).map(points), {
      noNullPrototype: true,
    }),
  );

function anyBasket(programme: Programme, word: fc.Arbitrary<string>): fc.Arbitrary<Basket> {
  const promotions = programme.promotions.map(({ id }) => id);
  return fc.record({
    at: fc
      .oneof(
        fc.integer({ min: Date.UTC(2016, 0, 1), max: Date.UTC(2036, 0, 1) }),
        fc.integer({ min: Date.UTC(2026, 10, 1), max: Date.UTC(2026, 11, 30) }),
      )
      .map(instant),
    offsetMinutes: fc.constantFrom(180, 0, -300, 345, 840),
    store: fc.record({ id: word, tags: fc.array(word, { maxLength: 3 }) }),
    lines: fc.array(anyLine(word), { maxLength: 9 }).map(numbered),
    codes: fc.array(
      fc.record({ code: word, singleUseOf: fc.option(fc.constantFrom(...promotions, 'none'), { freq: 3 }) }),
      { maxLength: 3 },
    ),
  });
}

export const numbered = (lines: readonly BasketLine[]): BasketLine[] =>
  lines.map((line, index) => ({ ...line, id: String(index) }));

export function anyLine(word: fc.Arbitrary<string>): fc.Arbitrary<BasketLine> {
  return fc.record({
    id: fc.constant(''),
    product: fc.record({
      id: word,
      category: fc.array(word, { maxLength: 3 }),
      brand: fc.option(word),
      onSale: fc.boolean(),
      floor: fc.constantFrom(0, 0, 0, 5_000, 100_000_000).map(minor),
    }),
    quantity: fc
      .oneof(
        { weight: 6, arbitrary: fc.integer({ min: 1, max: 12 }).map((units) => units * 1000) },
        { weight: 3, arbitrary: fc.integer({ min: 1, max: 9999 }) },
        { weight: 1, arbitrary: fc.constantFrom(0, -1000, 1_000_000_000) },
      )
      .map(thousandths),
    amount: fc
      .oneof(
        { weight: 8, arbitrary: fc.integer({ min: 1, max: 900_000 }) },
        { weight: 1, arbitrary: fc.constantFrom(0, -5_000, 99_999_999_999, -99_999_999_999) },
      )
      .map(minor),
  });
}

function anyMember(programme: Programme, word: fc.Arbitrary<string>): fc.Arbitrary<MemberFacts> {
  const promotions = programme.promotions.filter(({ personal }) => personal).map(({ id }) => id);
  return fc.record({
    level: fc.constantFrom(...programme.levels.map(({ id }) => id)),
    spend: fc.integer({ min: -10_000, max: 50_000_000 }).map(minor),
    receipts: fc.nat(50),
    accumulateOnly: fc.boolean(),
    // Half of them within days of half of the receipts.
    birthday: fc.option(
      fc.record({ month: fc.constantFrom(12, 12, 2, 7), day: fc.integer({ min: 20, max: 29 }) }),
    ),
    segments: fc.array(word, { maxLength: 3 }),
    offers: fc
      .subarray(promotions)
      .map((of) => of.map((promotion) => ({ id: `offer-${promotion}`, promotion }))),
    uses: fc.constant([]),
    balances: fc
      .array(fc.oneof(fc.nat(3000), fc.constant(999_999_999_999)), {
        minLength: programme.kinds.length,
        maxLength: programme.kinds.length,
      })
      .map((sums) =>
        Object.fromEntries(programme.kinds.map(({ id }, index) => [id, points(sums[index] ?? 0)])),
      ),
  });
}
