import { useLanguage, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Radios } from '../../../components/choice.tsx';
import { Field } from '../../../components/field.tsx';
import { useNamed, type Named } from '../../../programme/use-names.ts';
import { ActionDialog } from './action-dialog.tsx';
import type { DialogProps } from './dialogs.ts';
import { newId } from './member.ts';
import { offerWords } from './offer-words.ts';
import { actionWords } from './words.ts';

const isPersonal = (promotion: Named): boolean => 'personal' in promotion && promotion.personal === true;

const MONTH_DAYS = 30;
/** A day by this machine's clock, as a field of days has it. */
const dayAfter = (days: number): string => {
  const date = new Date();
  date.setDate(date.getDate() + days);
  const [month, day] = [date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, '0'));
  return `${date.getFullYear()}-${month}-${day}`;
};

/** A personal promotion of the programme, for this member, until the end of a day. */
export function OfferDialog({ member, action, onClose }: DialogProps) {
  const say = useWords(actionWords);
  const words = useWords(offerWords);
  const { language } = useLanguage();
  const promotions = useNamed('promotions');
  const offers = promotions?.filter(isPersonal) ?? [];
  const [chosen, setChosen] = useState<string | null>(null);
  const [until, setUntil] = useState(() => dayAfter(MONTH_DAYS));
  const [offerId] = useState(newId);
  const promotion = offers.find(({ id }) => id === chosen) ?? offers[0];
  const over = until !== '' && until < dayAfter(0);
  return (
    <ActionDialog
      member={member}
      action={action}
      title={say.offer}
      act={words.give}
      ready={promotion !== undefined && until !== '' && !over}
      refusals={words.refusals}
      onClose={onClose}
      send={(sent) =>
        answered(
          api.POST('/v1/members/{memberId}/offers', {
            params: { path: { memberId: member.memberId } },
            body: {
              offerId,
              promotion: promotion?.id ?? '',
              validUntil: new Date(`${until}T23:59:59`).toISOString(),
              ...sent,
            },
          }),
        )
      }
      done={() => words.given(promotion?.name[language] ?? '')}
    >
      {offers.length === 0 && promotions !== null ? (
        <p className="second">{words.none}</p>
      ) : (
        <Radios
          label={words.which}
          options={offers.map(({ id, name }) => ({ id, name: name[language] }))}
          value={promotion?.id ?? null}
          onChange={setChosen}
        />
      )}
      <Field
        label={words.until}
        value={until}
        onChange={setUntil}
        input={{ type: 'date' }}
        wrong={over ? words.untilWrong : undefined}
      />
    </ActionDialog>
  );
}
