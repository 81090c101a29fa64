/** What a run found; what was not run is null. */
export interface Figures {
  readonly engineSmallMedianUs: number | null;
  readonly engineLargeP99Us: number | null;
  readonly quoteP99Ms: number | null;
  readonly commitP99Ms: number | null;
  readonly commitsPerSecond: number | null;
  readonly tpcbPerSecond: number | null;
  readonly commitVsTpcb: number | null;
  readonly serverRssMb: number | null;
  readonly searchP50Ms: number | null;
  readonly searchP99Ms: number | null;
  readonly webhooksPerSecond: number | null;
  readonly feedRowsPerSecond: number | null;
  readonly recordOwnP99Ms: number | null;
  readonly members: number;
  readonly verifyMillionTransfersSeconds: number | null;
}

interface Row {
  readonly name: string;
  readonly unit: string;
  readonly digits: number;
  readonly goal?: { readonly atMost: number } | { readonly atLeast: number };
}

const rows = {
  members: { name: 'members', unit: '', digits: 0 },
  engineSmallMedianUs: {
    name: 'engine, 10 lines × 50 promotions, median',
    unit: 'µs',
    digits: 1,
    goal: { atMost: 15 },
  },
  engineLargeP99Us: {
    name: 'engine, 50 lines × 500 promotions, p99',
    unit: 'µs',
    digits: 0,
    goal: { atMost: 500 },
  },
  quoteP99Ms: { name: 'quote at 300 receipts/s, p99', unit: 'ms', digits: 1, goal: { atMost: 10 } },
  commitP99Ms: { name: 'commit at 300 receipts/s, p99', unit: 'ms', digits: 1, goal: { atMost: 25 } },
  commitsPerSecond: { name: 'most commits', unit: '/s', digits: 0 },
  tpcbPerSecond: { name: 'most TPC-B-like transactions', unit: '/s', digits: 0 },
  commitVsTpcb: { name: 'commits to TPC-B-like', unit: '', digits: 2, goal: { atLeast: 0.7 } },
  serverRssMb: { name: 'server, resident at most', unit: 'MB', digits: 0, goal: { atMost: 250 } },
  searchP50Ms: { name: 'search among all members, p50', unit: 'ms', digits: 1 },
  searchP99Ms: { name: 'search among all members, p99', unit: 'ms', digits: 1, goal: { atMost: 50 } },
  webhooksPerSecond: { name: 'webhooks', unit: '/s', digits: 0, goal: { atLeast: 200 } },
  feedRowsPerSecond: { name: 'rows of the feed', unit: '/s', digits: 0, goal: { atLeast: 5000 } },
  recordOwnP99Ms: { name: 'added to a call of 1C, p99', unit: 'ms', digits: 1, goal: { atMost: 5 } },
  verifyMillionTransfersSeconds: {
    name: 'verify, a million transfers',
    unit: 's',
    digits: 1,
    goal: { atMost: 6 },
  },
} as const satisfies Record<keyof Figures, Row>;

/** As `--json FILE` has them: other programs read it by these names. */
export const fileOf = (figures: Figures): string => `${JSON.stringify(figures, null, 2)}\n`;

/** As a table of Markdown, for a person and for docs/benchmarks.md. */
export function tableOf(figures: Figures): string {
  const lines = (Object.keys(rows) as (keyof Figures)[]).map((key) => {
    const row: Row = rows[key];
    const value = figures[key];
    const shown = value === null ? 'not run' : `${grouped(value.toFixed(row.digits))} ${row.unit}`.trim();
    return `| ${row.name.padEnd(40)} | ${shown.padStart(10)} | ${goalOf(row).padEnd(8)} |`;
  });
  return [
    `| ${'what'.padEnd(40)} | ${'figure'.padStart(10)} | ${'goal'.padEnd(8)} |`,
    `|${'-'.repeat(42)}|${'-'.repeat(11)}:|${'-'.repeat(10)}|`,
    ...lines,
  ].join('\n');
}

function goalOf({ goal, unit }: Row): string {
  if (!goal) return '';
  return `${'atMost' in goal ? `≤ ${goal.atMost}` : `≥ ${goal.atLeast}`} ${unit}`.trim();
}

const grouped = (digits: string): string => digits.replaceAll(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/g, ' ');
