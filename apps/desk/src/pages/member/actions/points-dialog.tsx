import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Select } from '../../../components/choice.tsx';
import { NumberField } from '../../../components/field.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { useNameOf } from '../../../programme/use-names.ts';
import { newId } from './member.ts';
import type { DialogProps } from './dialogs.ts';
import { actionWords } from './words.ts';

/** Points are granted, or taken off. */
function PointsDialog({ member, action, onClose, give }: DialogProps & { readonly give: boolean }) {
  const say = useWords(actionWords);
  const format = useFormat();
  const nameOf = useNameOf('kinds');
  const kinds = member.balances.map(({ kind, available }) => ({
    id: kind,
    name: nameOf(kind),
    note: format.points(available),
  }));
  const [kind, setKind] = useState(kinds[0]?.id ?? '');
  const [points, setPoints] = useState<number | null>(null);
  const [id] = useState(newId);
  const available = member.balances.find((balance) => balance.kind === kind)?.available ?? 0;
  const tooMany = !give && points !== null && points > available;
  const { memberId } = member;
  return (
    <ActionDialog
      member={member}
      action={action}
      title={give ? say.grant : say.withdraw}
      act={give ? say.grantDo : say.withdrawDo}
      amount={points}
      ready={points !== null && points > 0 && !tooMany}
      onClose={onClose}
      send={(sent) =>
        answered(
          give
            ? api.POST('/v1/members/{memberId}/grants', {
                params: { path: { memberId } },
                body: { grantId: id, kind, points: points ?? 0, ...sent },
              })
            : api.POST('/v1/members/{memberId}/withdrawals', {
                params: { path: { memberId } },
                body: { withdrawalId: id, kind, points: points ?? 0, ...sent },
              }),
        )
      }
      done={() =>
        give ? say.granted(format.points(points ?? 0)) : say.withdrawn(format.points(points ?? 0))
      }
    >
      {kinds.length > 1 && <Select label={say.kind} options={kinds} value={kind} onChange={setKind} />}
      <NumberField
        label={say.howMany}
        value={points}
        onChange={setPoints}
        least={1}
        focus
        wrong={tooMany ? say.tooMany(format.points(available)) : undefined}
      />
    </ActionDialog>
  );
}

export const GrantDialog = (props: DialogProps) => <PointsDialog {...props} give />;
export const WithdrawDialog = (props: DialogProps) => <PointsDialog {...props} give={false} />;
