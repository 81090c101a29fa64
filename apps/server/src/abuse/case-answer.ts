import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import type { Database } from '../database/schema.ts';
import { caseSummary, tellingIn } from './case-summary.ts';
import { localDay } from './facts.ts';
import { caseColumns, type Decided, type MeasureName, type StoredCase } from './stored-case.ts';
import type { Trace } from './suspicion.ts';
import { tell, type Language } from './words.ts';

export type CaseAnswer = Answer<'get-case'>;

/** A case with its evidence, as a reviewer sees it. */
export async function caseAnswer(
  db: Kysely<Database>,
  stored: StoredCase,
  language: Language | undefined,
): Promise<CaseAnswer> {
  const telling = await tellingIn(db, language);
  const related = await relatedTo(db, stored);
  const offsets = await offsetsOf(db, stored.traces);
  return {
    ...caseSummary(stored, telling),
    sentences: [...tell(stored, telling).sentences],
    figures: { ...stored.figures },
    members: await membersOf(db, stored.members),
    traces: stored.traces.map((trace) => traceAnswer(trace, offsets.get(trace.id) ?? null)),
    around: await around(db, stored),
    related: related.map((one) => ({
      caseId: one.case_id,
      rule: one.rule,
      headline: tell(one, telling).headline,
    })),
    measures: stored.state === 'open' ? [...measuresOf(stored)] : [],
    mayRelease: stored.state !== 'released',
    quietUntil: stored.quiet_until === null ? null : iso(stored.quiet_until),
    decisions: stored.decisions.map(decisionAnswer),
  };
}

/** What can be done about whom: cards and members where there are some, a mark on whoever takes money or grants points. */
export function measuresOf({
  subject,
  members,
}: Pick<StoredCase, 'subject' | 'members'>): readonly MeasureName[] {
  const theirs: MeasureName[] = members.length > 0 ? ['block-cards', 'suspend-members'] : [];
  return subject.kind === 'operator' || 'seat' in subject ? [...theirs, 'flag'] : theirs;
}

const decisionAnswer = ({
  cards,
  suspended,
  measures,
  ...rest
}: Decided): CaseAnswer['decisions'][number] => ({
  ...rest,
  measures: [...measures],
  cards: cards.length,
  members: suspended.length,
});

const traceAnswer = (
  { kind, id, at, memberId, ...rest }: Trace,
  offsetMinutes: number | null,
): CaseAnswer['traces'][number] => ({
  kind,
  id,
  at: iso(at),
  offsetMinutes,
  memberId,
  storeId: rest.storeId ?? null,
  tillId: rest.tillId ?? null,
  cashier: rest.cashier ?? null,
  paid: rest.paid ?? null,
  points: rest.points ?? null,
});

/** By how much the clocks of the stores were ahead of UTC, by receipt. */
async function offsetsOf(
  db: Kysely<Database>,
  traces: readonly Trace[],
): Promise<ReadonlyMap<string, number>> {
  const placed = traces.filter(({ storeId }) => storeId !== undefined && storeId !== null);
  const { rows } = await sql<{ receipt_id: string; offset_minutes: number }>`
    select distinct receipt_id, offset_minutes from abuse_receipt
     where store_id = any(${[...new Set(placed.map(({ storeId }) => storeId))]}::text[])
       and at = any(${placed.map(({ at }) => iso(at))}::timestamptz[])
       and receipt_id::text = any(${placed.map(({ id }) => id)}::text[])`.execute(db);
  return new Map(rows.map((row) => [row.receipt_id, row.offset_minutes]));
}

interface MemberRow {
  readonly owner_id: string;
  readonly status: 'active' | 'suspended' | 'erased';
  readonly name: string | null;
  readonly surname: string | null;
  readonly active: number;
}

/** First name and initial: enough to speak about them. */
async function membersOf(db: Kysely<Database>, ids: readonly string[]): Promise<CaseAnswer['members']> {
  const { rows } = await sql<MemberRow>`
    select m.owner_id, m.status, m.name, m.surname,
           (select count(*) from card c where c.owner_id = m.owner_id and c.state = 'active') as active
      from member m where m.owner_id = any(${ids}::uuid[])`.execute(db);
  const byId = new Map(rows.map((row) => [row.owner_id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    if (!row) return [];
    const initial = row.surname === null ? '' : ` ${Array.from(row.surname)[0] ?? ''}.`;
    const name = row.name === null ? null : `${row.name}${initial}`;
    return [{ memberId: id, name, status: row.status, activeCards: row.active }];
  });
}

const DAY_MS = 86_400_000;
/** A picture, not a report. */
const MOST_AROUND = 2000;

/** Other receipts at the seats of the traces, on the days of the traces. */
async function around(db: Kysely<Database>, { traces, subject }: StoredCase): Promise<CaseAnswer['around']> {
  const seat = 'seat' in subject ? subject.seat : undefined;
  const [first] = traces;
  if (seat === undefined || first === undefined) return [];
  const { rows } = await sql<{ at: number; offset_minutes: number; member: boolean; receipt_id: string }>`
    select at, offset_minutes, member, receipt_id from abuse_receipt
     where store_id = ${seat.storeId} and type = 'sale'
       and ${seat.cashier === null ? sql`cashier is null and till_id = ${seat.tillId}` : sql`cashier = ${seat.cashier}`}
       and at between ${new Date(first.at - DAY_MS)} and ${new Date((traces.at(-1)?.at ?? first.at) + DAY_MS)}
     order by at`.execute(db);
  const own = new Set(traces.map(({ id }) => id));
  const days = new Set(
    rows.filter(({ receipt_id }) => own.has(receipt_id)).map((row) => localDay(factTime(row))),
  );
  return rows
    .filter((row) => !own.has(row.receipt_id) && days.has(localDay(factTime(row))))
    .slice(-MOST_AROUND)
    .map((row) => ({ at: iso(row.at), offsetMinutes: row.offset_minutes, withCard: row.member }));
}

const factTime = (row: { at: number; offset_minutes: number }) => ({
  at: row.at,
  offsetMinutes: row.offset_minutes,
});

const MOST_RELATED = 10;

/** Other cases that are open and name the same seat or a member of this one. */
async function relatedTo(db: Kysely<Database>, stored: StoredCase): Promise<readonly StoredCase[]> {
  const seat = 'seat' in stored.subject ? stored.subject.seat : undefined;
  const sameSeat = seat === undefined ? sql`false` : sql`subject->'seat' = ${JSON.stringify(seat)}::jsonb`;
  const { rows } = await sql<StoredCase>`
    select ${caseColumns} from abuse_case
     where state = 'open' and case_id <> ${stored.case_id}
       and (${sameSeat} or members ?| ${[...stored.members]}::text[])
     order by weight desc, case_id limit ${MOST_RELATED}`.execute(db);
  return rows;
}
