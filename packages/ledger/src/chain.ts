import { hash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import type { Transfer } from './account.ts';

/** Everything that a transfer's hash covers. */
export type Hashed = Omit<Transfer, 'hash'>;

/**
 * A transfer as one line of text, the same in JavaScript and in SQL: fields joined by '|', null as nothing,
 * instants as epoch milliseconds. No field can hold a '|' (the table checks kind and reason), so two different
 * transfers never give the same line. The owner is part of it, so a row can't be moved to another owner.
 */
export function canonical(ownerId: string, transfer: Hashed): string {
  // Nothing is joined as no text.
  return [
    ownerId,
    transfer.number,
    transfer.kind,
    transfer.debit,
    transfer.credit,
    transfer.amount,
    transfer.lotId,
    transfer.reason,
    transfer.receiptId,
    transfer.holdId,
    transfer.reverses,
    transfer.at,
    transfer.recordedAt,
    transfer.activeFrom,
    transfer.expiresAt,
  ].join('|');
}

const HASH_BYTES = 32;
/** For a line of the usual length, again and again: with buffers of its own for each it took more than twice as long. */
const room = Buffer.allocUnsafeSlow(4096);

/**
 * SHA-256 over the bytes of the previous transfer's hash and this transfer's line.
 * @param previous in hexadecimal digits, as is what it gives
 */
export function hashTransfer(previous: string, ownerId: string, transfer: Hashed): string {
  const line = canonical(ownerId, transfer);
  const most = HASH_BYTES + line.length * MOST_BYTES_OF_A_UNIT;
  const bytes = most > room.length ? Buffer.allocUnsafeSlow(most) : room;
  const length = bytes.write(previous, 'hex') + bytes.write(line, HASH_BYTES);
  return hash('sha256', bytes.subarray(0, length));
}

const MOST_BYTES_OF_A_UNIT = 3;

/**
 * `canonical` in SQL, for a row of `transfer` known by `alias`. What is text already is joined, the rest formatted, which gives null as
 * nothing: a format of the whole line looked up how to write each type anew wherever it changed, in every row, and took a tenth of a
 * chain's time more. date_part is a double, which holds every millisecond until the year 280,000 and takes half of what extract does.
 */
export function canonicalExpression(alias: string): RawBuilder<string> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${alias}.${name}`);
  const instant = (name: string): RawBuilder<unknown> =>
    sql`(date_part('epoch', ${column(name)}) * 1000)::bigint`;
  const links = ['receipt_id', 'hold_id', 'reverses'].map(column);
  const instants = ['at', 'recorded_at', 'active_from', 'expires_at'].map(instant);
  return sql`format('%s|%s|', ${column('owner_id')}, ${column('number')})
    || ${column('kind')} || '|' || ${column('debit')} || '|' || ${column('credit')}
    || format('|%s|%s|', ${column('amount')}, ${column('lot_id')}) || ${column('reason')}
    || case when num_nonnulls(${sql.join(links)}) = 0 then '|||' else format('|%s|%s|%s', ${sql.join(links)}) end
    || format('|%s|%s|%s|%s', ${sql.join(instants)})`;
}

/**
 * `hashTransfer` in SQL; `previous` is a bytea expression. textsend gives text in the encoding of the client, which `pg` makes UTF-8
 * for every connection; convert_to, which names it, took a twentieth of a chain's time more.
 */
export function hashExpression(alias: string, previous: RawBuilder<unknown>): RawBuilder<Buffer> {
  return sql`sha256(${previous} || textsend(${canonicalExpression(alias)}))`;
}
