import { levelFor, minor, type Programme } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import type { ProgrammeVersion } from '../programme/programmes.ts';
import { memberFigures, type MemberFigures } from './member-figures.ts';

/** What a file came to, as of its last receipt. Money in minor units. */
export interface ReplayReport {
  readonly receipts: number;
  readonly members: number;
  /** The sum of all receipts, those of nobody and those below zero included. */
  readonly salesMinor: number;
  readonly pointsEarned: number;
  readonly pointsExpired: number;
  readonly pointsBalance: number;
  /** Members by level, each level of the programme by its English name. */
  readonly levels: Readonly<Record<string, number>>;
  readonly lines: number;
  readonly anonymousReceipts: number;
  readonly returns: number;
  readonly returnsMinor: number;
  /** What the programme's promotions would have taken off. */
  readonly discountMinor: number;
  readonly refusedReceipts: number;
  readonly firstReceiptAt: string | null;
  readonly lastReceiptAt: string | null;
  readonly programme: { readonly id: string; readonly version: number };
}

/** Called for each member in turn, with the level by its English name. */
export type OnMember = (member: MemberFigures & { readonly level: string }) => Promise<void>;

export async function makeReport(
  db: Kysely<Database>,
  replayId: number,
  { version, programme }: ProgrammeVersion,
  onMember: OnMember,
): Promise<ReplayReport> {
  const { firstAt, lastAt, ...sums } = await receiptSums(db, replayId);
  const points = { members: 0, pointsEarned: 0, pointsExpired: 0, pointsBalance: 0 };
  const levels = new Map(programme.levels.map(({ name }) => [name.en, 0]));
  for await (const member of memberFigures(db, replayId, lastAt ?? 0)) {
    const level = levelName(programme, member);
    levels.set(level, (levels.get(level) ?? 0) + 1);
    points.members++;
    points.pointsEarned += member.earned;
    points.pointsExpired += member.expired;
    points.pointsBalance += member.balance;
    await onMember({ ...member, level });
  }
  const { receipts, salesMinor, ...rest } = sums;
  return {
    receipts,
    members: points.members,
    salesMinor,
    pointsEarned: points.pointsEarned,
    pointsExpired: points.pointsExpired,
    pointsBalance: points.pointsBalance,
    levels: Object.fromEntries(levels),
    ...rest,
    firstReceiptAt: firstAt === null ? null : iso(firstAt),
    lastReceiptAt: lastAt === null ? null : iso(lastAt),
    programme: { id: programme.id, version },
  };
}

const levelName = (programme: Programme, { level, spend }: MemberFigures): string =>
  (programme.levels.find(({ id }) => id === level) ?? levelFor(programme, minor(spend))).name.en;

type ReceiptSums = Pick<
  ReplayReport,
  | 'receipts'
  | 'salesMinor'
  | 'lines'
  | 'anonymousReceipts'
  | 'returns'
  | 'returnsMinor'
  | 'discountMinor'
  | 'refusedReceipts'
> & { readonly firstAt: number | null; readonly lastAt: number | null };

async function receiptSums(db: Kysely<Database>, replayId: number): Promise<ReceiptSums> {
  const { rows } = await sql<ReceiptSums>`
    select count(*) as receipts, coalesce(sum(r.total), 0) as "salesMinor",
           (select lines from replay where replay_id = ${replayId}) as lines,
           count(*) filter (where r.member_id is null) as "anonymousReceipts",
           count(*) filter (where r.total < 0) as returns,
           coalesce(sum(r.total) filter (where r.total < 0), 0) as "returnsMinor",
           coalesce(sum(r.total - c.paid), 0) as "discountMinor",
           count(r.refused) as "refusedReceipts",
           min(r.at) as "firstAt", max(r.at) as "lastAt"
      from replay_receipt r
      left join receipt c on c.owner_id = r.owner_id and c.receipt_id = r.taken_as
     where r.replay_id = ${replayId}`.execute(db);
  const [sums] = rows;
  if (!sums) throw new Error('a select of sums gave no row');
  return sums;
}
