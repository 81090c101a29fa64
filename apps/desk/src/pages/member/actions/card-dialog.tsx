import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Radios, Select } from '../../../components/choice.tsx';
import { Field } from '../../../components/field.tsx';
import { ActionDialog, type Sent } from './action-dialog.tsx';
import { newId, type Member } from './member.ts';
import type { DialogProps } from './dialogs.ts';
import { actionWords } from './words.ts';

type Deed = 'replace-card' | 'block-card' | 'unblock-card' | 'issue-card' | 'link-card';
const deeds: readonly Deed[] = ['replace-card', 'block-card', 'unblock-card', 'issue-card', 'link-card'];
const withOld: ReadonlySet<Deed> = new Set(['replace-card', 'block-card', 'unblock-card']);

/** What may be done with the cards of this member. */
const possible = (member: Member): Deed[] =>
  deeds.filter((deed) => member.actions.some(({ id }) => id === deed));

/** One of the member's cards is replaced, blocked or unblocked, or another one becomes theirs. */
export function CardDialog({ member, action, onClose }: DialogProps) {
  const say = useWords(actionWords);
  const [deed, setDeed] = useState<Deed>(possible(member)[0] ?? 'issue-card');
  const cards = member.cards.filter(({ state }) =>
    deed === 'unblock-card' ? state === 'blocked' : deed === 'block-card' ? state === 'active' : true,
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const old = cards.find(({ number }) => number === chosen)?.number ?? cards[0]?.number ?? '';
  const [number, setNumber] = useState('');
  const [id] = useState(newId);
  const digits = number.replaceAll(/\D/g, '');
  const ready = withOld.has(deed)
    ? old !== '' && (deed !== 'replace-card' || digits === '' || digits.length === 13)
    : digits.length === 13 || (deed === 'issue-card' && digits === '');
  return (
    <ActionDialog
      key={deed}
      member={member}
      action={member.actions.find((one) => one.id === deed) ?? action}
      title={say.cards}
      act={say.cardDo[deed]}
      ready={ready}
      onClose={onClose}
      send={(sent) => answered(ask(member.memberId, { deed, id, old, number: digits, sent }))}
      done={() => say.cardDone[deed]}
      danger={deed === 'block-card'}
    >
      <Radios
        label={say.whatToDo}
        options={possible(member).map((one) => ({ id: one, name: say.cardDo[one], note: say.cardNote[one] }))}
        value={deed}
        onChange={setDeed}
      />
      {withOld.has(deed) && cards.length > 0 && (
        <Select
          label={say.whichCard}
          options={cards.map((card) => ({
            id: card.number,
            name: `•• ${card.number.slice(-4)}`,
            note: `${say.form[card.form]}, ${say.cardState[card.state]}`,
          }))}
          value={old}
          onChange={setChosen}
        />
      )}
      {(deed === 'replace-card' || !withOld.has(deed)) && (
        <Field
          label={say.newNumber}
          hint={deed === 'link-card' ? say.linkHint : say.newNumberHint}
          value={number}
          onChange={setNumber}
          input={{ inputMode: 'numeric', maxLength: 20 }}
        />
      )}
    </ActionDialog>
  );
}

interface Asked {
  readonly deed: Deed;
  readonly id: string;
  readonly old: string;
  readonly number: string;
  readonly sent: Sent;
}

function ask(memberId: string, { deed, id, old, number, sent }: Asked) {
  const params = { path: { memberId } };
  const given = number === '' ? {} : { number };
  switch (deed) {
    case 'replace-card':
      return api.POST('/v1/members/{memberId}/cards/replace', {
        params,
        body: { replacementId: id, old, ...given, ...sent },
      });
    case 'block-card':
      return api.POST('/v1/members/{memberId}/cards/block', { params, body: { number: old, ...sent } });
    case 'unblock-card':
      return api.POST('/v1/members/{memberId}/cards/unblock', { params, body: { number: old, ...sent } });
    case 'issue-card':
      return api.POST('/v1/members/{memberId}/cards', {
        params,
        body: { ...(number === '' ? { cardId: id } : given), ...sent },
      });
    case 'link-card':
      return api.POST('/v1/members/{memberId}/cards/link', { params, body: { linkId: id, number, ...sent } });
    default:
      return deed satisfies never;
  }
}
