import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Chain } from '../chain.ts';
import { add, backOf, isWhole, quantitiesBack, spentOf, type Accounts, type Sale } from './accounts.ts';
import type { Play } from './play.ts';
import { MOST_OFFLINE, worths } from './rules.ts';

/** Everything that must hold after any history: what people were told, against what the books say. */
export async function holdLaws(chain: Chain, play: Play): Promise<void> {
  // What expired is known when it is booked.
  await play.settle();
  const { accounts } = play;
  for (const sale of accounts.sales.values()) {
    sumsUp(sale);
    returnsAreFair(sale);
    await levelFits(chain, sale);
  }
  codesServeOnce(accounts);
  limitsHold(accounts);
  for (const person of accounts.persons()) await personAddsUp(chain, accounts, person);
  expect(await pointsAliveAgain(chain), 'points that had expired').toEqual([]);
  const breaks = await chain.breaks();
  // In full: an assertion would cut it short.
  if (breaks.length > 0) throw new Error(`verify finds: ${breaks.join('\n')}`);
}

/** What was booked as expired stays so, whatever a clock says later: a lot gets only points that were elsewhere meanwhile. */
async function pointsAliveAgain({ shell }: Chain): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select t.owner_id, t.number, t.debit, t.credit, t.reason from transfer t
     where t.credit in ('available', 'pending', 'held') and (t.debit = 'expired'
        or t.debit not in ('available', 'pending', 'held') and t.reason <> 'return' and exists (
           select from transfer e where e.owner_id = t.owner_id and e.lot_id = t.lot_id and e.credit = 'expired'
              and e.number < t.number))`.execute(shell.db);
  return rows;
}

function sumsUp({ answer, request }: Sale): void {
  const { totals, lines, spending } = answer;
  const label = `receipt ${request.key.number}`;
  expect(totals.amount - totals.discount - totals.spent, label).toBe(totals.paid);
  expect(sum(lines.map(({ paid }) => paid)), label).toBe(totals.paid);
  for (const { kind, points, amount } of spending) {
    const worth = worths[kind] ?? Number.NaN;
    expect(amount, `${label}: worth of ${kind}`).toBe(points * worth);
  }
}

/** After any part of a line came back, the customer has no more money and points than what is kept deserves. */
function returnsAreFair(sale: Sale): void {
  const { request, answer } = sale;
  const label = `receipt ${request.key.number}`;
  const back = quantitiesBack(sale);
  const deserved = { taken: {} as Record<string, number>, given: {} as Record<string, number> };
  for (const line of answer.lines) {
    const quantity = request.lines.find(({ id }) => id === line.id)?.quantity ?? 0;
    const { quantity: gone = 0, refund = 0 } = back.get(line.id) ?? {};
    if (gone === 0) continue;
    const share = gone / quantity;
    expect(share, `${label}: line ${line.id}`).toBeLessThanOrEqual(1);
    // Less than one kopeck is lost on the way, and none when all of it is back.
    expect(Math.abs(refund - line.paid * share), `${label}: line ${line.id}`).toBeLessThan(1);
    if (line.paid > 0)
      expect(refund, `${label}: line ${line.id}`).toBeLessThanOrEqual(line.paid * share + 1e-6);
    for (const { kind, points } of line.earned) add(deserved.taken, { [kind]: points * share });
    for (const { kind, points } of line.spent) add(deserved.given, { [kind]: points * share });
  }
  const { refund, reduced, givenBack, takenBack } = backOf(sale);
  expect(refund + reduced, `${label}: refunds by line`).toBe(
    sum([...back.values()].map((line) => line.refund)),
  );
  if (!sale.claimed && sale.owner !== null) {
    for (const [kind, points] of Object.entries(deserved.taken))
      expect(takenBack[kind] ?? 0, `${label}: ${kind} taken back`).toBeGreaterThanOrEqual(points - 1e-6);
    for (const [kind, points] of Object.entries(deserved.given))
      expect(givenBack[kind] ?? 0, `${label}: ${kind} given back`).toBeLessThanOrEqual(points + 1e-6);
  }
  if (!isUndone(sale)) return;
  // In whatever parts it came back: it ends where one cancellation ends.
  expect(refund + reduced, `${label}: all the money`).toBe(answer.totals.paid);
  expect(withoutZeros(takenBack), `${label}: all it earned`).toEqual(withoutZeros(sale.earned));
  expect(withoutZeros(givenBack), `${label}: all that paid`).toEqual(withoutZeros(spentOf(sale)));
}

/** Everything went back to where it came from; only a cancellation takes back what was brought within a sale. */
const isUndone = (sale: Sale): boolean =>
  isWhole(sale) && (sale.cancelled || sale.request.lines.every(({ quantity }) => quantity > 0));

async function levelFits({ shell }: Chain, { answer, request }: Sale): Promise<void> {
  const { level, programme } = answer;
  if (!level) return;
  const { levels } = (await shell.programmes.byVersion(programme.version)).programme;
  const reached = levels.findLast(({ from }) => from <= level.spendAfter) ?? levels[0];
  expect(level.after, `receipt ${request.key.number}: level`).toBe(reached?.id);
}

/** A code issued for one purchase has one purchase, of which something is left. */
function codesServeOnce({ sales }: Accounts): void {
  const codes = [...sales.values()]
    .filter((sale) => !isWhole(sale) && !sale.cancelled)
    .flatMap(({ answer }) => answer.promotions)
    .flatMap(({ promotion, code }) => (promotion === 'next' && code !== null ? [code] : []));
  expect(codes.toSorted(), 'single-use codes').toEqual([...new Set(codes)].toSorted());
}

/** What everybody may have five times has not been had a sixth time by those who still have it. */
function limitsHold({ sales }: Accounts): void {
  const had = [...sales.values()].filter(
    (sale) =>
      !isWhole(sale) && sale.answer.promotions.some(({ promotion }) => promotion === 'socks-with-dress'),
  );
  expect(had.length, 'a promotion limited to five').toBeLessThanOrEqual(5);
}

interface Held {
  readonly kind: string;
  readonly total: number;
  readonly kept: number;
  readonly expired: number;
}

async function personAddsUp(chain: Chain, accounts: Accounts, person: string): Promise<void> {
  const memberIds = accounts.members.filter((memberId) => accounts.person(memberId) === person);
  const mine = [...accounts.sales.values()].filter(
    ({ owner }) => owner !== null && accounts.person(owner) === person,
  );
  const gifts = accounts.grants.filter(({ memberId }) => memberIds.includes(memberId));
  const held = await holdings(chain, memberIds);
  const expected: Record<string, number> = {};
  let [money, reduced] = [0, 0];
  for (const { kind, points } of gifts) add(expected, { [kind]: points });
  const given = worthOf(expected);
  for (const sale of mine) {
    const back = backOf(sale);
    add(expected, sale.earned);
    add(expected, spentOf(sale), -1);
    add(expected, back.givenBack);
    add(expected, back.takenBack, -1);
    reduced += back.reduced;
    money += back.refund - sale.answer.totals.paid;
  }
  for (const { kind, expired } of held) add(expected, { [kind]: -expired });
  const actual = Object.fromEntries(held.map(({ kind, total }) => [kind, total]));
  // What the shop kept of refunds for points that were gone is paid: those points are owed no more.
  expect(worthOf(actual), 'worth of all points').toBe(worthOf(expected) + reduced);
  if (reduced === 0) expect(withoutZeros(actual), 'points').toEqual(withoutZeros(expected));
  for (const { kind, kept, expired } of held) {
    expect(expired, `${kind} expired`).toBeGreaterThanOrEqual(0);
    const alive = accounts.gains.filter(
      (gain) => gain.kind === kind && memberIds.includes(gain.owner) && (gain.until ?? Infinity) > chain.now,
    );
    expect(kept, `${kind} that live`).toBeLessThanOrEqual(sum(alive.map(({ points }) => points)));
  }
  await standingFits(chain, memberIds, mine);
  await offlineIsBounded(chain, memberIds, accounts.undone);
  const allBack = mine.every(isUndone);
  // Nobody ends with more money and points than they brought and were given.
  if (allBack)
    expect(money + worthOf(actual), 'what is left when all goods are back').toBeLessThanOrEqual(given);
}

async function standingFits(
  chain: Chain,
  memberIds: readonly string[],
  mine: readonly Sale[],
): Promise<void> {
  const { rows } = await sql<{ spend: number; receipts: number }>`
    select coalesce(sum(spend), 0)::bigint as spend, coalesce(sum(receipts), 0)::int as receipts
      from owner where owner_id = any(${memberIds}::uuid[]) and merged_into is null`.execute(chain.shell.db);
  const spend = sum(
    mine.map((sale) => {
      const { refund, reduced } = backOf(sale);
      return sale.answer.totals.paid - refund - reduced;
    }),
  );
  expect(rows[0]?.spend, 'cumulative spend').toBe(spend);
  expect(rows[0]?.receipts, 'purchases').toBe(mine.filter((sale) => !isWhole(sale)).length);
}

/**
 * Of each kind: lent since the member last owed nothing, and outstanding, are no more than the programme lets anybody owe. People
 * who became one bring what each was allowed, as they do when they are parted again.
 */
async function offlineIsBounded(chain: Chain, memberIds: readonly string[], undone: number): Promise<void> {
  const { rows } = await sql<{ kind: string; points: number }>`
    with owing as (
        select owner_id, kind, number, reason, amount, credit, debit,
            sum(case when debit = 'debt' then amount when credit = 'debt' then -amount else 0 end)
              over (partition by owner_id, kind order by number) as owed
          from transfer where owner_id = any(${memberIds}::uuid[]) and 'debt' in (debit, credit)),
      lent as (
        select o.kind, o.amount from owing o
         where o.reason = 'advance' and o.debit = 'debt' and not exists (select from owing z
           where z.owner_id = o.owner_id and z.kind = o.kind and z.number > o.number and z.owed = 0))
    select kind, sum(points)::bigint as points from (
      select kind, amount as points from lent
      union all select p.key, p.value::bigint from allowance a cross join lateral jsonb_each_text(a.points) p
        where a.owner_id = any(${memberIds}::uuid[]) and a.used_by is null
          and a.counts_until > ${new Date(chain.now)}) parts
     group by kind`.execute(chain.shell.db);
  const most = MOST_OFFLINE * (memberIds.length + undone);
  for (const { kind, points } of rows)
    expect(points, `${kind} lent and allowed without network`).toBeLessThanOrEqual(most);
}

async function holdings(chain: Chain, memberIds: readonly string[]): Promise<readonly Held[]> {
  const { db } = chain.shell;
  const { rows } = await sql<Held>`
    select w.kind, sum(w.available + w.pending + w.held - w.debt)::bigint as total,
           sum(w.available + w.pending + w.held)::bigint as kept,
           (select coalesce(sum(case when t.credit = 'expired' then t.amount else -t.amount end), 0)::bigint
              from transfer t
             where t.owner_id = any(${memberIds}::uuid[]) and t.kind = w.kind
               and 'expired' in (t.debit, t.credit)) as expired
      from wallet w where w.owner_id = any(${memberIds}::uuid[]) group by w.kind order by w.kind`.execute(db);
  return rows;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

const worthOf = (points: Readonly<Record<string, number>>): number =>
  sum(Object.entries(points).map(([kind, count]) => count * (worths[kind] ?? Number.NaN)));

const withoutZeros = (points: Readonly<Record<string, number>>): Record<string, number> =>
  Object.fromEntries(Object.entries(points).filter(([, count]) => count !== 0));
