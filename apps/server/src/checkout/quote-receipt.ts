import type { Answer, Input } from '@bonum/contract';
import {
  instant,
  stepFor,
  type Calculation,
  type MemberFacts,
  type Points,
  type Programme,
  type SpendWish,
} from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { permitFor } from '../barcodes/shown-code.ts';
import {
  operation,
  refuse,
  type Call,
  type Decision,
  type Refusal,
  type ScopedCaller,
} from '../operation.ts';
import { calculatedAnswer, nameOf, type Buyer, type Calculated, type Language } from './answer.ts';
import { factsOf, readBuyer } from './buyer.ts';
import { calculateReceipt, type BasketRequest } from './calculate-receipt.ts';
import { basketDigest, QUOTE_MINUTES, sealQuote } from './quote-token.ts';
import { readCheckout, type Lookup } from './read-checkout.ts';
import { countingOnly } from './stamps.ts';
import { asFarAsThereIs, type Within } from './within-budgets.ts';

/** What a basket costs and earns. Writes nothing. */
export const quoteReceipt = operation('quote-receipt', (call, request) => decideQuote(call, request));

/** @param paysWith what the buyer can pay with at this till, of what there is; unless told, all of it */
export async function decideQuote(
  call: Call<ScopedCaller>,
  request: Input<'quote-receipt'>,
  paysWith: (buyer: Buyer, balances: MemberFacts['balances']) => MemberFacts['balances'] = (_, all) => all,
): Promise<Decision<Answer<'quote-receipt'>>> {
  const wish = (request.spend ?? 'none') as SpendWish;
  const looked = await readCheckout(call, request, { step: 'quote' });
  if (!looked.ok) return looked;
  const lookup = looked.value;
  const strange = unknownKind(lookup.programme.programme, wish);
  if (strange) return strange;
  const found = await readBuyer(call, lookup, request.member);
  if (!found.ok) return found;
  const buyer = found.value;
  const known = factsOf(lookup, buyer);
  const facts = known && buyer && { ...known, balances: paysWith(buyer, known.balances) };
  const { programme, at, offsetMinutes } = lookup;
  const within = await asFarAsThereIs(call, (exhausted) =>
    calculateReceipt(request, lookup, { programme, at, offsetMinutes, member: facts, wish, exhausted }),
  );
  const missed = missedAnswer(within.calculation, programme.programme, request.language ?? 'ru');
  const permit = await permitFor(call, request.member, lookup);
  return {
    ok: true,
    value: { ...quoteAnswer(call, request, { lookup, buyer, facts, within }), missed, permit },
  };
}

/** More than a screen shows. */
const mostMissed = 20;

const missedAnswer = (
  { missed }: Calculation,
  { promotions }: Programme,
  language: Language,
): Answer<'quote-receipt'>['missed'] =>
  missed.slice(0, mostMissed).map(({ promotion, code, because }) => {
    const step = stepFor(because);
    return {
      promotion,
      name: nameOf(promotions, promotion, language),
      code,
      because: because.type,
      lines: because.type === 'taken' && because.lines ? [...because.lines] : null,
      units: step?.type === 'units' || step?.type === 'gift' ? step.units : null,
      missing: step?.type === 'spend' ? step.missing : null,
    };
  });

/** A wish for points that do not exist must not pass for a wish for none. */
export function unknownKind(programme: Programme, wish: SpendWish): Refusal | null {
  if (typeof wish === 'string') return null;
  const strange = Object.keys(wish).find((kind) => !programme.kinds.some(({ id }) => id === kind));
  if (strange === undefined) return null;
  const known = programme.kinds.map(({ id }) => id).join(', ');
  return refuse('unknown-kind', `The programme has no points of kind ${strange}; it has ${known}.`, {
    path: `/spend/${strange}`,
  });
}

export type QuoteAnswer = Calculated & { quoteToken: string; quoteExpiresAt: string };

/** The answer and the token that binds it. */
export function quoteAnswer(
  call: Call,
  request: BasketRequest,
  quoted: { lookup: Lookup; buyer: Buyer | null; facts: MemberFacts | null; within: Within },
): QuoteAnswer {
  const { lookup, buyer, facts } = quoted;
  const { calculation, exhausted } = quoted.within;
  const { receiptId, programme, at, offsetMinutes, singleUse } = lookup;
  const expiresAt = instant(call.now + QUOTE_MINUTES * 60_000);
  const quoteToken = sealQuote(call.shell.secret, {
    programmeVersion: programme.version,
    at,
    offsetMinutes,
    expiresAt,
    memberId: buyer?.state.owner.owner_id ?? null,
    facts: facts && withoutBalances(facts),
    spent: spentBy(calculation),
    stamps: facts ? countingOnly(programme.programme, facts.balances) : {},
    singleUse: [...singleUse],
    exhausted,
    digest: basketDigest(request),
  });
  const language = request.language ?? 'ru';
  const answer = calculatedAnswer(calculation, { receiptId, version: programme, buyer, language });
  return { ...answer, quoteToken, quoteExpiresAt: iso(expiresAt) };
}

const spentBy = ({ spending }: Calculation): Record<string, Points> =>
  Object.fromEntries(spending.filter(({ points }) => points > 0).map(({ kind, points }) => [kind, points]));

function withoutBalances({ balances: _balances, ...facts }: MemberFacts): Omit<MemberFacts, 'balances'> {
  return facts;
}
