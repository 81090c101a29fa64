import type { Answer, Input } from '@bonum/contract';
import { iso } from '@bonum/ledger';
import { sql, type Kysely } from 'kysely';
import { Conflict } from '../conflict.ts';
import type { Database } from '../database/schema.ts';
import { operation, refuse, type Call, type Decision, type Refusal } from '../operation.ts';
import { caseAnswer, measuresOf } from './case-answer.ts';
import { noSuchCase } from './get-case.ts';
import { blockWrites, giveBackWrites, type Done } from './measures.ts';
import { readParameters } from './parameters.ts';
import { readCase, type Decided, type StoredCase } from './stored-case.ts';

type Request = Input<'decide-case'>;

const DAY_MS = 86_400_000;

/**
 * A reviewer decides: what the block does to members, what a release gives back, and the case itself are written together, and only
 * if the case is still as the reviewer saw it.
 */
export const decideCase = operation(
  'decide-case',
  async (call, request): Promise<Decision<Answer<'decide-case'>>> => {
    const { db } = call.shell;
    const stored = await readCase(db, request.caseId);
    if (stored === null) return noSuchCase;
    const wrong = refuseStale(stored, request) ?? refuseUnfit(stored, request);
    if (wrong) return wrong;
    const done = request.decision === 'block' ? await block(call, request) : await giveBack(call, stored);
    const decided: Decided = {
      decision: request.decision,
      by: deciderOf(call.caller),
      at: iso(call.now),
      reason: request.reason,
      measures: request.measures ?? [],
      cards: done.cards,
      suspended: done.suspended,
    };
    const after = await caseAfter(call, stored, decided);
    const answer = await caseAnswer(db, after, request.language);
    return {
      ok: true,
      value: {
        ...answer,
        members: answer.members.map((member) => ({ ...member, ...done.now.get(member.memberId) })),
      },
      audit: {
        ...(done.owners.length > 0 && { concerns: done.owners.map(({ owner }) => owner?.owner_id ?? '') }),
        detail: { decision: decided.decision, rule: stored.rule, measures: decided.measures },
      },
      writes: {
        owners: done.owners,
        beside: (transaction) => moveCase(transaction, { before: stored, after, decided }),
      },
    };
  },
);

const deciderOf = (caller: object): string | null => {
  if ('operatorId' in caller) return String(caller.operatorId);
  return 'keyId' in caller ? String(caller.keyId) : null;
};

function refuseStale(stored: StoredCase, { ifVersion }: Request): Refusal | null {
  if (stored.version === ifVersion) return null;
  const last = stored.decisions.at(-1);
  const what =
    stored.state === 'open'
      ? 'There is more evidence by now.'
      : `It was ${stored.state === 'blocked' ? 'blocked' : 'released'} by somebody else: ${last?.reason ?? ''}`;
  return refuse('changed-since', `${what} Look at the case again, then decide.`, {
    path: '/ifVersion',
    extra: { version: stored.version, state: stored.state },
  });
}

const unfit = (detail: string, path: string): Refusal => refuse('bad-decision', detail, { path });

function refuseUnfit(stored: StoredCase, { decision, measures = [], members = [] }: Request): Refusal | null {
  if (decision === 'release') {
    if (stored.state === 'released') return unfit('It is released already.', '/decision');
    return measures.length + members.length > 0
      ? unfit('A release gives back what the block took, and names nothing itself.', '/measures')
      : null;
  }
  if (stored.state !== 'open') return unfit('Only an open case can be blocked.', '/decision');
  const possible = measuresOf(stored);
  const other = measures.findIndex((measure) => !possible.includes(measure));
  if (other >= 0) return unfit(`Of this case one can: ${possible.join(', ')}.`, `/measures/${other}`);
  if (measures.length === 0) return unfit('Say what the block is to do.', '/measures');
  const known = new Set(stored.members);
  const stranger = members.findIndex((memberId) => !known.has(memberId));
  if (stranger >= 0) return unfit('The case does not name this member.', `/members/${stranger}`);
  const ofMembers = measures.some((measure) => measure !== 'flag');
  if (ofMembers && members.length === 0) return unfit('Say whose cards, or who.', '/members');
  return !ofMembers && members.length > 0 ? unfit('A flag is on no member.', '/members') : null;
}

const block = (call: Call, { measures = [], members = [], reason }: Request): Promise<Done> =>
  blockWrites(call, { members: [...new Set(members)].toSorted(), measures, reason });

const giveBack = (call: Call, { state, decisions }: StoredCase): Promise<Done> => {
  const last = state === 'blocked' ? decisions.findLast(({ decision }) => decision === 'block') : undefined;
  return giveBackWrites(call, { cards: last?.cards ?? [], suspended: last?.suspended ?? [] });
};

/** A block rests until its evidence has left the window: what comes then is new. A release rests as long as the chain says. */
async function caseAfter({ shell, now }: Call, stored: StoredCase, decided: Decided): Promise<StoredCase> {
  const { quietDays, windowDays } = await readParameters(shell.db);
  const blocked = decided.decision === 'block';
  return {
    ...stored,
    state: blocked ? 'blocked' : 'released',
    decisions: [...stored.decisions, decided],
    quiet_until: now + (blocked ? windowDays : quietDays) * DAY_MS,
    version: stored.version + 1,
  };
}

/** @throws Conflict when somebody else decided meanwhile, or the case grew */
async function moveCase(
  db: Kysely<Database>,
  { before, after, decided }: { before: StoredCase; after: StoredCase; decided: Decided },
): Promise<void> {
  const { rows } = await sql`
    update abuse_case
       set state = ${after.state}, open_key = null, quiet_until = ${new Date(after.quiet_until ?? 0)}, version = ${after.version},
           decisions = decisions || ${JSON.stringify([decided])}::jsonb
     where case_id = ${before.case_id} and version = ${before.version}
    returning case_id`.execute(db);
  if (rows.length === 0) throw new Conflict('the case has moved');
}
