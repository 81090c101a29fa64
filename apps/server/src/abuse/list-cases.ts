import { sql } from 'kysely';
import { operation } from '../operation.ts';
import { caseSummary, tellingIn } from './case-summary.ts';
import { caseColumns, type StoredCase } from './stored-case.ts';

const PAGE = 50;

/** What the rules found, the weightiest first. */
export const listCases = operation(
  'list-cases',
  async ({ shell }, { state = 'open', rule, after, limit = PAGE, language }) => {
    const { db } = shell;
    const [weight, caseId] = after?.split('_') ?? [];
    const beyond =
      caseId === undefined
        ? sql`true`
        : sql`(weight < ${Number(weight)} or weight = ${Number(weight)} and case_id > ${caseId}::uuid)`;
    const { rows } = await sql<StoredCase>`
      select ${caseColumns} from abuse_case
       where state = ${state} and ${rule === undefined ? sql`true` : sql`rule = ${rule}`} and ${beyond}
       order by weight desc, case_id limit ${limit + 1}`.execute(db);
    const { open } = await db
      .selectFrom('abuse_case')
      .select((eb) => eb.fn.countAll<number>().as('open'))
      .where('state', '=', 'open')
      .executeTakeFirstOrThrow();
    const telling = await tellingIn(db, language);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    return {
      ok: true,
      value: {
        cases: shown.map((row) => caseSummary(row, telling)),
        next: last ? `${last.weight}_${last.case_id}` : null,
        open,
      },
    };
  },
);
