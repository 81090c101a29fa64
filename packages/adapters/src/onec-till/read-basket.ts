import { grossOf, minorOf, thousandthsOf } from './figures.ts';
import { fieldOf, isObject, listOf, refOf, textOf, type JsonObject } from './objects.ts';

/** What `calculatediscounts` asks about. */
export interface TillBasket {
  /** The first card is the customer's; 1C sends no more. */
  readonly card: string;
  readonly promocodes: readonly Promocode[];
  readonly lines: readonly TillLine[];
  readonly isReturn: boolean;
  readonly wants: {
    readonly card: boolean;
    readonly lock: boolean;
    readonly most: boolean;
    readonly onPay: boolean;
  };
}
export interface Promocode {
  readonly code: string;
  readonly uid: string;
}
export interface TillLine {
  /** As it was sent: everything that is not about discounts goes back as it came. */
  readonly row: JsonObject;
  readonly uid: string;
  readonly productId: string;
  readonly name: string;
  readonly quantity: number;
  /** Before automatic discounts, after what the cashier gave by hand; minor units. */
  readonly amount: number;
}

export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly says: string };
const no = (says: string): { readonly ok: false; readonly says: string } => ({ ok: false, says });

/** What the stock server does not do without either. */
const needed = ['ObjectTime', 'LoyaltyCardsList', 'Goods', 'RetailStore'];
const MOST_LINES = 5000;

export function readBasket(body: unknown): Read<TillBasket> {
  if (!isObject(body)) return no('Тело запроса должно быть объектом JSON');
  const missing = needed.filter((name) => !Object.hasOwn(body, name));
  if (missing.length > 0)
    return no(missing.map((name) => `Во входящих параметрах не обнаружен параметр ${name}`).join('\n'));
  const goods = listOf(body['Goods']);
  if (goods.length > MOST_LINES) return no(`В чеке больше ${MOST_LINES} строк`);
  const lines = goods.map((row, index) => readLine(row, index + 1));
  const wrong = lines.find((line) => !line.ok);
  if (wrong && !wrong.ok) return wrong;
  return {
    ok: true,
    value: {
      card: textOf(listOf(body['LoyaltyCardsList'])[0]),
      promocodes: listOf(body['PromocodesList'])
        .map((row) => ({
          code: textOf(fieldOf(row, 'Promocode')),
          uid: textOf(fieldOf(row, 'PromocodeUID')),
        }))
        .filter(({ code }) => code !== '')
        .slice(0, 20),
      lines: lines.flatMap((line) => (line.ok ? [line.value] : [])),
      isReturn: isOn(body['Return']),
      wants: {
        card: isOn(body['GetLoyaltyCardData']),
        lock: isOn(body['BlockBonuses']),
        most: isOn(body['GetMaxBonusPay']),
        onPay: isOn(body['GetPossibleOnPayDiscounts']),
      },
    },
  };
}

/** `BlockBonuses` is the text "1", everything else a truth value. */
export const isOn = (value: unknown): boolean => value === true || value === '1' || value === 1;

function readLine(row: unknown, number: number): Read<TillLine> {
  if (!isObject(row)) return no(`Строка ${number} таблицы Goods не объект`);
  const item = row['Item'];
  const quantity = thousandthsOf(row['Count'] ?? row['PackagesCount']);
  const packages = thousandthsOf(row['PackagesCount'] ?? row['Count']);
  const [price, sum] = [minorOf(row['Price']), minorOf(row['Amount'])];
  const [manual, automatic] = [
    minorOf(row['AmountOfManualDiscount']),
    minorOf(row['AmountOfAutomaticDiscount']),
  ];
  const gross = grossOf(price, packages);
  if (quantity === null || gross === null || sum === null || manual === null || automatic === null)
    return no(`В строке ${number} таблицы Goods неверное число`);
  return {
    ok: true,
    value: {
      row,
      uid: textOf(row['LineUID']),
      productId: isObject(item) ? refOf(item['Ref']) : refOf(item),
      name: textOf(fieldOf(item, 'Name')),
      quantity,
      // Where a line bears no price, its sum has the last calculation's discount off already.
      amount: price === 0 ? sum + automatic : gross - manual,
    },
  };
}
