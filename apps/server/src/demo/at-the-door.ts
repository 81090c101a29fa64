import { instant } from '@bonum/engine';
import { v7 } from 'uuid';
import { issueCard } from '../cards/issue-card.ts';
import { openCard } from '../cards/open-card.ts';
import { codeFor } from '../confirmations/code.ts';
import { prospectOf } from '../confirmations/address.ts';
import { grantPoints } from '../points/grant-points.ts';

import type { Visitor } from '../operation.ts';
import { answerCode } from '../sign-in/answer-code.ts';
import { startSignIn } from '../sign-in/start-sign-in.ts';
import { cardNumber, must, type Stage } from './act.ts';
import { demoId, phoneOf } from './life.ts';
import { DAY_MS } from './rhythm.ts';

/** The one of the demo's members who has several cards and a profile beside. */
const COLLECTOR = 1;

/** Cards that anybody can try to come in with, in the range of `prefix`. */
export const doorCards = (prefix: string) => ({
  /** Handed out, with points on it, and nobody's. */
  open: cardNumber(prefix, '700001'),
  /** The collector's second one. */
  second: cardNumber(prefix, '700002'),
  /** Handed out to somebody who said the collector's phone. */
  claimed: cardNumber(prefix, '700003'),
  /** In no base. */
  unknown: cardNumber(prefix, '700004'),
});

/** Phones that come in by different ways: at once, by choosing a card, and as somebody new. */
export const doorPhones = {
  known: phoneOf(0),
  collector: phoneOf(COLLECTOR),
  fresh: '+70002000001',
} as const;

/** People and cards to try each way into the app with. It may be done again: each step then finds itself done. */
export async function setTheDoor(stage: Stage): Promise<void> {
  const cards = doorCards(stage.cardPrefix);
  const { shell, caller, pointKind: kind } = stage;
  const handOut = async (number: string, points: number, claimedPhone?: string): Promise<void> => {
    const memberId = demoId(`open card ${number}`);
    const claim = claimedPhone === undefined ? {} : { claimedPhone };
    must(await openCard.run(shell, caller, { memberId, number, ...claim }));
    const grantId = demoId(`points of ${memberId}`);
    must(
      await grantPoints.run(shell, caller, { memberId, grantId, kind, points, reason: 'Начальные баллы' }),
    );
  };
  await handOut(cards.open, 150);
  await handOut(cards.claimed, 236, doorPhones.collector);
  const collector = demoId(`member ${COLLECTOR}`);
  must(await issueCard.run(shell, caller, { memberId: collector, number: cards.second }));
  await comeIn(stage, doorPhones.known);
}

const visitor: Visitor = {
  deviceId: 'a-phone-from-the-demo0',
  address: '192.0.2.1',
  userAgent: 'Mozilla/5.0 (Linux; Android 16) Chrome/145.0 Mobile Safari/537.36',
};

/** Signed in yesterday on another phone: so the phone was proven lately, and nobody asks who is there. */
async function comeIn({ shell }: Stage, phone: string): Promise<void> {
  const at = instant(shell.clock() - DAY_MS);
  const then = { ...shell, clock: () => at, wallClock: () => at };
  const begun = await startSignIn.run(then, visitor, { signInId: v7(), phone });
  must(begun);
  const sent = await shell.db
    .selectFrom('confirmation')
    .select('confirmation_id')
    .where('owner_id', '=', prospectOf(phone))
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  const asBefore = { ...visitor, ...(begun.ok && begun.browser) };
  must(await answerCode.run(then, asBefore, { code: codeFor(shell.secret, sent.confirmation_id, 'sms') }));
}
