export interface Figures {
  readonly kills: number;
  readonly tills: number;
  /** Kills that left a request without an answer. */
  readonly hits: number;
  readonly sales: number;
  readonly spentPoints: number;
  readonly released: number;
  readonly returns: number;
  readonly cancels: number;
  readonly synced: number;
  readonly requests: number;
  /** Times that no answer came and the till asked again. */
  readonly lost: number;
  readonly turnedAway: number;
  readonly seconds: number;
}

export interface Report {
  readonly figures: Figures;
  /** How often each was killed. */
  readonly killed: Readonly<Record<string, number>>;
  /** Requests that were under way at a kill and had no answer, by what they asked. */
  readonly struck: Readonly<Record<string, number>>;
  /** What is not as it must be, in a sentence each. */
  readonly wrong: readonly string[];
}

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);

/** Why the run says nothing, whatever was found: hardly anything was sold, or nothing was killed in the middle of it. */
export function unproved({ kills, hits, sales }: Pick<Figures, 'kills' | 'hits' | 'sales'>): string[] {
  return [
    ...(sales < kills || sales === 0 ? [`only ${sales} sales were acknowledged, with ${kills} kills`] : []),
    ...(hits === 0 ? [`none of ${kills} kills hit a request under way`] : []),
  ];
}

/** What a run without any fault shows, in a sentence each. */
export function proved({ figures, killed, struck }: Report): string[] {
  const { kills, hits, sales, spentPoints, returns, cancels, released, synced } = figures;
  return [
    `${hits} of ${kills} kills (${listed(killed)}) left requests without an answer: ${listed(struck)}.`,
    `Each of ${sales} sales, ${returns} returns and ${cancels} cancellations that were acknowledged is there once, as its till was told; no other is.`,
    `${spentPoints} points paid, and are gone once; those reserved for ${released} receipts that were given up are free; ${synced} receipts came from tills without network.`,
    'Each member has the points that their receipts say, none is held still, and all invariants hold.',
  ];
}

const listed = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
