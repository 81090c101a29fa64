import { randomUUID } from 'node:crypto';

type Row = Readonly<Record<string, unknown>>;
const NO_REF = '00000000-0000-0000-0000-000000000000';

/** Goods in a basket, as the cashier rang them up. */
export interface Rung {
  readonly productId: string;
  readonly name?: string;
  readonly count: number;
  /** Roubles. */
  readonly price: number;
  readonly manual?: number;
}

/** A basket as 1C sends it to be calculated. */
export const basketOf = (goods: readonly Rung[], rest: Row = {}): Row => ({
  ObjectTime: '2026-11-22T12:00:00',
  CurrentDate: '2026-11-22T12:00:00',
  RetailStore: { Ref: randomUUID(), Name: 'Магазин' },
  LoyaltyCardsList: [],
  PromocodesList: [],
  ControlledDiscountsList: [],
  ...rest,
  Goods: goods.map(({ productId, name, count, price, manual = 0 }) => ({
    LineUID: randomUUID(),
    Item: { Ref: productId, Name: name ?? productId },
    Variant: { Ref: NO_REF, Name: '' },
    Package: { Ref: NO_REF, Name: '' },
    Count: count,
    PackagesCount: count,
    Price: price,
    Amount: count * price - manual,
    TotalAmount: count * price - manual,
    VATRate: 'НДС20',
    VATAmount: 0,
    AmountOfAutomaticDiscount: 0,
    AmountOfManualDiscount: manual,
    PercentOfAutomaticDiscount: 0,
    PercentOfManualDiscount: 0,
  })),
});

/** Which configuration writes the document: what the same thing is called differs. */
export type Configuration = 'ut11' | 'retail' | 'unf';

interface Sold {
  readonly configuration?: Configuration;
  readonly guid?: string;
  /** Local time, as 1C keeps it. */
  readonly date: string;
  readonly card?: string;
  readonly goods: readonly Rung[];
  /** What `calculatediscounts` answered to this basket; absent: there was no network. */
  readonly calculated?: Row;
  /** Paid with points, roubles. */
  readonly bonus?: number;
  readonly store?: string;
  readonly till?: string;
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
const list = (value: unknown): readonly Row[] => (Array.isArray(value) ? value.filter(isRow) : []);
const refIn = (value: unknown): unknown => (isRow(value) ? value['Ref'] : NO_REF);

/** 1C spreads what points pay over the lines in kopecks; the last line takes what is left. */
function spreadOver(bonus: number, sums: readonly number[]): number[] {
  const total = sums.reduce((sum, part) => sum + part, 0);
  let left = Math.round(bonus * 100);
  return sums.map((sum, index) => {
    const part = index === sums.length - 1 ? left : Math.round((bonus * 100 * sum) / total);
    left -= part;
    return part / 100;
  });
}

/** A posted `ЧекККМ` as the standard OData interface of 1C gives it, with the card expanded. */
export function soldDocument(sold: Sold): Row & { readonly Ref_Key: string } {
  const { configuration = 'ut11', goods, calculated, bonus = 0 } = sold;
  const automatic = goods.map((_, index) =>
    Number(list(calculated?.['Goods'])[index]?.['AmountOfAutomaticDiscount'] ?? 0),
  );
  const sums = goods.map(
    ({ count, price, manual = 0 }, index) => count * price - manual - (automatic[index] ?? 0),
  );
  const paid = spreadOver(bonus, sums);
  const rows = goods.map(({ productId, count, price, manual = 0 }, index) => ({
    LineNumber: String(index + 1),
    КлючСвязи: String(index + 1),
    Номенклатура_Key: productId,
    Характеристика_Key: NO_REF,
    Количество: count,
    Цена: price,
    СуммаАвтоматическойСкидки: automatic[index],
    ...lineOf[configuration]({ manual, bonus: paid[index] ?? 0, sum: sums[index] ?? 0 }),
  }));
  return {
    Ref_Key: sold.guid ?? randomUUID(),
    DataVersion: 'AAAAAQAAAAA=',
    Number: '0000-000001',
    Date: sold.date,
    Posted: true,
    DeletionMark: false,
    КассаККМ_Key: sold.till ?? NO_REF,
    ...headOf[configuration](sold.store ?? NO_REF, sold.card, rows),
    СкидкиНаценки: list(calculated?.['DiscountsList']).map((row) => ({
      КлючСвязи: String(row['KeyRelation']),
      СкидкаНаценка_Key: refIn(row['Discount']),
      Сумма: row['Amount'],
    })),
  };
}

interface Sums {
  readonly manual: number;
  readonly bonus: number;
  readonly sum: number;
}

const lineOf: Readonly<Record<Configuration, (sums: Sums) => Row>> = {
  // Here the sum of a line is before points.
  ut11: ({ manual, bonus, sum }) => ({
    СуммаРучнойСкидки: manual,
    СуммаБонусныхБалловКСписаниюВВалюте: bonus,
    Сумма: sum,
  }),
  retail: ({ manual, bonus, sum }) => ({
    СуммаРучнойСкидки: manual,
    СуммаСкидкиОплатыБонусом: bonus,
    Сумма: Math.round((sum - bonus) * 100) / 100,
  }),
  unf: ({ manual, bonus, sum }) => ({
    СуммаСкидкиНаценки: manual,
    СуммаСкидкиОплатыБонусом: bonus,
    Сумма: Math.round((sum - bonus) * 100) / 100,
  }),
};

type Head = (store: string, card: string | undefined, rows: readonly Row[]) => Row;
const headOf: Readonly<Record<Configuration, Head>> = {
  ut11: (store, card, rows) => ({
    Склад_Key: store,
    ...(card !== undefined && {
      КартаЛояльности: { Ref_Key: randomUUID(), Штрихкод: card, МагнитныйКод: '' },
    }),
    Товары: rows,
  }),
  retail: (store, card, rows) => ({
    Магазин_Key: store,
    ВидОперации: 'Продажа',
    ЧекККМПродажа_Key: NO_REF,
    ...(card !== undefined && { ДисконтнаяКарта: { Ref_Key: randomUUID(), КодКарты: card } }),
    Товары: rows,
  }),
  unf: (store, card, rows) => ({
    СтруктурнаяЕдиница_Key: store,
    ...(card !== undefined && { ДисконтнаяКарта: { Ref_Key: randomUUID(), КодКартыШтрихкод: card } }),
    Запасы: rows,
  }),
};

interface Returned {
  readonly guid?: string;
  readonly of: string;
  readonly date: string;
  readonly goods: readonly { readonly productId: string; readonly count: number; readonly key?: string }[];
}

/** A posted `ЧекККМВозврат`. */
export const returnedDocument = ({
  guid,
  of,
  date,
  goods,
}: Returned): Row & { readonly Ref_Key: string } => ({
  'odata.type': 'StandardODATA.Document_ЧекККМВозврат',
  Ref_Key: guid ?? randomUUID(),
  Number: '0000-000002',
  Date: date,
  Posted: true,
  DeletionMark: false,
  ЧекККМ_Key: of,
  Товары: goods.map(({ productId, count, key }, index) => ({
    LineNumber: String(index + 1),
    КлючСвязи: key ?? String(index + 1),
    Номенклатура_Key: productId,
    Количество: count,
    Цена: 0,
    Сумма: 0,
  })),
});
