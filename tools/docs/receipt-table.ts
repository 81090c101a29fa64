import { cashierHints, explain, instant, stepFor, type Calculation } from '@bonum/engine';
import type { Receipt } from './programme-page.ts';

/** A receipt before and after, the sentences that are said of it, and its returns, as a page shows them. */
export function receiptTable({ calculation, bought, back, names, ...returned }: Receipt): string {
  const rows = calculation.lines.map(({ id, amount, paid, earned }, index) => {
    const units = (bought[index]?.quantity ?? 0) / 1000;
    return row([`${id}${units === 1 ? '' : ` × ${units}`}`, roubles(amount), roubles(paid), sum(earned)]);
  });
  const { totals, earning, printedCodes } = calculation;
  const said = (language: 'en' | 'ru'): string[] => {
    const voice = { language, audience: 'cashier', at: instant(0), offsetMinutes: 0 } as const;
    return [
      // What is said whatever the promotion does is left out.
      ...explain({ ...whyNot(calculation), ...(totals.spent === 0 && { spending: [] }) }, names, voice).whole,
      ...explain(nothingDone(calculation), names, voice).lines.flatMap(({ id, sentences }) =>
        sentences.map((sentence) => `${id}: ${sentence}`),
      ),
      ...cashierHints({ ...calculation, hints: [], refusedCodes: [] }, names, language),
    ];
  };
  const russian = said('ru');
  return [
    row(['goods', 'price', 'to pay', 'points']),
    '|---|---:|---:|---:|',
    ...rows,
    row(['**together**', roubles(totals.amount), `**${roubles(totals.paid)}**`, sum(earning)]),
    '',
    ...said('en').map((sentence, index) => `- ${sentence}<br>${russian[index]}`),
    ...printedCodes.map(
      ({ promotion, after, days }) =>
        `- *printed:* a code for “${names.sources[promotion]?.en ?? promotion}”, which counts after ${after} days, for ${days}`,
    ),
    ...back.map((pieces, index) => {
      const goods = Object.entries(pieces).map(([id, many]) => `${id}${many === 1 ? '' : ` × ${many}`}`);
      const points = [
        told('points taken back', returned.takenBack[index]),
        told('points given back', returned.givenBack[index]),
      ];
      const parts = [`${roubles(returned.refunds[index] ?? 0)} refunded`, ...points.flat()];
      return `- *${goods.join(' and ')} back:* ${parts.join('; ')}`;
    }),
  ].join('\n');
}

/** What nearly fired, but for what the cashier's hints say of it. */
const whyNot = (calculation: Calculation): Calculation => ({
  ...calculation,
  missed: calculation.missed.filter(({ because }) => stepFor(because) === null),
});

/** Its lines without what was taken off, spent and earned: the table shows that. */
const nothingDone = (calculation: Calculation): Calculation => ({
  ...calculation,
  lines: calculation.lines.map((line) => ({ ...line, discounts: [], spent: [], earned: [] })),
});

const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

const sum = (parts: readonly { readonly points: number }[]): number =>
  parts.reduce((total, { points }) => total + points, 0);

const told = (what: string, points: number | undefined): string[] => (points ? [`${what}: ${points}`] : []);

/** Of a page in English, in the currency of its programme. */
const roubles = (amount: number): string =>
  (amount / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 }).replaceAll(',', '\u00A0');
