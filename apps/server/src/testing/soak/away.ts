import type { Answer } from '@bonum/contract';
import type { MemberFacts } from '@bonum/engine';
import { sql } from 'kysely';
import { cancelIdOf, receiptIdOf } from '../../checkout/receipt-id.ts';
import { answerOfSale } from '../../checkout/stored-answer.ts';
import { readStored, type StoredReceipt } from '../../checkout/stored-receipt.ts';
import type { Chain } from '../chain.ts';
import { OfflineTill, type OfflineReceipt } from '../offline-till.ts';
import type { Basket } from '../till.ts';
import { linesOf, type Accounts } from './accounts.ts';
import { pick, type Act } from './acts.ts';
import type { Servers } from './servers.ts';

type Told = Answer<'sync-receipts'>['receipts'][number];
type Allowed = Answer<'grant-allowances'>['allowances'][number];
type Returned = Answer<'return-receipt'>;

/** What a receipt made without network may be refused for by a server that is right. */
const fair: ReadonlySet<string> = new Set([
  'too-old',
  'receipt-cancelled',
  'quantity-exceeded',
  'not-a-sale',
]);

interface Given {
  readonly chain: Chain;
  readonly servers: Servers;
  readonly accounts: Accounts;
  readonly booked: (returned: Returned) => void;
}

/** The tills while they have no network: what they know, what they sell, and what they send later. */
export class Away {
  readonly #chain: Chain;
  readonly #servers: Servers;
  readonly #accounts: Accounts;
  readonly #booked: (returned: Returned) => void;
  /** Each knows the rules of a time; some never hear of later ones. */
  readonly #tills: OfflineTill[] = [];
  readonly #allowed = new Map<string, Allowed>();
  readonly #sold = new Map<string, Basket>();
  /** Asked again, the server gives what was given: a till knows by itself that it has spent it. */
  readonly #spent = new Set<string>();
  /** Until when the till was allowed to spend what a sale spent. */
  readonly #until = new Map<string, number>();
  #waiting: OfflineReceipt[] = [];

  constructor(given: Given) {
    this.#chain = given.chain;
    this.#servers = given.servers;
    this.#accounts = given.accounts;
    this.#booked = given.booked;
  }

  async hearRules(): Promise<void> {
    this.#tills.push(await OfflineTill.of(this.#chain));
  }

  async allow(memberId: string, tillId: string): Promise<boolean> {
    const till = { storeId: 'S-1', tillId };
    const outcome = await this.#servers.ask('grant-allowances', { till, members: [{ memberId }] });
    const allowed = outcome.ok ? outcome.value.allowances[0] : undefined;
    if (!allowed?.token) return false;
    this.#allowed.set(`${tillId} ${memberId}`, allowed);
    return true;
  }

  /** Points are spent where the till was allowed to; it remembers that it has. The points that it spent. */
  sell(basket: Basket, which: number): number {
    const till = pick(this.#tills, which);
    if (!till) throw new Error('no till has rules yet');
    const name = `${basket.key.tillId} ${basket.member?.memberId}`;
    const allowed = this.#allowed.get(name);
    const until = Date.parse(allowed?.validUntil ?? '');
    const usable =
      allowed?.token && until > this.#chain.now && !this.#spent.has(allowed.token) ? allowed : null;
    const facts = usable && (usable.facts as MemberFacts);
    const sale = till.sell(basket, facts && { facts, wish: 'most' });
    const points = sale.charged.lines
      .flatMap(({ spent }) => spent)
      .reduce((sum, part) => sum + part.points, 0);
    const token = points > 0 ? (usable?.token ?? null) : null;
    if (token !== null) {
      this.#spent.add(token);
      this.#until.set(receiptIdOf(basket.key), until);
    }
    this.#waiting.push({ ...sale, ...(token !== null && { allowance: token }) });
    this.#sold.set(receiptIdOf(basket.key), basket);
    return points;
  }

  /** Goods of such a sale come back, or it is cancelled, whether or not it was sent. */
  async undo({ which, cancelled, parts }: Extract<Act, { does: 'undo-away' }>): Promise<boolean> {
    const [receiptId, basket] = pick([...this.#sold], which) ?? [];
    if (receiptId === undefined || !basket) return false;
    const at = this.#chain.till.time();
    const sale = this.#accounts.sales.get(receiptId);
    const lines = sale ? linesOf(sale, parts) : [];
    this.#waiting.push(
      cancelled
        ? { type: 'cancel', key: basket.key, at }
        : {
            type: 'return',
            key: this.#chain.till.key(basket.key.tillId),
            at,
            of: basket.key,
            ...(lines.length > 0 && { lines }),
          },
    );
    return true;
  }

  /** Sends some of what is waiting, in an order of its own; an answer that is lost has it sent again later. */
  async sync(how: { count: number; turn: number; lost: boolean; twice: boolean }): Promise<string[]> {
    const all = this.#waiting;
    const from = how.turn % Math.max(1, all.length);
    const receipts = [...all.slice(from), ...all.slice(0, from)].slice(0, how.count);
    if (receipts.length === 0) return [];
    const request = { sentAt: this.#chain.till.time(), receipts };
    const outcomes = await Promise.all(
      Array.from({ length: how.twice ? 2 : 1 }, () => this.#servers.ask('sync-receipts', request)),
    );
    const told = outcomes.flatMap((outcome) => (outcome.ok ? outcome.value.receipts : []));
    for (const one of told) await this.#account(one);
    const settled = new Set(told.filter(({ outcome }) => outcome !== 'waiting').map(nameOf));
    if (!how.lost) this.#waiting = this.#waiting.filter((receipt) => !settled.has(nameOf(receipt)));
    return told.map(({ outcome, refusal, debt }) => {
      const lent = Object.keys(debt).length > 0 ? ', points are owed' : '';
      return refusal ? `${outcome} ${refusal.code}` : `${outcome}${lent}`;
    });
  }

  async #account({ key, type, receiptId, outcome, refusal }: Told): Promise<void> {
    if (outcome === 'waiting') return;
    if (refusal) return this.#mayRefuse(receiptId, refusal.code);
    const backId = type === 'sale' ? null : type === 'cancel' ? cancelIdOf(key) : receiptId;
    if (backId === null) return this.#learnSale(receiptId);
    const back = await this.#stored(backId);
    if (!back) {
      // What was never sold has nothing to come back.
      if (type === 'cancel') return;
      throw new Error(`return ${backId} is booked and is not there`);
    }
    const returned = back.answer as Returned;
    await this.#learnSale(returned.ofReceiptId);
    this.#booked(returned);
    const sale = this.#accounts.sales.get(returned.ofReceiptId);
    if (sale && type === 'cancel') sale.cancelled = true;
  }

  #mayRefuse(receiptId: string, code: string): void {
    // What is sent late is refused; and where a merge was undone, an allowance may be another's now.
    const stale = this.#chain.now > (this.#until.get(receiptId) ?? Infinity) || this.#accounts.undone > 0;
    if (fair.has(code) || (stale && code === 'bad-allowance')) return;
    throw new Error(`receipt ${receiptId}, made without network, was refused: ${code}`);
  }

  async #learnSale(receiptId: string): Promise<void> {
    const basket = this.#sold.get(receiptId);
    if (!basket || this.#accounts.sales.has(receiptId)) return;
    const stored = await this.#stored(receiptId);
    if (!stored) throw new Error(`receipt ${receiptId} is booked and is not there`);
    this.#accounts.sold(basket, answerOfSale(stored, null));
  }

  async #stored(receiptId: string): Promise<StoredReceipt | undefined> {
    const [stored] = await readStored(this.#chain.shell.db, sql`receipt_id = ${receiptId}`);
    return stored;
  }
}

const nameOf = ({ type, key }: Pick<Told, 'type' | 'key'>): string =>
  `${type} ${key.tillId} ${key.shift} ${key.number}`;
