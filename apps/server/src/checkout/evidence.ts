import type {
  CalculatedLine,
  Calculation,
  EarningResult,
  Fired,
  LimitUse,
  Missed,
  SpendingResult,
  StampsTaken,
  Totals,
} from '@bonum/engine';
import type { Content } from './commit-receipt.ts';
import type { OfflineCalculation } from './offline-sale.ts';
import {
  list,
  name,
  nullable,
  optional,
  pack,
  plain,
  record,
  unpack,
  type Fields,
  type Form,
} from './packing.ts';
import type { KeptAnswer } from './stored-answer.ts';

/** All that a sale is stored with: what was asked, what the engine answered, what the till was told beside that. */
export interface SaleEvidence {
  readonly request: Content;
  readonly calculation: OfflineCalculation;
  readonly answer: KeptAnswer;
}

const line: Form<CalculatedLine> = record<CalculatedLine>({
  id: name,
  amount: plain(),
  discounts: list(record<CalculatedLine['discounts'][number]>({ promotion: name, amount: plain() })),
  spent: list(record<CalculatedLine['spent'][number]>({ kind: name, points: plain(), amount: plain() })),
  paid: plain(),
  earned: list(record<CalculatedLine['earned'][number]>({ kind: name, source: name, points: plain() })),
});

const earning = record<EarningResult>({
  kind: name,
  source: name,
  points: plain(),
  base: plain(),
  rate: plain(),
  activeFrom: plain(),
  expiresAt: plain(),
  multiplier: optional(plain()),
});

const spending = record<SpendingResult>({
  kind: name,
  available: plain(),
  most: plain(),
  because: name as Form<SpendingResult['because']>,
  points: plain(),
  amount: plain(),
});

const fired = record<Fired>({
  promotion: name,
  discount: plain(),
  points: plain(),
  lines: list(name),
  code: plain(),
  offer: plain(),
  times: plain(),
});

const calculated: Fields<Omit<OfflineCalculation, 'nothingEarned'>> = {
  lines: list(line),
  totals: record<Totals>({ amount: plain(), discount: plain(), spent: plain(), paid: plain() }),
  spending: list(spending),
  earning: list(earning),
  stamps: optional(list(record<StampsTaken>({ promotion: name, kind: name, points: plain() }))),
  level: plain(),
  fired: list(fired),
  missed: list(record<Missed>({ promotion: name, code: plain(), because: plain() })),
  refusedCodes: plain(),
  usedCodes: plain(),
  usedOffers: plain(),
  uses: list(
    record<LimitUse>({ promotion: name, limit: plain(), period: plain(), most: plain(), amount: plain() }),
  ),
  printedCodes: plain(),
  hints: plain(),
  offline: optional(plain()),
};
/** As the first release wrote it. */
const firstCalculation = record<Omit<OfflineCalculation, 'nothingEarned'>>(calculated);
const calculation = record<OfflineCalculation>({ ...calculated, nothingEarned: optional(plain()) });

const request = record<Content>({
  key: record<Content['key']>({ storeId: plain(), tillId: plain(), shift: plain(), number: plain() }),
  at: plain(),
  lines: list(
    record<Content['lines'][number]>({ id: name, productId: plain(), quantity: plain(), amount: plain() }),
  ),
  codes: plain(),
  memberId: plain(),
  holdId: plain(),
  offline: optional(plain()),
  cashier: optional(plain()),
  fiscal: optional(plain()),
  paper: optional(plain()),
});

type Member = NonNullable<KeptAnswer['member']>;

const answer = record<KeptAnswer>({
  programme: plain(),
  member: nullable(
    record<Member>({
      memberId: plain(),
      name: plain(),
      level: plain(),
      accumulateOnly: plain(),
      balances: list(
        record<Member['balances'][number]>({
          kind: name,
          available: plain(),
          pending: plain(),
          held: plain(),
          debt: plain(),
        }),
      ),
    }),
  ),
  names: plain(),
  hints: plain(),
  invitation: plain(),
  nextCodes: plain(),
  recalculated: plain(),
  slip: plain(),
});

const firstSale = record<SaleEvidence>({ request, calculation: firstCalculation, answer });
const sale = record<SaleEvidence>({ request, calculation, answer });

/** Forms once released stay here, and what was written in them stays readable; another order of fields is another form. */
const forms = { 1: firstSale, 2: sale } as const;

/** A sale's evidence as bytes: a third of what it is with the names of its fields, and nothing that the database has to understand. */
export const packSale = (evidence: SaleEvidence): Buffer => pack(forms[2], 2, evidence);

export const unpackSale = (bytes: Buffer): SaleEvidence => unpack(forms, bytes);

/** What the database adds up over many receipts, and looks for: of a sale it stands beside the evidence as JSON. */
export const figuresOf = (of: Calculation): object => ({
  totals: of.totals,
  earning: sums(of.earning),
  spending: sums(of.spending),
  ...(of.stamps !== undefined && of.stamps.length > 0 && { stamps: sums(of.stamps) }),
  ...(of.uses.length > 0 && { uses: of.uses }),
  ...(of.usedCodes.length > 0 && { usedCodes: of.usedCodes }),
});

function sums(
  all: readonly { readonly kind: string; readonly points: number }[],
): { kind: string; points: number }[] {
  const sum = new Map<string, number>();
  for (const { kind, points } of all) if (points !== 0) sum.set(kind, (sum.get(kind) ?? 0) + points);
  return [...sum].map(([kind, points]) => ({ kind, points }));
}
