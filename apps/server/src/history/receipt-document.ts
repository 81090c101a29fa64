import type { Answer } from '@bonum/contract';
import { money, phrases, type Language } from '@bonum/engine';
import type { Content, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import { printWords } from './export-words.ts';

export type PrintedReceipt = Answer<'get-my-receipt'>;

interface Printing {
  readonly language: Language;
  /** Of the chain. */
  readonly programme: string;
  /** Whose receipts they are. */
  readonly member: string;
  readonly madeAt: number;
}

/** Receipts as pages to be printed: lines with their prices, each figure with its reason. */
export function receiptDocument(
  receipts: readonly PrintedReceipt[],
  printing: Printing,
): TDocumentDefinitions {
  const { language, programme, member } = printing;
  const say = printWords[language];
  return {
    info: { title: say.title, author: plain(programme) },
    pageSize: 'A4',
    pageMargins: [48, 48, 48, 56],
    defaultStyle: { font: 'Roboto', fontSize: 9, lineHeight: 1.15 },
    styles: { second: { color: '#5b666c' }, reason: { color: '#5b666c', fontSize: 8 } },
    footer: (page, pages) => ({
      text: `${page} / ${pages}`,
      alignment: 'center',
      margin: [0, 16, 0, 0],
      style: 'second',
    }),
    content: [
      { text: plain(programme), style: 'second' },
      { text: say.title, fontSize: 16, bold: true },
      { text: [plain(member), ' · ', say.made(localTime(printing.madeAt, 0, language))], style: 'second' },
      ...(receipts.length === 0 ? [{ text: say.none, margin: [0, 16, 0, 0] } as Content] : []),
      ...receipts.map((receipt) => receiptContent(receipt, language)),
    ],
  };
}

function receiptContent(receipt: PrintedReceipt, language: Language): Content {
  const say = printWords[language];
  const { type, at, offsetMinutes, store, tillId, number, totals } = receipt;
  const paid = (minor: number): string => money(minor, receipt.currency, language);
  const reasons = [
    ...receipt.discounts,
    ...receipt.spending,
    ...receipt.earned.map(
      ({ points, name, note }) => `+${points}: ${[name, note].filter(Boolean).join(', ')}`,
    ),
    ...receipt.others,
    ...receipt.missed.map(({ sentence }) => sentence),
  ];
  return {
    margin: [0, 18, 0, 0],
    stack: [
      {
        text: `${say.types[type]} · ${localTime(Date.parse(at), offsetMinutes, language)}`,
        bold: true,
        fontSize: 11,
      },
      {
        text: plain(
          [store.name, store.city, say.till(tillId), say.number(number)].filter(Boolean).join(', '),
        ),
        style: 'second',
      },
      {
        margin: [0, 6, 0, 0],
        layout: 'lightHorizontalLines',
        table: {
          headerRows: 1,
          dontBreakRows: true,
          widths: ['*', 50, 70, 70],
          body: [
            [
              say.goods,
              ...[say.quantity, say.discount, say.sum].map((text) => ({ text, alignment: 'right' as const })),
            ],
            ...receipt.lines.map((line) => [
              {
                stack: [
                  plain(line.name),
                  ...line.reasons.map((text) => ({ text: plain(text), style: 'reason' })),
                ],
              },
              ...[quantityOf(line.quantity, language), paid(-line.discount), paid(line.paid)].map((text) => ({
                text,
                alignment: 'right' as const,
              })),
            ]),
            [
              { text: say.total, bold: true },
              '',
              { text: paid(-totals.discount), alignment: 'right' as const },
              { text: paid(totals.paid), alignment: 'right' as const, bold: true },
            ],
          ],
        },
      },
      ...pointsContent(receipt, language),
      ...reasons.map((text): Content => ({ text: plain(text), style: 'reason', margin: [0, 1, 0, 0] })),
    ],
  };
}

function pointsContent({ plus, minus, kinds }: PrintedReceipt, language: Language): Content[] {
  const names = new Map(kinds.map(({ id, name }) => [id, name]));
  const { points } = phrases[language];
  const of = (all: Readonly<Record<string, number>>, sign: string): string[] =>
    Object.entries(all)
      .filter(([, many]) => many > 0)
      .map(([kind, many]) => `${sign}${points(many)} (${names.get(kind) ?? kind})`);
  const told = [...of(plus, '+'), ...of(minus, '−')];
  return told.length === 0 ? [] : [{ text: plain(told.join(', ')), bold: true, margin: [0, 6, 0, 2] }];
}

const quantityOf = (thousandths: number, language: Language): string =>
  String(thousandths / 1000).replace('.', language === 'ru' ? ',' : '.');

function localTime(at: number, offsetMinutes: number, language: Language): string {
  return new Intl.DateTimeFormat(language === 'ru' ? 'ru-RU' : 'en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(at + offsetMinutes * 60_000));
}

const LONGEST_WORD = 40;

/** A word that no line holds is broken; what is no letter of any kind is left out. */
const plain = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu, ' ')
    .replaceAll(new RegExp(`(\\S{${LONGEST_WORD}})(?=\\S)`, 'gu'), '$1\u200B');
