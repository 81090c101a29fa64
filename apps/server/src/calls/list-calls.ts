import type { Input } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type RawBuilder } from 'kysely';
import { parsePhone } from '../members/phone.ts';
import { operation, refuse, type Call } from '../operation.ts';
import { withMerged } from '../owner/merged-owners.ts';
import { callAnswers, type CallRow } from './call-row.ts';

const PAGE = 50;

/** Calls, newest first. */
export const listCalls = operation('list-calls', async (call, asked) => {
  const phone = asked.phone === undefined ? undefined : parsePhone(asked.phone);
  if (phone === null) return refuse('bad-phone', 'Write a phone number.', { path: '/phone' });
  const place = asked.before === undefined ? null : placeOf(asked.before);
  if (place === undefined)
    return refuse('bad-request', 'Send what `next` of the page before said.', { path: '/before' });
  const size = asked.limit ?? PAGE;
  const wanted = await conditions(call, asked, phone);
  if (place) wanted.push(sql`(c.started_at, c.call_id) < (${new Date(place.at)}, ${place.callId}::uuid)`);
  const { rows } = await sql<CallRow>`
    select c.* from call c where ${sql.join(wanted, sql` and `)}
     order by c.started_at desc, c.call_id desc limit ${size + 1}`.execute(call.shell.db);
  const shown = rows.slice(0, size);
  const last = rows.length > size ? shown.at(-1) : undefined;
  return {
    ok: true,
    value: {
      calls: await callAnswers(call.shell.db, shown, call.caller),
      next: last ? `${iso(last.started_at)}_${last.call_id}` : null,
    },
  };
});

function placeOf(before: string): { at: number; callId: string } | undefined {
  const [, moment = '', callId = ''] = /^(.{24})_([0-9a-f-]{36})$/.exec(before) ?? [];
  const at = Date.parse(moment);
  return Number.isNaN(at) || !/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(callId)
    ? undefined
    : { at, callId };
}

async function conditions(
  { shell }: Call,
  asked: Input<'list-calls'>,
  phone: string | undefined,
): Promise<RawBuilder<unknown>[]> {
  const all: RawBuilder<unknown>[] = [sql`c.version > 0`];
  if (asked.memberId !== undefined)
    all.push(sql`c.member_id = any(${await withMerged(shell.db, asked.memberId)}::uuid[])`);
  if (phone !== undefined) all.push(sql`right(c.client_phone, 10) = ${phone.slice(-10)}`);
  if (asked.operatorId !== undefined) all.push(sql`c.operator_id = ${asked.operatorId}`);
  if (asked.direction !== undefined) all.push(sql`c.direction = ${asked.direction}`);
  if (asked.topic !== undefined) all.push(sql`c.topic = ${asked.topic}`);
  if (asked.outcome === 'answered') all.push(sql`c.answered_at is not null`);
  if (asked.outcome === 'missed') all.push(sql`c.answered_at is null and c.state = 'ended'`);
  if (asked.from !== undefined) all.push(sql`c.started_at >= ${new Date(asked.from)}`);
  if (asked.until !== undefined) all.push(sql`c.started_at < ${new Date(asked.until)}`);
  return all;
}
