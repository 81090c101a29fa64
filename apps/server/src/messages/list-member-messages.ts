import type { Answer } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql } from 'kysely';
import { maskedEmail, maskedPhone } from '../members/masked.ts';
import { readMember } from '../members/member-answer.ts';
import { operation } from '../operation.ts';
import { withMerged } from '../owner/merged-owners.ts';
import type { AttemptState, Step } from './next-act.ts';

type Shown = Answer<'list-member-messages'>['messages'][number];

const PAGE = 30;

interface StoredMessage {
  readonly place: string;
  readonly message_id: string;
  readonly purpose: string;
  readonly title: string | null;
  readonly body: string;
  readonly steps: readonly Step[];
  readonly created_at: number;
  readonly sent_at: number | null;
  readonly failed: string | null;
  readonly attempts: readonly StoredAttempt[] | null;
}

interface StoredAttempt {
  readonly step: number;
  readonly nth: number;
  readonly channel: string;
  readonly provider: string;
  readonly state: AttemptState;
  readonly because: string | null;
  readonly tries: number;
  readonly began_at: string;
  readonly ended_at: string | null;
}

/** What was sent to a member, newest first, what went to those who were merged into them included. */
export const listMemberMessages = operation(
  'list-member-messages',
  async (call, { memberId, before, limit }) => {
    const found = await readMember(call, memberId);
    if (!found.ok) return found;
    const { db } = call.shell;
    const owners = await withMerged(db, found.value.owner.owner_id);
    const size = limit ?? PAGE;
    const { rows } = await sql<StoredMessage>`
      select * from (
        select to_char(m.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS') || '_' || m.message_id as place,
            m.message_id, m.purpose, m.title, m.body, m.steps, m.created_at, m.sent_at, m.failed,
            (select json_agg(a order by a.began_at, a.step, a.nth) from attempt a
              where a.owner_id = m.owner_id and a.message_id = m.message_id) as attempts
          from message m where m.owner_id = any(${owners}::uuid[])) sent
       where ${before === undefined ? sql`true` : sql`place collate "C" < ${before}`}
       order by place collate "C" desc limit ${size + 1}`.execute(db);
    const shown = rows.slice(0, size);
    return {
      ok: true,
      value: {
        messages: shown.map(messageAnswer),
        next: rows.length > size ? (shown.at(-1)?.place ?? null) : null,
      },
    };
  },
);

/** What it says lets whoever reads it in. */
const holdsSecret = (purpose: string): boolean => /^confirm-|password|code/.test(purpose);

function messageAnswer(row: StoredMessage): Shown {
  const secret = holdsSecret(row.purpose);
  return {
    messageId: row.message_id,
    purpose: row.purpose,
    title: secret ? null : row.title,
    text: secret ? null : row.body,
    at: iso(row.created_at),
    state: row.failed !== null ? 'failed' : row.sent_at === null ? 'on-its-way' : 'sent',
    failed: row.failed,
    planned: row.steps.map(({ channel }) => channel),
    attempts: (row.attempts ?? []).map((attempt) => ({
      channel: attempt.channel,
      provider: attempt.provider,
      to: maskedAddress(row.steps[attempt.step]?.to[attempt.nth]),
      state: attempt.state,
      because: attempt.because,
      tries: attempt.tries,
      at: iso(Date.parse(attempt.began_at)),
      endedAt: attempt.ended_at === null ? null : iso(Date.parse(attempt.ended_at)),
    })),
  };
}

/** An address that a browser takes messages at tells a person nothing. */
function maskedAddress(address: string | undefined): string | null {
  if (address === undefined || address.startsWith('http') || address.startsWith('{')) return null;
  return address.includes('@') ? maskedEmail(address) : maskedPhone(address);
}
