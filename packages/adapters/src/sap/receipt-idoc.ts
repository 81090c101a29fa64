import { refused } from '../http/ask-system.ts';
import type { RecordedLine, RecordedReceipt } from '../system-of-record.ts';
import { got, type Got } from './sap-answer.ts';
import type { ReceiptMapping } from './sap-settings.ts';

/** What is written into E1WPB01; longer than these SAP cuts off without a word. */
const MOST_TILL = 10;
const MOST_NUMBER = 20;

/** A receipt as SAP's own tills hand theirs in: an IDoc of the type WPUBON01. */
export function receiptIdoc(
  mapping: ReceiptMapping,
  receipt: RecordedReceipt,
  { card, now }: { readonly card: string | null; readonly now: number },
): Got<string> {
  const store = mapping.stores[receipt.storeId] ?? receipt.storeId;
  const till = mapping.tills[receipt.tillId] ?? receipt.tillId;
  if (!/^\d{1,10}$/.test(store))
    return refused('unknown-store', { names: receipt.storeId, setting: 'receipts.stores' });
  if (till.length > MOST_TILL)
    return refused('unknown-till', { names: receipt.tillId, setting: 'receipts.tills' });
  if (receipt.number.length > MOST_NUMBER) return refused('long-number', { names: receipt.number });
  const local = new Date(receipt.at + receipt.offsetMinutes * 60_000).toISOString();
  const sum = receipt.lines.reduce((total, line) => total + line.total, 0);
  return got(
    idoc(control(mapping, receipt, { store: store.padStart(10, '0'), now }), [
      field('KASSID', till),
      field('VORGDATUM', local.slice(0, 10).replaceAll('-', '')),
      field('VORGZEIT', local.slice(11, 19).replaceAll(':', '')),
      field('BONNUMMER', receipt.number),
      ...(mapping.cardField === null || card === null ? [] : [field(mapping.cardField, card)]),
      ...receipt.lines.map((line) => item(mapping, receipt, line)),
      ...(sum === receipt.total ? [] : [rounding(mapping, receipt, sum - receipt.total)]),
      segment('E1WPB06', [
        field('VORZEICHEN', signOf(receipt, '+')),
        field('ZAHLART', mapping.tender),
        field('SUMME', money(receipt.total)),
      ]),
    ]),
  );
}

function control(
  mapping: ReceiptMapping,
  { receiptId }: RecordedReceipt,
  { store, now }: { readonly store: string; readonly now: number },
): string {
  const created = new Date(now).toISOString();
  return segment('EDI_DC40', [
    field('TABNAM', 'EDI_DC40'),
    field('DIRECT', '2'),
    field('IDOCTYP', 'WPUBON01'),
    field('MESTYP', 'WPUBON'),
    field('STDMES', 'WPUBON'),
    field('SNDPOR', mapping.senderPort),
    field('SNDPRT', 'KU'),
    field('SNDPRN', store),
    field('RCVPOR', mapping.receiverPort),
    field('RCVPRT', mapping.receiverType),
    field('RCVPRN', mapping.receiver),
    field('CREDAT', created.slice(0, 10).replaceAll('-', '')),
    field('CRETIM', created.slice(11, 19).replaceAll(':', '')),
    // By which staff find it in the list of IDocs.
    field('ARCKEY', receiptId),
  ]);
}

function item(mapping: ReceiptMapping, receipt: RecordedReceipt, line: RecordedLine): string {
  const sign = signOf(receipt, mapping.soldSign);
  const gross = Math.round((line.price * line.quantity) / 1000);
  const off = mapping.discountCondition === null ? 0 : gross - line.total;
  return segment('E1WPB02', [
    field('QUALARTNR', mapping.goods),
    field('ARTNR', line.productId),
    field('VORZEICHEN', sign),
    field('MENGE', (Math.abs(line.quantity) / 1000).toFixed(3)),
    condition(mapping.priceCondition, sign, line.total + off),
    ...(mapping.discountCondition === null || off === 0
      ? []
      : [condition(mapping.discountCondition, opposite(sign), off)]),
  ]);
}

/** The sign of an amount stands beside it, for the amount itself has none. */
const condition = (kind: string, sign: Sign, amount: number): string =>
  segment('E1WPB03', [
    field('VORZEICHEN', amount < 0 ? opposite(sign) : sign),
    field('KONDITION', kind),
    field('KONDVALUE', money(amount)),
  ]);

const rounding = (mapping: ReceiptMapping, receipt: RecordedReceipt, off: number): string => {
  const given = opposite(signOf(receipt, mapping.soldSign));
  return segment('E1WPB05', [
    field('VORZEICHEN', off < 0 ? opposite(given) : given),
    field('RABATTART', mapping.roundingDiscount),
    field('RABVALUE', money(off)),
  ]);
};

type Sign = '+' | '-';

const opposite = (sign: Sign): Sign => (sign === '+' ? '-' : '+');

const signOf = ({ kind }: RecordedReceipt, ofSale: Sign): Sign =>
  kind === 'sale' ? ofSale : opposite(ofSale);

const money = (minor: number): string => {
  const amount = Math.abs(minor);
  return `${Math.floor(amount / 100)}.${String(amount % 100).padStart(2, '0')}`;
};

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const field = (name: string, value: string): string =>
  `<${name}>${value.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)}</${name}>`;

const segment = (name: string, inside: readonly string[]): string =>
  `<${name} SEGMENT="1">${inside.join('')}</${name}>`;

// Without a space between the elements: SAP takes them for values.
const idoc = (head: string, receipt: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?><WPUBON01><IDOC BEGIN="1">${head}${segment('E1WPB01', receipt)}</IDOC></WPUBON01>`;
