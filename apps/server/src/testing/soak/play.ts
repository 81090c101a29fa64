import type { Answer, Input, OperationId } from '@bonum/contract';
import type { Programme } from '@bonum/engine';
import { v7 } from 'uuid';
import type { Outcome } from '../../operation.ts';
import type { Chain } from '../chain.ts';
import { Accounts, byKind, linesOf } from './accounts.ts';
import { pick, type Act, type Basket, type Plan, type Step } from './acts.ts';
import { Away } from './away.ts';
import { mustEqual } from './must-equal.ts';
import { LONGEST_LIFE_DAYS } from './rules.ts';
import { Servers, settleAll } from './servers.ts';

type Of<Does extends Act['does']> = Extract<Act, { does: Does }>;
type Request = Input<'commit-receipt'>;

/** A basket that was rung up and is not paid yet, as far as its till knows. */
interface Open {
  readonly basket: Omit<Request, 'holdId' | 'quoteToken'>;
  token: string | null;
  holdId: string | null;
}
interface Asked {
  readonly id: OperationId;
  readonly input: Input<OperationId>;
  readonly answer: unknown;
}

const minute = 60_000;
const LONGEST_LIFE = LONGEST_LIFE_DAYS * 24 * 60 * minute;

/** Whoever sends these twice gets the same answer twice, whatever happened in between. */
const sameAgain: ReadonlySet<string> = new Set(['commit-receipt', 'return-receipt', 'cancel-receipt']);

/** Lives through a plan at the tills of a chain, and keeps account of what it is told. */
export class Play {
  readonly accounts = new Accounts();
  /** How often each act went well, and each promotion fired. */
  readonly done = new Map<string, number>();
  readonly #chain: Chain;
  readonly #variants: readonly Programme[];
  readonly #open: Open[] = [];
  readonly #codes: string[] = [];
  readonly #servers: Servers;
  readonly #away: Away;
  readonly #merges: { memberId: string; mergeId: string }[] = [];
  readonly #asked: Asked[] = [];
  #twice = false;

  constructor(chain: Chain, variants: readonly Programme[]) {
    this.#chain = chain;
    this.#variants = variants;
    this.#servers = new Servers(chain);
    const booked = (returned: Answer<'return-receipt'>) => this.#cameBack(returned);
    this.#away = new Away({ chain, servers: this.#servers, accounts: this.accounts, booked });
  }

  /** `check` is asked to look at everything every so many steps. */
  async live(plan: Plan, check: (play: Play) => Promise<void>, every = 30): Promise<void> {
    await this.#publish({ does: 'publish', which: 0 });
    for (const who of [0, 1]) {
      await this.#join({ does: 'join', invited: false, which: who });
      await this.#grant({ does: 'grant', who, kind: 'bonus', points: 5000, reversed: false });
    }
    for (const [index, step] of plan.entries()) {
      await this.#step(step);
      if ((index + 1) % every === 0) await check(this);
    }
    await this.#sync({ does: 'sync', count: 200, turn: 0, lost: false });
    await check(this);
    for (const { request } of this.accounts.sales.values()) {
      await this.#cancelKey(request.key);
    }
    await check(this);
  }

  /** A worker with a right clock. */
  settle(): Promise<void> {
    return settleAll(this.#chain);
  }

  async #step({ atOnce, twice }: Step): Promise<void> {
    this.#twice = twice;
    await allOf(atOnce.map((act) => this.#do(act)));
    this.#twice = false;
  }

  async #do(act: Act): Promise<void> {
    const acts: { [Does in Act['does']]: (act: Of<Does>) => Promise<boolean> } = {
      join: (given) => this.#join(given),
      buy: (given) => this.#buy(given),
      pay: (given) => this.#pay(given),
      open: async (given) => (await this.#ring(given)) !== null,
      hold: (given) => this.#hold(pick(this.#open, given.which), given.share),
      commit: (given) => this.#commit(pick(this.#open, given.which), given),
      cancel: (given) => this.#cancel(given),
      return: (given) => this.#return(given),
      grant: (given) => this.#grant(given),
      reverse: (given) => this.#reverse(given),
      merge: (given) => this.#merge(given),
      undo: () => this.#undo(),
      offer: (given) => this.#offer(given),
      codes: (given) => this.#addCodes(given),
      publish: (given) => this.#publish(given),
      allow: ({ who, till }) => this.#away.allow(pick(this.accounts.members, who) ?? '', till),
      'sell-away': (given) => this.#sellAway(given),
      'undo-away': (given) => this.#away.undo(given),
      sync: (given) => this.#sync(given),
      settle: async () => {
        await this.#servers.settle();
        return true;
      },
      wait: async ({ minutes }) => {
        this.#chain.now += minutes * minute;
        return true;
      },
      clock: async ({ which, minutes }) => {
        this.#servers.setBack(which, minutes * minute);
        return true;
      },
      again: (given) => this.#again(given),
    };
    // The compiler can't tell one row of the table from another by a type parameter.
    const went = await (acts[act.does] as (given: Act) => Promise<boolean>)(act);
    this.#count(went ? act.does : `${act.does} (no)`);
  }

  #count(what: string): void {
    this.done.set(what, (this.done.get(what) ?? 0) + 1);
  }

  /** As a till asks: again while the server is busy, and perhaps twice at once. */
  async #ask<Id extends OperationId>(id: Id, input: Input<Id>): Promise<Outcome<Answer<Id>>> {
    const once = async (): Promise<Outcome<Answer<Id>>> => {
      const outcome = await this.#servers.ask(id, input);
      return !outcome.ok && outcome.code === 'busy' ? once() : outcome;
    };
    const outcomes = await allOf(this.#twice ? [once(), once()] : [once()]);
    const first = outcomes.find(({ ok }) => ok) ?? outcomes[0];
    if (!first) throw new Error('nothing was asked');
    if (!first.ok) return first;
    if (sameAgain.has(id)) for (const outcome of outcomes) mustEqual(outcome, first, `${id}, twice at once`);
    this.#asked.push({ id, input, answer: first.value });
    return first;
  }

  async #again({ which }: Of<'again'>): Promise<boolean> {
    const asked = pick(this.#asked, which);
    if (!asked) return false;
    const outcome = await this.#servers.ask(asked.id, asked.input);
    if (sameAgain.has(asked.id)) {
      if (!outcome.ok && outcome.code === 'busy') return false;
      const answer = { ok: true, value: asked.answer };
      mustEqual(outcome, answer, `${asked.id} again: ${JSON.stringify(asked.input)}`);
    }
    return outcome.ok;
  }

  async #join({ invited, which }: Of<'join'>): Promise<boolean> {
    const { till } = this.#chain;
    const anonymous = [...this.accounts.sales.values()].filter(({ answer }) => answer.invitation !== null);
    const sale = invited ? pick(anonymous, which) : undefined;
    const phone = till.phone();
    const confirmation = await till.confirmation({ purpose: 'join', phone });
    const memberId = v7();
    const invitation = sale?.answer.invitation?.code;
    const request = { memberId, phone, name: 'Анна', confirmation, ...(invitation && { invitation }) };
    const joined = await this.#ask('join-member', request);
    if (!joined.ok) return false;
    this.accounts.members.push(memberId);
    this.#phones.push(phone);
    if (!sale) return true;
    const balances = joined.value.balances.map(({ kind, available, pending }) => ({
      kind,
      points: available + pending,
    }));
    Object.assign(sale, { owner: memberId, claimed: true, earned: byKind(balances) });
    for (const gain of balances)
      this.accounts.gains.push({ owner: memberId, ...gain, until: this.#chain.now + LONGEST_LIFE });
    return true;
  }

  readonly #phones: string[] = [];

  #basket({ lines, start, code, hoursLate, as }: Basket, who: number): Open['basket'] {
    const memberId = pick(this.accounts.members, who);
    const phone = pick(this.#phones, who);
    const single = code === null ? undefined : pick(this.#codes, code);
    const codes = [...(start ? ['start'] : []), ...(single === undefined ? [] : [single])];
    const at = new Date(this.#chain.now - hoursLate * 60 * minute + 3 * 60 * minute);
    const member = as === 'phone' && phone ? { phone } : as === 'id' && memberId ? { memberId } : undefined;
    return {
      key: this.#chain.till.key(),
      at: at.toISOString().replace('Z', '+03:00'),
      lines: lines.map((line, index) => ({ id: String(index), ...line })),
      ...(codes.length > 0 && { codes }),
      ...(member && { member }),
    };
  }

  async #buy({ who, basket }: Of<'buy'>): Promise<boolean> {
    return this.#book(this.#basket(basket, who));
  }

  async #book(request: Request): Promise<boolean> {
    const outcome = await this.#ask('commit-receipt', request);
    if (!outcome.ok) return false;
    this.accounts.sold(request, outcome.value);
    for (const { promotion } of outcome.value.promotions) this.#count(`promotion ${promotion}`);
    if (request.holdId === undefined) mustEqual(outcome.value.totals.spent, 0, 'spent without a hold');
    this.#codes.push(...outcome.value.nextCodes.map(({ code }) => code));
    return true;
  }

  async #sellAway({ who, basket, till, which, allowed }: Of<'sell-away'>): Promise<boolean> {
    const asked = this.#basket(basket, who);
    if (allowed) await this.#do({ does: 'allow', who, till });
    const spent = this.#away.sell({ ...asked, key: { ...asked.key, tillId: till } }, which);
    if (spent > 0) this.#count('points spent without network');
    return true;
  }

  async #sync(how: Of<'sync'>): Promise<boolean> {
    const told = await this.#away.sync({ ...how, twice: this.#twice });
    for (const outcome of told) this.#count(`sync: ${outcome}`);
    return told.length > 0;
  }

  async #ring({ who, basket }: { who: number; basket: Basket }): Promise<Open | null> {
    const asked = this.#basket(basket, who);
    const quote = await this.#servers.ask('quote-receipt', { ...asked, spend: 'most' });
    if (!quote.ok) return null;
    const open = { basket: asked, token: quote.value.quoteToken, holdId: null };
    this.#open.push(open);
    return open;
  }

  async #pay({ who, basket, share }: Of<'pay'>): Promise<boolean> {
    const open = await this.#ring({ who, basket });
    if (!open) return false;
    await this.#hold(open, share);
    return this.#commit(open, { token: true, held: true });
  }

  async #hold(open: Open | undefined, share: number): Promise<boolean> {
    if (!open) return false;
    const { basket } = open;
    const { member } = basket;
    if (!member) return false;
    const quote = await this.#servers.ask('quote-receipt', { ...basket, spend: 'most' });
    if (!quote.ok) return false;
    const parts = quote.value.spending.map(
      ({ kind, most }) => [kind, Math.ceil((most * share) / 100)] as const,
    );
    const spend = Object.fromEntries(parts.filter(([, points]) => points > 0));
    // Codes are few in a while; these people spend more often than others.
    this.#chain.now += 4 * minute;
    const confirmationId = v7();
    const sent = await this.#servers.ask('request-confirmation', {
      confirmationId,
      purpose: 'spend',
      member,
    });
    if (!sent.ok) return false;
    const confirmation = { confirmationId, code: this.#chain.sentCode(confirmationId) };
    const holdId = v7();
    const held = await this.#ask('hold-points', { ...basket, member, holdId, spend, confirmation });
    if (!held.ok) return false;
    this.#count('points held');
    open.holdId = holdId;
    open.token = held.value.quoteToken;
    return true;
  }

  async #commit(open: Open | undefined, how: { token: boolean; held: boolean }): Promise<boolean> {
    if (!open) return false;
    const { basket, holdId, token } = open;
    const hold = how.held && holdId !== null ? { holdId } : {};
    return this.#book({ ...basket, ...hold, ...(how.token && token !== null && { quoteToken: token }) });
  }

  async #cancel({ which, sold }: Of<'cancel'>): Promise<boolean> {
    const sales = [...this.accounts.sales.values()].map(({ request }) => request);
    const key = (sold ? pick(sales, which) : pick(this.#open, which)?.basket)?.key;
    return key ? this.#cancelKey(key) : false;
  }

  async #cancelKey(key: Request['key']): Promise<boolean> {
    const outcome = await this.#ask('cancel-receipt', { key, at: this.#chain.till.time() });
    if (!outcome.ok) return false;
    const { returned } = outcome.value;
    if (!returned) return true;
    this.#cameBack(returned);
    const sale = this.accounts.sales.get(returned.ofReceiptId);
    if (sale) sale.cancelled = true;
    return true;
  }

  async #return({ which, parts }: Of<'return'>): Promise<boolean> {
    const sale = pick([...this.accounts.sales.values()], which);
    if (!sale) return false;
    const { till } = this.#chain;
    const lines = linesOf(sale, parts);
    const request = { key: till.key(), at: till.time(), of: sale.request.key };
    const outcome = await this.#ask('return-receipt', { ...request, ...(lines.length > 0 && { lines }) });
    if (!outcome.ok) return false;
    this.#cameBack(outcome.value);
    return true;
  }

  #cameBack(returned: Answer<'return-receipt'>): void {
    this.accounts.cameBack(returned, LONGEST_LIFE, this.#chain.now);
  }

  async #grant({ who, kind, points, reversed }: Of<'grant'>): Promise<boolean> {
    const memberId = pick(this.accounts.members, who) ?? '';
    const grant = { memberId, grantId: v7(), kind, points, reason: 'Подарок' };
    const { now } = this.#chain;
    const outcome = await this.#ask('grant-points', grant);
    if (!outcome.ok) return false;
    this.accounts.grants.push({ memberId, kind, points });
    this.accounts.gains.push({ owner: memberId, kind, points, until: now + LONGEST_LIFE });
    if (reversed) await this.#do({ does: 'reverse', which: who });
    return true;
  }

  /** Some movement of points or other; only what was given by hand can be reversed. */
  async #reverse({ which }: Of<'reverse'>): Promise<boolean> {
    const memberId = pick(this.accounts.members, which) ?? '';
    const page = await this.#servers.ask('list-transfers', { memberId });
    if (!page.ok) return false;
    const { transfers } = page.value;
    const byHand = transfers.find(({ reason }) => reason === 'granted-by-hand');
    const transfer = which % 5 === 0 ? pick(transfers, which) : byHand;
    if (!transfer) return false;
    const { number, kind, points } = transfer;
    const outcome = await this.#ask('reverse-transfer', { memberId, number, reason: 'Ошибка' });
    if (!outcome.ok) return false;
    this.accounts.grants.push({ memberId, kind, points: -points });
    return true;
  }

  async #merge({ who, other, undone }: Of<'merge'>): Promise<boolean> {
    const [memberId = '', fromMemberId = ''] = [
      pick(this.accounts.members, who),
      pick(this.accounts.members, other),
    ];
    const mergeId = v7();
    const outcome = await this.#ask('merge-members', { memberId, mergeId, fromMemberId });
    if (!outcome.ok) return false;
    this.accounts.unite(memberId, fromMemberId);
    this.#merges.push({ memberId, mergeId });
    if (undone) await this.#do({ does: 'undo' });
    return true;
  }

  async #undo(): Promise<boolean> {
    const merge = this.#merges.at(-1);
    const undone = merge !== undefined && (await this.#ask('undo-merge', merge)).ok;
    if (undone) this.accounts.undone += 1;
    return undone;
  }

  async #offer({ who }: Of<'offer'>): Promise<boolean> {
    const memberId = pick(this.accounts.members, who) ?? '';
    const until = { validUntil: new Date(this.#chain.now + 40 * 24 * 60 * minute).toISOString() };
    const outcome = await this.#ask('give-offer', {
      memberId,
      offerId: v7(),
      promotion: 'personal',
      ...until,
    });
    if (outcome.ok) this.accounts.offers.push(memberId);
    return outcome.ok;
  }

  async #addCodes({ count }: Of<'codes'>): Promise<boolean> {
    const codes = Array.from({ length: count }, (_, index) => `CODE-${this.#codes.length + index}`);
    const until = { validUntil: new Date(this.#chain.now + 400 * 24 * 60 * minute).toISOString() };
    const outcome = await this.#ask('add-codes', { promotion: 'next', codes, ...until });
    if (outcome.ok) this.#codes.push(...codes);
    return outcome.ok;
  }

  async #publish({ which }: Of<'publish'>): Promise<boolean> {
    const programme = pick(this.#variants, which);
    if (!programme) return false;
    const published = await this.#ask('publish-programme', { programme: { ...programme } });
    if (published.ok) await this.#away.hearRules();
    return published.ok;
  }
}

/** What went wrong is said when nothing is under way any more. */
async function allOf<T>(work: readonly Promise<T>[]): Promise<T[]> {
  await Promise.allSettled(work);
  return Promise.all(work);
}
