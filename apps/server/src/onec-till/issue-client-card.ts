import { cardTypesAnswer, failed, issuedAnswer } from '@bonum/adapters/onec-till/card-answers';
import { isOn } from '@bonum/adapters/onec-till/read-basket';
import { v5 } from 'uuid';
import { newCardNumber } from '../cards/card-number.ts';
import { openCard } from '../cards/open-card.ts';
import { parsePhone } from '../members/phone.ts';
import { refuse, type Outcome } from '../operation.ts';
import { readOwner } from '../owner/read-owner.ts';
import { json, type Ask, type Reply } from './ask.ts';
import type { Shown } from './find-card.ts';
import { readBonuses } from './read-bonuses.ts';
import { refOfCardType } from './references.ts';
import { sentenceOf, words } from './words.ts';

const NAMESPACE = '3d0f7f5e-8f0c-4a50-8b0b-2f6a1d9b6a44';

/**
 * `issueclientcard`: the card is handed out and earns from now on. Nobody has proved the phone that was said, so it spends nothing
 * until its holder signs in by that phone: the same as a card from the counter.
 */
export async function issueClientCard(ask: Ask): Promise<Reply> {
  const { query } = ask;
  const card = query.get('ClientCardID') ?? '';
  const phone = query.get('Phone') ?? query.get('PhoneNumber') ?? '';
  if (card === '' && phone === '') return json(failed(words.cardNeeded));
  const known = await existing(ask, { card, phone });
  if (known) return known;
  if (card === '' && !mayMakeNumber(query)) return json(failed(words.numberNeeded));
  const number = await numberFor(ask, { card, phone });
  if (!number.ok) return json(failed(sentenceOf(number)));
  const { memberId, number: written } = number.value;
  const { shell, caller } = ask;
  const opened = await openCard.run(shell, caller, {
    memberId,
    number: written,
    storeId: caller.storeId,
    ...(phone !== '' && { claimedPhone: phone }),
  });
  if (!opened.ok) return json(failed(sentenceOf(opened)));
  const shown = await readBonuses(ask, { by: 'card', value: written }, false);
  if (!shown.ok) return json(failed(sentenceOf(shown)));
  return json(issuedAnswer({ ...shown.value, phone, name: query.get('Client') ?? '' }, false));
}

interface Named {
  readonly card: string;
  readonly phone: string;
}

/** Whoever has the card or the phone already is answered as they are. */
async function existing(ask: Ask, { card, phone }: Named): Promise<Reply | null> {
  const by: Shown[] = [
    ...(card === '' ? [] : [{ by: 'card', value: card } as const]),
    ...(phone === '' ? [] : [{ by: 'phone', value: phone } as const]),
  ];
  for (const shown of by) {
    const found = await readBonuses(ask, shown, false);
    if (found.ok)
      return json(
        found.value.valid ? issuedAnswer(found.value, true) : failed(sentenceOf({ code: 'card-blocked' })),
      );
    if (found.code !== 'unknown-card' && found.code !== 'unknown-member')
      return json(failed(sentenceOf(found)));
  }
  return null;
}

const mayMakeNumber = (query: Ask['query']): boolean =>
  isOn(query.get('GenerateNumber')) || /^(true|истина|да)$/i.test(query.get('GenerateNumber') ?? '');

/** The number that is to be handed out, or a new one; asked again for the same phone it is the same card. */
async function numberFor(
  { shell, caller }: Ask,
  { card, phone }: Named,
): Promise<Outcome<{ readonly memberId: string; readonly number: string }>> {
  const { programme } = await shell.programmes.current();
  if (card !== '') return { ok: true, value: { memberId: idOf(['card', card]), number: card } };
  const said = parsePhone(phone);
  if (said === null) return refuse('bad-phone', 'This is no phone.');
  const memberId = idOf(['phone', caller.keyId, said]);
  const before = await readOwner(shell.db, memberId);
  const number = before?.cards[0]?.number ?? newCardNumber(programme.cards.prefixes[0] ?? '');
  return { ok: true, value: { memberId, number } };
}

const idOf = (parts: readonly string[]): string => v5(JSON.stringify(parts), NAMESPACE);

/** `getcardtypes`: there is one. */
export async function getCardTypes({ shell }: Ask): Promise<Reply> {
  const { programme } = await shell.programmes.current();
  return json(cardTypesAnswer(refOfCardType(programme.id), programme.name.ru));
}
