import type { AuditEntry } from './audit/audit-entry.ts';
import { writeAudit } from './audit/write-audit.ts';
import { sql, type Kysely, type RawBuilder, type Transaction } from 'kysely';
import { writeDecided, type Decided } from './actions/approval-row.ts';
import { writeStaffUse, type StaffUse } from './actions/staff-use.ts';
import { Conflict } from './conflict.ts';
import type { Database, IdentifierKind } from './database/schema.ts';
import type { Drawn } from './limits/budgets.ts';
import { eraseRows, type Erasure } from './members/erasure.ts';
import type { OwnerRow } from './owner/read-owner.ts';
import { writePasskeys, type PasskeyWrites } from './passkeys/write-passkeys.ts';
import { writePhones, writeSignIn, type PhoneWrites, type SignInRow } from './sign-in/write-sign-in.ts';
import { sealExpression } from './verify/seal.ts';
import { addSingleUse, freeUsed, takeSingleUse, voidSingleUse } from './write-codes.ts';
import { claimReceipt, useAllowance } from './write-takings.ts';

/** A row as JSON: instants as ISO text, bytes as `\x…`, everything else as it is. Whole rows, every column. */
export type Row = object;

export interface Identifier {
  readonly kind: IdentifierKind;
  readonly value: string;
  readonly owner_id: string;
  /** When its owner proved it, of a phone. */
  readonly proven_at?: string;
}

/** Tables whose rows belong to an owner, in the order their foreign keys want. */
export const ownerTables = {
  member: { key: ['owner_id'], mutable: true },
  // No operation says it: it follows from the member's row (search/search-words.ts).
  member_search: { key: ['owner_id'], mutable: true },
  card: { key: ['owner_id', 'number'], mutable: true },
  consent: { key: ['owner_id', 'consent_id'], mutable: false },
  lot: { key: ['owner_id', 'lot_id'], mutable: true },
  wallet: { key: ['owner_id', 'kind'], mutable: true },
  hold: { key: ['owner_id', 'hold_id'], mutable: true },
  offer: { key: ['owner_id', 'offer_id'], mutable: true },
  promotion_use: { key: ['owner_id', 'period', 'promotion'], mutable: true },
  merge: { key: ['owner_id', 'merge_id'], mutable: true },
  inbox: { key: ['owner_id'], mutable: true },
  push_subscription: { key: ['owner_id', 'session_id'], mutable: true },
  barcode: { key: ['owner_id', 'reference'], mutable: true },
  allowance: { key: ['owner_id', 'allowance_id'], mutable: true },
  // Tries are charged and uses are marked in place: an upsert would give a code that is being guessed its tries back.
  confirmation: { key: ['owner_id', 'confirmation_id'], mutable: false },
  session: { key: ['owner_id', 'session_id'], mutable: false },
  passkey: { key: ['owner_id', 'passkey_id'], mutable: false },
  transfer: { key: ['owner_id', 'number'], mutable: false },
  receipt: { key: ['owner_id', 'receipt_id'], mutable: false },
  feedback: { key: ['owner_id', 'receipt_id'], mutable: true },
  feedback_photo: { key: ['owner_id', 'receipt_id'], mutable: true },
  budget_use: { key: ['owner_id', 'receipt_id', 'promotion', 'limit_name'], mutable: false },
  approval: { key: ['owner_id', 'approval_id'], mutable: false },
  message: { key: ['owner_id', 'message_id'], mutable: false },
  event: { key: ['owner_id', 'event_id'], mutable: false },
  // No operation says it: it follows from everything else (record/acts-of.ts).
  record_command: { key: ['owner_id', 'version', 'place'], mutable: false },
} as const satisfies Record<string, { key: readonly string[]; mutable: boolean }>;
export type OwnerTable = keyof typeof ownerTables;

/** Everything one operation changes of one owner. */
export interface OwnerWrites {
  /**
   * The owner's row as it becomes; `version` is the one that was read plus one, or 1 for a new owner. null: nothing of the
   * owner itself changes (a code is sent), and nothing is guarded.
   */
  readonly owner: OwnerRow | null;
  readonly rows: { readonly [T in OwnerTable]?: readonly Row[] };
  /** The one-time code that allowed this; whoever uses it second is told that it has moved. */
  readonly uses?: UsedConfirmation | UsedBarcode;
  /** Browsers that are signed in no longer. */
  readonly ends?: EndedSessions;
  /** Those of its rows that are known to be new: nobody has to look whether they are there. */
  readonly made?: ReadonlySet<Row>;
  /** A browser that may do everything from now on: a phone or an e-mail was proved in it. */
  readonly opens?: { readonly owner_id: string; readonly session_id: string };
  /** A browser in which its member has just proved that it is still them. */
  readonly proves?: ProvedSession;
  /** Set aside of what everybody may have; once the lease has ended that it stands under, nothing is written. */
  readonly drawn?: Drawn;
  /** Rows that a merge had brought and its undoing takes away, by key. */
  readonly remove?: { readonly card: readonly string[]; readonly offer: readonly string[] };
}

export interface EndedSessions {
  readonly owner_id: string;
  readonly session_ids: readonly string[];
  readonly ended_at: string;
}

export interface ProvedSession {
  readonly owner_id: string;
  readonly session_id: string;
  readonly proved_at: string;
}

export interface UsedConfirmation {
  readonly owner_id: string;
  readonly confirmation_id: string;
  readonly used_at: string;
}

/** A rotating barcode that has paid by the code of this half minute. */
export interface UsedBarcode {
  readonly owner_id: string;
  readonly reference: string;
  readonly step: number;
}

/** Everything one operation changes. */
export interface Writes {
  readonly owners: readonly OwnerWrites[];
  readonly identifiers?: {
    readonly add?: readonly Identifier[];
    /** Added, or re-pointed when already there. */
    readonly put?: readonly Identifier[];
  };
  /** A person who is forgotten. */
  readonly erasure?: Erasure;
  /** What becomes of phones as somebody proves one. */
  readonly phones?: PhoneWrites;
  /** Where a browser has got to in signing in. */
  readonly signIn?: SignInRow;
  readonly passkeys?: PasskeyWrites;
  /** Single-use codes this receipt takes. */
  readonly takeCodes?: { readonly codes: readonly string[]; readonly receiptId: string };
  /** What a till without network was allowed to spend, and this receipt did. Its owner may have been merged since. */
  readonly takeAllowance?: {
    readonly ownerId: string;
    readonly allowanceId: string;
    readonly receiptId: string;
  };
  /** Single-use codes this receipt prints. */
  readonly addCodes?: readonly Row[];
  /** Codes that a receipt had printed and that a return of its goods takes back, as far as nobody used them. */
  readonly voidCodes?: { readonly codes: readonly string[]; readonly receiptId: string };
  /** Codes and personal offers that a sale had used, of which nothing is left. */
  readonly unused?: {
    readonly receiptId: string;
    readonly ownerId: string;
    readonly codes: readonly string[];
    readonly offers: readonly string[];
  };
  /** Counted against what an operator may do alone in a day. */
  readonly staffUse?: StaffUse;
  /** What a second person has said. */
  readonly approval?: Decided;
  /** An anonymous receipt that a new member claims. */
  readonly claim?: { readonly ownerId: string; readonly memberId: string };
  /**
   * What belongs to the chain and to no member: operators, keys, stores. It is given the transaction, and throws `Conflict`
   * where what was read has moved.
   */
  readonly beside?: (transaction: Transaction<Database>) => Promise<void>;
  /** The system of record has said so: it is not told of it. */
  readonly heard?: true;
  /** Who they are is not so there, and is told again. */
  readonly again?: true;
  /** An owner of whom the system of record is to be told now, even if it is left alone because it did not answer. */
  readonly retold?: string;
  /** What the audit log says of it. */
  readonly audit?: readonly AuditEntry[];
}

/** unique_violation, serialization_failure, deadlock_detected. */
const fasterOthers = new Set(['23505', '40001', '40P01']);

/** Whether somebody was faster: nothing was written, and whoever reads and thinks again may succeed. */
export const isBeaten = (error: unknown): boolean =>
  error instanceof Conflict ||
  (error instanceof Error && 'code' in error && fasterOthers.has(String(error.code)));

/**
 * Writes it all or nothing. One owner is one statement, and so one round trip and one commit; the guard on the owner's
 * version makes it safe without a lock held while we think. More than one owner, or a single-use code, is a transaction.
 * @throws Conflict when an owner moved since it was read or a code was taken
 */
export async function write(db: Kysely<Database>, writes: Writes): Promise<void> {
  const [only] = writes.owners;
  if (only && isOfOne(writes)) return writeOwner(db, only, writes.identifiers);
  await db.transaction().execute((transaction) => writeTogether(transaction, writes));
}

/** One owner and what leads to it: all that one statement writes. */
export function isOfOne({ owners, identifiers: _identifiers, ...beside }: Writes): boolean {
  return owners.length === 1 && Object.values(beside).every((part) => part === undefined);
}

/** The same within a transaction. */
export async function writeTogether(transaction: Transaction<Database>, writes: Writes): Promise<void> {
  const { owners, takeCodes, takeAllowance, addCodes, voidCodes, unused, claim, phones, signIn, passkeys } =
    writes;
  // An operator's own row before any member's, so that two of their acts wait for each other here and nowhere else.
  if (writes.staffUse) await writeStaffUse(transaction, writes.staffUse);
  // First: of two that answer at once, one begins.
  if (signIn) await writeSignIn(transaction, signIn);
  // One order for all, so that two merges of the same members cannot deadlock.
  const ordered = owners.toSorted((a, b) => ((a.owner?.owner_id ?? '') < (b.owner?.owner_id ?? '') ? -1 : 1));
  for (const [index, owner] of ordered.entries()) {
    await writeOwner(transaction, owner, index === 0 ? writes.identifiers : undefined);
  }
  if (takeCodes) await takeSingleUse(transaction, takeCodes);
  if (takeAllowance) await useAllowance(transaction, takeAllowance);
  if (addCodes) await addSingleUse(transaction, addCodes);
  if (voidCodes) await voidSingleUse(transaction, voidCodes);
  if (unused) await freeUsed(transaction, unused);
  if (writes.approval) await writeDecided(transaction, writes.approval);
  if (claim) await claimReceipt(transaction, claim);
  if (phones) await writePhones(transaction, phones);
  if (passkeys) await writePasskeys(transaction, passkeys);
  if (writes.erasure) await eraseRows(transaction, writes.erasure);
  if (writes.beside) await writes.beside(transaction);
  if (writes.audit) await writeAudit(transaction, writes.audit);
}

async function writeOwner(
  db: Kysely<Database>,
  writes: OwnerWrites,
  identifiers: Writes['identifiers'],
): Promise<void> {
  const parts = [...guards(writes), ...owned(writes.rows)];
  if (writes.ends) parts.push(endSessions(writes.ends));
  if (writes.opens) parts.push(openWholly(writes.opens));
  if (writes.proves) parts.push(proveSession(writes.proves));
  if (writes.remove && writes.owner) parts.push(...removals(writes.owner.owner_id, writes.remove));
  if (identifiers?.add?.length) parts.push(addIdentifiers(identifiers.add));
  if (identifiers?.put?.length) parts.push(putIdentifiers(identifiers.put));
  const statement = sql<{
    guarded: number;
  }>`with ${sql.join(parts)} select count(*)::int as guarded from guard`;
  const { rows } = await statement.execute(db);
  if (rows[0]?.guarded !== 1) throw new Conflict(`owner ${writes.owner?.owner_id} has moved`);
}

/** The rows of all tables. */
function owned(rows: OwnerWrites['rows']): RawBuilder<unknown>[] {
  return (Object.keys(ownerTables) as OwnerTable[]).flatMap((table) => {
    const some = rows[table] ?? [];
    return some.length > 0 ? [upsert(table, some)] : [];
  });
}

const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`;

/** The owner moves from the version that was read to the next, or everything that follows writes nothing. */
function guards({ owner, uses, drawn }: OwnerWrites): RawBuilder<unknown>[] {
  if (!uses) return [sql`guard as (${ownerMoves(owner, drawn)})`];
  const { use, unused } = usingUp(uses);
  // Where no owner moves it is the code itself that lets one through.
  if (owner === null) return [sql`guard as (${use} where ${unused} returning c.owner_id)`];
  return [sql`guard as (${ownerMoves(owner, drawn)})`, sql`code_used as (${use} from guard where ${unused})`];
}

const endSessions = ({ owner_id, session_ids, ended_at }: EndedSessions): RawBuilder<unknown> => sql`
  sessions_ended as (
    update session s set ended_at = ${ended_at}::timestamptz from guard
     where s.owner_id = ${owner_id} and s.session_id = any(${[...session_ids]}::uuid[]) and s.ended_at is null),
  pushes_ended as (
    delete from push_subscription p using guard
     where p.owner_id = ${owner_id} and p.session_id = any(${[...session_ids]}::uuid[]))`;

const openWholly = ({ owner_id, session_id }: NonNullable<OwnerWrites['opens']>): RawBuilder<unknown> => sql`
  session_opened as (
    update session s set until_contact = false from guard
     where s.owner_id = ${owner_id} and s.session_id = ${session_id})`;

const proveSession = ({ owner_id, session_id, proved_at }: ProvedSession): RawBuilder<unknown> => sql`
  session_proved as (
    update session s set proved_at = ${proved_at}::timestamptz from guard
     where s.owner_id = ${owner_id} and s.session_id = ${session_id})`;

function usingUp(uses: UsedConfirmation | UsedBarcode) {
  if ('step' in uses)
    return {
      use: sql`update barcode c set last_step = ${uses.step}::bigint`,
      unused: sql`c.owner_id = ${uses.owner_id} and c.reference = ${uses.reference} and c.last_step < ${uses.step}::bigint`,
    };
  return {
    use: sql`update confirmation c set used_at = ${uses.used_at}::timestamptz`,
    unused: sql`c.owner_id = ${uses.owner_id} and c.confirmation_id = ${uses.confirmation_id} and c.used_at is null`,
  };
}

function ownerMoves(owner: OwnerWrites['owner'], drawn: Drawn | undefined): RawBuilder<unknown> {
  if (owner === null) return sql`select 1`;
  // As of the statement's beginning, which Citus can evaluate: a lease is over a minute before anybody else has it, and no
  // statement takes that long.
  const inTime = drawn ? sql`statement_timestamp() < ${new Date(drawn.until)}::timestamptz` : sql`true`;
  const columns = Object.entries(owner);
  if (owner.version === 1) {
    const names = sql.join(columns.map(([name]) => sql.ref(name)));
    const values = sql.join(columns.map(([, value]) => value));
    const row = drawn ? sql`select ${values} where ${inTime}` : sql`values (${values})`;
    return sql`insert into owner (${names}) ${row} on conflict do nothing returning owner_id`;
  }
  const changes = columns.filter(([name]) => !notGiven.has(name));
  return sql`
    update owner o set ${sql.join(changes.map(([name, value]) => sql`${sql.ref(name)} = ${value}`))}, ${changedNow}
     where o.owner_id = ${owner.owner_id} and o.version = ${owner.version - 1} and ${inTime} returning o.owner_id`;
}

/** Of an owner's row no write gives these: what it is from the beginning, and when it was written, which the database says. */
export const notGiven: ReadonlySet<string> = new Set([
  'owner_id',
  'type',
  'apart',
  'changed_at',
] satisfies (keyof Database['owner'])[]);

export const changedNow = sql`changed_at = statement_timestamp()`;

function upsert(table: OwnerTable, rows: readonly Row[]): RawBuilder<unknown> {
  const source = sql`jsonb_populate_recordset(null::${sql.table(table)}, ${json(rows.map(withHexBytes))}) r, guard`;
  const name = sql.ref(`${table}_rows`);
  if (table === 'receipt') return sql`${name} as (${insertSealed(rows[0] ?? {}, source)})`;
  return sql`${name} as (insert into ${sql.table(table)} select r.* from ${source} ${onConflict(table, rows)})`;
}

/** A row that must be new fails on its key; the operation then reads again and finds it. */
export function onConflict(table: OwnerTable, rows: readonly Row[]): RawBuilder<unknown> {
  const { key, mutable } = ownerTables[table];
  if (!mutable) return sql``;
  const columns = Object.keys(rows[0] ?? {}).filter((column) => !(key as readonly string[]).includes(column));
  const set = sql.join(columns.map((column) => sql`${sql.ref(column)} = excluded.${sql.ref(column)}`));
  return sql`on conflict (${sql.join(key.map((column) => sql.ref(column)))}) do update set ${set}`;
}

/**
 * A receipt is sealed by the database from what it stores, with its columns named: `(a function).*` would call the function
 * once for each of them, which took a millisecond.
 * @param source has the rows, known as `r`
 */
export function insertSealed(row: Row, source: RawBuilder<unknown>): RawBuilder<unknown> {
  const columns = Object.keys(row);
  return sql`insert into receipt (${sql.join(columns.map((column) => sql.ref(column)))}, seal)
    select ${sql.join(columns.map((column) => sql.ref(`r.${column}`)))}, ${sealExpression('r')} from ${source}`;
}

const withHexBytes = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([column, value]) => [column, Buffer.isBuffer(value) ? hexOf(value) : value]),
  );

const hexOf = (bytes: Buffer): string => `\\x${bytes.toString('hex')}`;

function removals(
  ownerId: string,
  { card, offer }: NonNullable<OwnerWrites['remove']>,
): RawBuilder<unknown>[] {
  return [
    sql`cards_removed as (delete from card c using guard where c.owner_id = ${ownerId} and c.number = any(${card}))`,
    sql`offers_removed as (delete from offer o using guard where o.owner_id = ${ownerId} and o.offer_id = any(${offer}::uuid[]))`,
  ];
}

function addIdentifiers(rows: readonly Row[]): RawBuilder<unknown> {
  return sql`identifiers_added as (
    insert into identifier select r.* from jsonb_populate_recordset(null::identifier, ${json(rows)}) r, guard)`;
}

function putIdentifiers(rows: readonly Row[]): RawBuilder<unknown> {
  return sql`identifiers_put as (
    insert into identifier select r.* from jsonb_populate_recordset(null::identifier, ${json(rows)}) r, guard
    on conflict (kind, value) do update
       set owner_id = excluded.owner_id, proven_at = coalesce(excluded.proven_at, identifier.proven_at))`;
}
