// The rules of programmes/replay.json once more, from their words alone and without a line of Bonum's: what a replay
// is held against.

/** A line of a receipt as a test thinks of it. */
export interface OracleLine {
  readonly receipt: string;
  /** Epoch milliseconds. */
  readonly at: number;
  /** '': nobody. */
  readonly member: string;
  readonly quantity: number;
  readonly amount: number;
}

export interface OracleMember {
  readonly member_id: string;
  readonly spend_minor: number;
  readonly level: string;
  readonly earned: number;
  readonly expired: number;
  readonly balance: number;
}

interface Receipt {
  readonly id: string;
  readonly at: number;
  readonly member: string;
  total: number;
}

const LEVELS = [
  { name: 'Participant', from: 0, percent: 0n },
  { name: 'Bronze', from: 10_000, percent: 3n },
  { name: 'Silver', from: 50_000, percent: 5n },
  { name: 'Gold', from: 100_000, percent: 7n },
];
const LIFE_MS = 365 * 86_400 * 1000;

const levelAt = (spend: number) => LEVELS.findLast(({ from }) => spend >= from) ?? LEVELS[0];
const bytewise = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

export function oracle(lines: readonly OracleLine[]) {
  const receipts = receiptsOf(lines);
  const last = receipts.reduce((latest, { at }) => Math.max(latest, at), Number.NEGATIVE_INFINITY);
  const names = [...new Set(receipts.map(({ member }) => member))].filter((name) => name !== '');
  const members = names.sort(bytewise).map((name) => {
    const own = receipts.filter(({ member }) => member === name);
    return memberOf(
      name,
      own.sort((a, b) => a.at - b.at || bytewise(a.id, b.id)),
      last,
    );
  });
  const total = (figure: 'earned' | 'expired' | 'balance'): number =>
    members.reduce((sum, member) => sum + member[figure], 0);
  const report = {
    receipts: receipts.length,
    members: members.length,
    salesMinor: receipts.reduce((sum, receipt) => sum + receipt.total, 0),
    pointsEarned: total('earned'),
    pointsExpired: total('expired'),
    pointsBalance: total('balance'),
    levels: Object.fromEntries(
      LEVELS.map(({ name }) => [name, members.filter(({ level }) => level === name).length]),
    ),
    lines: lines.length,
    anonymousReceipts: receipts.filter(({ member }) => member === '').length,
  };
  return { report, members };
}

function receiptsOf(lines: readonly OracleLine[]): Receipt[] {
  const receipts = new Map<string, Receipt>();
  for (const { receipt: id, at, member, quantity, amount } of lines) {
    const receipt = receipts.get(id) ?? { id, at, member, total: 0 };
    receipt.total += quantity === 0 ? 0 : amount;
    receipts.set(id, receipt);
  }
  return [...receipts.values()];
}

function memberOf(member_id: string, receipts: readonly Receipt[], last: number): OracleMember {
  let [spend, earned, expired] = [0, 0, 0];
  for (const { at, total } of receipts) {
    const percent = levelAt(spend)?.percent ?? 0n;
    const points = total > 0 ? Number((BigInt(total) * percent) / 100n) : 0;
    earned += points;
    if (at + LIFE_MS <= last) expired += points;
    spend += total;
  }
  const level = levelAt(spend)?.name ?? '';
  return { member_id, spend_minor: spend, level, earned, expired, balance: earned - expired };
}
