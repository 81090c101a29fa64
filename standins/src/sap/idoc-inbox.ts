import type { Asked, Reply } from '../http-gateway.ts';
import { readXml, type Element } from './read-xml.ts';

/** An IDoc that came, and what became of it: 53 is booked, 51 is not. */
export interface Idoc {
  readonly number: string;
  readonly status: '51' | '53';
  /** What is wrong with it. */
  readonly because: string;
  readonly receipt: BookedReceipt | null;
}

export interface BookedReceipt {
  readonly store: string;
  readonly till: string;
  readonly number: string;
  /** As YYYYMMDD. */
  readonly day: string;
  readonly card: string;
  readonly kind: 'sale' | 'return';
  /** Of the tender, as it is written. */
  readonly total: string;
  readonly lines: readonly { readonly product: string; readonly quantity: string; readonly value: string }[];
}

/** The inbox for IDocs over HTTP: whatever is an IDoc it takes; whether it is booked is for its list of IDocs to say. */
export class IdocInbox {
  readonly idocs: Idoc[] = [];

  /** Receipts that are booked, each once. */
  get receipts(): readonly BookedReceipt[] {
    return this.idocs.flatMap(({ status, receipt }) => (status === '53' && receipt ? [receipt] : []));
  }

  take({ method, headers, body }: Asked): Reply {
    if (method !== 'POST') return page(200, 'IDoc-XML-inbound: POST an IDoc');
    if (!/^(text|application)\/xml\b/.test(String(headers['content-type']))) return page(415, 'No XML');
    const root = readXml(body.toString('utf8'));
    const idoc =
      root && root.name === 'WPUBON01' ? root.inside.find(({ name }) => name === 'IDOC') : undefined;
    const [control] = idoc?.inside ?? [];
    if (!idoc || control?.name !== 'EDI_DC40') return page(500, 'IDoc-XML-inbound: error in the structure');
    this.#book(idoc, control);
    return page(200, 'IDoc-XML-inbound ok');
  }

  #book(idoc: Element, control: Element): void {
    const number = String(1_000_000 + this.idocs.length).padStart(16, '0');
    const booked = read(idoc, control);
    if (typeof booked === 'string')
      return void this.idocs.push({ number, status: '51', because: booked, receipt: null });
    const nameOf = ({ store, till, day, number: bon }: BookedReceipt): string =>
      [store, till, day, bon].join('/');
    const there = this.receipts.some((receipt) => nameOf(receipt) === nameOf(booked));
    const because = there ? `Чек ${nameOf(booked)} уже обработан` : '';
    this.idocs.push({ number, status: there ? '51' : '53', because, receipt: booked });
  }
}

const page = (status: number, title: string): Reply => ({
  status,
  type: 'text/html; charset=utf-8',
  body: `<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`,
});

const valueOf = (element: Element, name: string): string =>
  element.inside.find((one) => one.name === name)?.text ?? '';
const all = (element: Element, name: string): readonly Element[] =>
  element.inside.filter((one) => one.name === name);

const control = { IDOCTYP: 'WPUBON01', MESTYP: 'WPUBON', DIRECT: '2', SNDPRT: 'KU' };

/** A receipt, or why it is none. */
function read(idoc: Element, head: Element): BookedReceipt | string {
  for (const [name, value] of Object.entries(control))
    if (valueOf(head, name) !== value) return `EDI_DC40/${name} не ${value}`;
  const store = valueOf(head, 'SNDPRN');
  if (!/^\d{10}$/.test(store)) return `Партнёр ${store} не найден: номер магазина — это 10 цифр`;
  const segments = [head, ...idoc.inside.flatMap(withInner)];
  if (segments.some(({ name, marked }) => /^(E1|EDI)/.test(name) && !marked))
    return 'Сегмент без SEGMENT="1"';
  const [bon, more] = all(idoc, 'E1WPB01');
  if (!bon || more) return 'Нужен один E1WPB01';
  const [till, day, number] = ['KASSID', 'VORGDATUM', 'BONNUMMER'].map((name) => valueOf(bon, name));
  if (!till || !number || !/^\d{8}$/.test(day ?? '')) return 'KASSID, VORGDATUM и BONNUMMER обязательны';
  if (!/^\d{6}$/.test(valueOf(bon, 'VORGZEIT'))) return 'VORGZEIT — это ЧЧММСС';
  const kind = kindOf(bon);
  if (kind !== 'sale' && kind !== 'return') return kind;
  return {
    store,
    till,
    number,
    day: day ?? '',
    card: valueOf(bon, 'ZNOCARD'),
    kind,
    total: all(bon, 'E1WPB06').map((tender) => valueOf(tender, 'SUMME'))[0] ?? '',
    lines: all(bon, 'E1WPB02').map((line) => ({
      product: valueOf(line, 'ARTNR'),
      quantity: valueOf(line, 'MENGE'),
      value: all(line, 'E1WPB03').map((one) => valueOf(one, 'KONDVALUE'))[0] ?? '',
    })),
  };
}

const withInner = (element: Element): readonly Element[] => [element, ...element.inside.flatMap(withInner)];

const signed: Readonly<Record<string, string>> = {
  E1WPB02: 'MENGE',
  E1WPB03: 'KONDVALUE',
  E1WPB05: 'RABVALUE',
  E1WPB06: 'SUMME',
};

/** Signs stand in fields of their own and tell a sale from a return: goods leave against money, or come back. */
function kindOf(bon: Element): string {
  const segments = bon.inside.flatMap(withInner).filter(({ name }) => name in signed);
  for (const segment of segments) {
    const amount = valueOf(segment, signed[segment.name] ?? '');
    if (!/^\d+\.\d{2,3}$/.test(amount)) return `${segment.name}: ${amount} — сумма без знака`;
    if (!/^[+-]$/.test(valueOf(segment, 'VORZEICHEN'))) return `${segment.name}: нет VORZEICHEN`;
  }
  const lines = all(bon, 'E1WPB02');
  if (lines.length === 0 || all(bon, 'E1WPB06').length === 0) return 'Нужны E1WPB02 и E1WPB06';
  if (lines.some((line) => !['ARTN', 'EANN'].includes(valueOf(line, 'QUALARTNR'))))
    return 'QUALARTNR неизвестен';
  if (lines.some((line) => all(line, 'E1WPB03').some((one) => valueOf(one, 'KONDITION') === '')))
    return 'E1WPB03 без KONDITION';
  const goods = valueOf(lines[0] ?? bon, 'VORZEICHEN');
  if (all(bon, 'E1WPB06').some((tender) => valueOf(tender, 'VORZEICHEN') === goods))
    return 'Знаки товара и оплаты не сходятся';
  return goods === '-' ? 'sale' : 'return';
}
