import { Button } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useFormat, useWords } from '@bonum/ui/language';
import { CardSheet } from './card-sheet.tsx';
import { useSignInFailure } from './failure-text.ts';
import { Frame } from './frame.tsx';
import { chooseMainCard, useStep, type At } from './sign-in.ts';
import { signInWords } from './words.ts';
import { Wrong } from './wrong.tsx';

type Card = At<'choice'>['cards'][number];

/** Several cards: which stays? Their points are added up below, as on a receipt. */
export function ChoiceStep({ at }: { readonly at: At<'choice'> }) {
  const say = useWords(signInWords).choice;
  const format = useFormat();
  const failureText = useSignInFailure();
  const [cardId, setCardId] = useState(richest(at)?.cardId ?? '');
  const [typing, setTyping] = useState(false);
  const { run, busy, failure } = useStep(chooseMainCard);
  const chosen = at.cards.find((card) => card.cardId === cardId) ?? at.cards[0];
  if (!chosen) return null;
  return (
    <Frame title={say.title(at.cards.length)} lead={at.profiles.length > 1 ? say.several : say.shared} plain>
      <fieldset className="picks">
        <legend className="visually-hidden">{say.legend}</legend>
        {at.cards.map((card) => (
          <Pick key={card.cardId} at={at} card={card} chosen={chosen} choose={() => setCardId(card.cardId)} />
        ))}
      </fieldset>
      <p className="pick-sum">
        <span className="second">{say.sum(chosen.ending)}</span>
        <span className="n-72 pick-total">{format.number(at.points)}</span>
      </p>
      {at.card?.word === 'not-linked' && <NotLinked ending={at.card.ending} />}
      {at.triesLeft > 0 && (
        <Button kind="ghost" onClick={() => setTyping(true)}>
          {say.another}
        </Button>
      )}
      <div className="sign-in-foot">
        <p className="small second">{say.others}</p>
        <Wrong>{failure ? failureText(failure) : null}</Wrong>
        <Button wide busy={busy} onClick={() => void run(chosen.cardId)}>
          {say.go(chosen.ending)}
        </Button>
      </div>
      {typing && <CardSheet close={() => setTyping(false)} />}
    </Frame>
  );
}

/** Most will want to stay with the one that has most. */
const richest = ({ cards, profiles }: At<'choice'>): Card | undefined => {
  const best = profiles.toSorted((a, b) => b.points - a.points)[0]?.profile;
  return cards.find(({ profile }) => profile === best);
};

interface PickProps {
  readonly at: At<'choice'>;
  readonly card: Card;
  readonly chosen: Card;
  readonly choose: () => void;
}

function Pick({ at, card, chosen, choose }: PickProps) {
  const say = useWords(signInWords).choice;
  const format = useFormat();
  const profile = at.profiles.find((one) => one.profile === card.profile);
  const shown = profile && isFirstOf(at, card) ? profile.points : null;
  const bought = profile?.lastPurchaseAt ?? null;
  const about = [
    card.form === 'virtual' ? say.virtual : null,
    profile?.level,
    bought === null ? say.never : say.bought(format.date(bought)),
  ];
  return (
    <label className="pick">
      <input type="radio" name="main-card" checked={card.cardId === chosen.cardId} onChange={choose} />
      <span>
        <b className="strong">•• {card.ending}</b>
        <small>{about.filter(Boolean).join(' · ')}</small>
      </span>
      {shown !== null && (
        <span className="n-28">
          {card.profile === chosen.profile ? format.number(shown) : `+ ${format.number(shown)}`}
        </span>
      )}
    </label>
  );
}

/** Cards of one profile have one account of points: it is counted once. */
const isFirstOf = (at: At<'choice'>, card: Card): boolean =>
  at.cards.find(({ profile }) => profile === card.profile)?.cardId === card.cardId;

export const NotLinked = ({ ending }: { readonly ending: string }) => {
  const say = useWords(signInWords);
  return <p className="small second">{say.notLinked(ending)}</p>;
};
