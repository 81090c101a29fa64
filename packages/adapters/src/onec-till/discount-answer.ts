import { answered, cardAnswer, type ShownMember } from './card-answers.ts';
import { minorOf, roubles } from './figures.ts';
import { NO_DATE, nobody, textOf, type Named } from './objects.ts';
import type { Promocode, TillBasket, TillLine } from './read-basket.ts';

/** A basket that was calculated: the lines in the order in which they were asked about. */
export interface CalculatedBasket {
  readonly lines: readonly CalculatedTillLine[];
  readonly earned: readonly {
    readonly source: Named;
    readonly points: number;
    /** As 1C writes a time, in the chain's zone. */
    readonly activeFrom: string;
    readonly expiresAt: string | null;
  }[];
  readonly programme: Named;
  /** Sentences for the cashier. */
  readonly says: readonly string[];
  readonly codes: readonly (Promocode & { readonly promotion: Named | null; readonly refused: string })[];
  /** null: the card leads to nobody. */
  readonly member: ShownMember | null;
}
export interface CalculatedTillLine {
  readonly line: TillLine;
  readonly discounts: readonly { readonly promotion: Named; readonly amount: number }[];
  /** What points could pay of it, minor units. */
  readonly payable: number;
}

/** What `calculatediscounts` answers; the misspellings are 1C's own. */
export function discountAnswer({ wants }: TillBasket, calculated: CalculatedBasket): object {
  const { lines, says, member } = calculated;
  return {
    ...answered,
    Goods: lines.map(goodsRow),
    DiscountsList: lines.flatMap(discountRows),
    BonusesToAccrue: calculated.earned.map((earned) => ({
      KeyRelation: 0,
      Discount: earned.source,
      BonusProgramm: calculated.programme,
      BonusCount: earned.points,
      AccuralDate: earned.activeFrom,
      WriteOffDate: earned.expiresAt ?? NO_DATE,
    })),
    Messages: says.map((text) => ({ AfterSale: false, MessageText: text })),
    Gifts: [],
    PromocodesList: calculated.codes.map(({ code, uid, promotion, refused }) => ({
      Promocode: code,
      DiscountActive: promotion !== null,
      PromocodeActivation: false,
      PromocodeDiscount: promotion ?? nobody,
      ErrorDescription: refused,
      PromocodeUID: uid,
      DiscountCondition: nobody,
    })),
    ...(wants.card && {
      LoyaltyCardDescription: {
        CardNotFound: member === null || !member.valid,
        LoyaltyCard: member && cardAnswer(member),
      },
    }),
    ...(wants.most && mostAnswer(lines)),
    ...(wants.onPay && { PossibleOnPayDiscouns: [] }),
  };
}

const discountOf = ({ discounts }: CalculatedTillLine): number =>
  discounts.reduce((sum, { amount }) => sum + amount, 0);

const percentOf = (part: number, of: number): number =>
  of === 0 ? 0 : Math.round((part / of) * 10_000) / 100;

function goodsRow(calculated: CalculatedTillLine): object {
  const { row, amount } = calculated.line;
  const discount = discountOf(calculated);
  const gross = amount + (minorOf(row['AmountOfManualDiscount']) ?? 0);
  const left = roubles(amount - discount);
  return {
    ...row,
    Amount: left,
    TotalAmount: left,
    VATAmount: roubles(vatWithin(textOf(row['VATRate']), amount - discount)),
    AmountOfAutomaticDiscount: roubles(discount),
    PercentOfAutomaticDiscount: percentOf(discount, gross),
  };
}

/** The tax that a price contains: `НДС20`, `20%`, `10/110`; none for `БезНДС`. */
function vatWithin(rate: string, minor: number): number {
  const percent = Number(/\d+/.exec(rate)?.[0] ?? 0);
  return Math.round((minor * percent) / (100 + percent));
}

const discountRows = (calculated: CalculatedTillLine, index: number): object[] =>
  calculated.discounts.map(({ promotion, amount }) => ({
    KeyRelation: index + 1,
    Discount: promotion,
    DiscountValue: percentOf(amount, calculated.line.amount),
    Amount: roubles(amount),
    MinimalPriceRestriction: false,
    Comment: '',
    LineUID: calculated.line.uid,
    Return: false,
  }));

/** The names of these rows are Russian in 1C's own answer too. */
const mostAnswer = (lines: readonly CalculatedTillLine[]) => ({
  MaxBonusPay: roubles(lines.reduce((sum, { payable }) => sum + payable, 0)),
  MaxBonusPayRows: lines.map((calculated, index) => ({
    КлючСвязи: index + 1,
    Сумма: roubles(calculated.payable),
    ПроцентОплаты: percentOf(calculated.payable, calculated.line.amount - discountOf(calculated)),
  })),
});
