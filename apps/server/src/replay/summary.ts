import type { ReplayReport } from './report.ts';

/** The report for a person at the terminal. */
export function summary(report: ReplayReport, seconds: number): string[] {
  const rows: [string, string][] = [
    ['receipts', whole(report.receipts)],
    ['  of nobody', whole(report.anonymousReceipts)],
    ['  below zero', whole(report.returns)],
    ['lines', whole(report.lines)],
    ['members', whole(report.members)],
    ...Object.entries(report.levels).map(([level, count]): [string, string] => [`  ${level}`, whole(count)]),
    ['sales, minor units', whole(report.salesMinor)],
    ['  returned', whole(report.returnsMinor)],
    ['points earned', whole(report.pointsEarned)],
    ['points expired', whole(report.pointsExpired)],
    ['points left', whole(report.pointsBalance)],
    ['first receipt', report.firstReceiptAt ?? 'none'],
    ['last receipt', report.lastReceiptAt ?? 'none'],
  ];
  const widest = Math.max(...rows.map(([name]) => name.length));
  return [
    ...rows.map(([name, figure]) => `${name.padEnd(widest)}  ${figure.padStart(16)}`),
    `Points and levels are as of the last receipt. Took ${seconds.toFixed(1)} s.`,
  ];
}

/** 12 345 678 */
const whole = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+$)/g, ' ');
