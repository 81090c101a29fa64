import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Button } from '../../../components/button.tsx';
import { useActions, type Entry } from '../use-member.ts';
import { ActionDialog } from './action-dialog.tsx';
import { reverseWords } from './reverse-words.ts';

interface ReverseEntryProps {
  readonly memberId: string;
  readonly entry: Entry;
}

/** Of what was granted or withdrawn by hand, for who may: its mirror image. */
export function ReverseEntry({ memberId, entry: { type, transfer, points } }: ReverseEntryProps) {
  const say = useWords(reverseWords);
  const format = useFormat();
  const [open, setOpen] = useState(false);
  const actions = useActions(memberId);
  if (actions.state !== 'here' || transfer === null || (type !== 'grant' && type !== 'withdrawal'))
    return null;
  const action = actions.value.actions.find(({ id }) => id === 'reverse-transfer');
  if (!action) return null;
  const count = points.reduce((sum, { plus, minus }) => sum + plus + minus, 0);
  return (
    <p>
      <Button kind="outline" onPress={() => setOpen(true)}>
        {say.open}
      </Button>
      {open && (
        <ActionDialog
          member={actions.value}
          action={action}
          title={say.title[type]}
          act={say.act}
          ready
          refusals={say.refusals}
          onClose={() => setOpen(false)}
          send={(sent) =>
            answered(
              api.POST('/v1/members/{memberId}/transfers/{number}/reverse', {
                params: { path: { memberId, number: transfer } },
                body: sent,
              }),
            )
          }
          done={() => say.done}
        >
          <p>{say.lead[type](format.points(count))}</p>
        </ActionDialog>
      )}
    </p>
  );
}
