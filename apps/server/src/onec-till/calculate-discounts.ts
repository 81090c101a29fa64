import type { Answer } from '@bonum/contract';
import { failed, type ShownMember } from '@bonum/adapters/onec-till/card-answers';
import { discountAnswer, type CalculatedTillLine } from '@bonum/adapters/onec-till/discount-answer';
import { readBasket, type TillBasket, type TillLine } from '@bonum/adapters/onec-till/read-basket';
import { normaliseCode, points } from '@bonum/engine';
import { sql } from 'kysely';
import type { Buyer } from '../checkout/answer.ts';
import { decideQuote } from '../checkout/quote-receipt.ts';
import { decideAndWrite, type Outcome } from '../operation.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { json, type Ask, type Reply } from './ask.ts';
import { shownCard } from './find-card.ts';
import { localText, withOffset } from './local-time.ts';
import { payingKinds } from './paying.ts';
import { readBonuses } from './read-bonuses.ts';
import { namedRule, refOfProgramme } from './references.ts';
import { lockOf } from './set-aside.ts';
import { refused, sentenceOf, words } from './words.ts';

type Quote = Answer<'quote-receipt'>;

/** `calculatediscounts`: what a basket costs and earns, by the very operation that other tills ask. */
export async function calculateDiscounts(ask: Ask): Promise<Reply> {
  const read = readBasket(ask.body);
  if (!read.ok) return json(failed(read.says));
  const basket = read.value;
  const shown = shownCard(basket.card);
  const looked = shown && (await readBonuses(ask, shown, basket.wants.card && basket.wants.lock));
  const member = looked?.ok === true ? looked.value : null;
  const version = await ask.shell.programmes.current();
  const known = await knownGoods(ask, basket);
  const codes = await codesFor(ask, basket);
  const buyer = member?.valid === true ? member : null;
  const lines = basket.lines.filter(({ productId }) => known.has(productId));
  const quoted = await quote(ask, { basket, lines, buyer, codes: codes.usable, version });
  if (quoted !== null && !quoted.ok) return refused(quoted);
  const answer = quoted?.value ?? null;
  const unknown = basket.lines.filter((line) => !lines.includes(line));
  const { programme, compiled } = version;
  return json(
    discountAnswer(basket, {
      lines: linesOf(basket, version, answer),
      earned: (answer?.earning ?? [])
        .filter(({ kind }) => payingKinds(version).some(({ id }) => id === kind))
        .map((lot) => ({
          source: namedRule(programme, lot.source),
          points: lot.points,
          activeFrom: localOf(lot.activeFrom, compiled.calendar),
          expiresAt: lot.expiresAt === null ? null : localOf(lot.expiresAt, compiled.calendar),
        })),
      programme: { Ref: refOfProgramme(programme.id), Name: programme.name.ru },
      says: [
        ...(looked !== null && !looked.ok ? [sentenceOf(looked)] : []),
        ...(member?.valid === false ? [sentenceOf({ code: 'card-blocked' })] : []),
        ...(unknown.length > 0
          ? [words.unknownGoods(unknown.map(({ name, productId }) => name || productId))]
          : []),
        ...(answer?.hints ?? []),
      ],
      codes: basket.promocodes.map((promocode) => ({
        ...promocode,
        ...codes.outcome(promocode.code, answer),
      })),
      member,
    }),
  );
}

const localOf = (moment: string, calendar: ProgrammeVersion['compiled']['calendar']): string =>
  localText(Date.parse(moment) as Parameters<typeof localText>[0], calendar);

interface Asked {
  readonly basket: TillBasket;
  readonly lines: readonly TillLine[];
  readonly buyer: ShownMember | null;
  readonly codes: readonly string[];
  readonly version: ProgrammeVersion;
}

/** null: there is nothing to calculate, as of a return, whose sums its sale has settled. */
async function quote(ask: Ask, asked: Asked): Promise<Outcome<Quote> | null> {
  const { basket, lines, buyer, codes, version } = asked;
  if (lines.length === 0 || basket.isReturn) return null;
  const { shell, caller } = ask;
  const { storeId, tillId } = caller;
  const place = new Map(basket.lines.map((line, index) => [line, String(index + 1)]));
  return decideAndWrite({ id: 'quote-receipt', shell, caller }, (call) => {
    const request = {
      // A name that no receipt gets: nothing is kept of a question.
      key: { storeId, tillId, shift: '1c', number: 'расчёт' },
      at: withOffset(call.now, version.compiled.calendar),
      lines: lines.map((line) => ({
        id: place.get(line) ?? '',
        productId: line.productId,
        quantity: line.quantity,
        amount: line.amount,
      })),
      codes: [...codes],
      ...(buyer && { member: { memberId: buyer.memberId } }),
      spend: basket.wants.most && buyer && maySpend(buyer) ? ('most' as const) : ('none' as const),
      language: 'ru' as const,
    };
    return decideQuote(call, request, ({ state, book }: Buyer, balances) => {
      const locked = lockOf(book.holds, caller, state.owner.owner_id)?.points ?? {};
      const here = payingKinds(version).map(({ id }) => {
        const free = buyer && maySpend(buyer) ? (balances[id] ?? 0) : 0;
        return [id, points(free + (locked[id] ?? 0))] as const;
      });
      return { ...balances, ...Object.fromEntries(here) };
    });
  });
}

/** By what was shown now, or by what this till has locked already: of what others have locked nothing is left. */
const maySpend = ({ bonuses, locked }: ShownMember): boolean => bonuses.count > 0 || locked;

function linesOf(
  basket: TillBasket,
  { programme, compiled }: ProgrammeVersion,
  answer: Quote | null,
): CalculatedTillLine[] {
  const byPlace = new Map(answer?.lines.map((line) => [line.id, line]));
  const kinds = new Set(compiled.spending.map(({ kind }) => kind.id));
  return basket.lines.map((line, index) => {
    const calculated = byPlace.get(String(index + 1));
    return {
      line,
      discounts: (calculated?.discounts ?? []).map(({ promotion, amount }) => ({
        promotion: namedRule(programme, promotion),
        amount,
      })),
      payable: (calculated?.spent ?? [])
        .filter(({ kind }) => kinds.has(kind))
        .reduce((sum, { amount }) => sum + amount, 0),
    };
  });
}

async function knownGoods({ shell }: Ask, { lines }: TillBasket): Promise<ReadonlySet<string>> {
  const asked = [...new Set(lines.map(({ productId }) => productId))];
  const { rows } = await sql<{ product_id: string }>`
    select product_id from product where product_id = any(${asked})`.execute(shell.db);
  return new Set(rows.map((row) => row.product_id));
}

/**
 * Codes for everybody count here. One that is good for a single time would have to be kept for this till until its receipt comes,
 * which may be the next day, so another till takes it and this one does not.
 */
async function codesFor({ shell }: Ask, { promocodes }: TillBasket) {
  const given = promocodes.map(({ code }) => normaliseCode(code));
  const { rows } =
    given.length === 0
      ? { rows: [] }
      : await sql<{ code: string }>`select code from promo_code where code = any(${given})`.execute(shell.db);
  const single = new Set(rows.map(({ code }) => code));
  const usable = given.filter((code) => code.length <= 64 && !single.has(code));
  const { programme } = await shell.programmes.current();
  return {
    usable,
    outcome: (written: string, answer: Quote | null) => {
      const code = normaliseCode(written);
      if (single.has(code)) return { promotion: null, refused: words.singleUse };
      const fired = answer?.promotions.find((promotion) => promotion.code === code);
      if (fired) return { promotion: namedRule(programme, fired.promotion), refused: '' };
      return { promotion: null, refused: words.codeTaken };
    },
  };
}
