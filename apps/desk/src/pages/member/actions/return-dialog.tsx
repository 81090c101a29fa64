import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Button } from '../../../components/button.tsx';
import { Check } from '../../../components/choice.tsx';
import { NumberField } from '../../../components/field.tsx';
import { useActions, type Receipt } from '../use-member.ts';
import { ActionDialog } from './action-dialog.tsx';
import type { DialogProps } from './dialogs.ts';
import { newId } from './member.ts';
import { returnWords } from './return-words.ts';

type Line = Receipt['lines'][number];

const THOUSAND = 1000;
/** Thousandths that are still out. */
const outOf = ({ quantity, returned }: Line): number => quantity - returned;
/** Pieces are counted; what is weighed comes back whole. */
const isCounted = (line: Line): boolean => outOf(line) > THOUSAND && outOf(line) % THOUSAND === 0;

interface ReturnGoodsProps {
  readonly memberId: string;
  readonly receiptId: string;
  readonly receipt: Receipt;
}

/** Of a sale that is not all returned, for who may: goods come back at the desk. */
export function ReturnGoods({ memberId, receiptId, receipt }: ReturnGoodsProps) {
  const say = useWords(returnWords);
  const [open, setOpen] = useState(false);
  const actions = useActions(memberId);
  const action =
    actions.state === 'here' ? actions.value.actions.find(({ id }) => id === 'return-at-desk') : undefined;
  const lines = receipt.lines.filter((line) => outOf(line) > 0);
  if (receipt.type !== 'sale' || lines.length === 0 || actions.state !== 'here' || !action) return null;
  return (
    <>
      <Button kind="outline" onPress={() => setOpen(true)}>
        {say.open}
      </Button>
      {open && (
        <ReturnDialog
          member={actions.value}
          action={action}
          receiptId={receiptId}
          number={receipt.number}
          lines={lines}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}

interface ReturnDialogProps extends DialogProps {
  readonly receiptId: string;
  readonly number: string;
  readonly lines: readonly Line[];
}

function ReturnDialog({ member, action, receiptId, number, lines, onClose }: ReturnDialogProps) {
  const say = useWords(returnWords);
  const [returnId] = useState(newId);
  /** Thousandths by line; what is not in it stays sold. */
  const [chosen, setChosen] = useState<ReadonlyMap<string, number>>(new Map());
  const choose = (id: string, quantity: number | null): void =>
    setChosen(
      new Map([
        ...[...chosen].filter(([one]) => one !== id),
        ...(quantity === null ? [] : [[id, quantity] as const]),
      ]),
    );
  return (
    <ActionDialog
      member={member}
      action={action}
      title={say.title(number)}
      act={say.give}
      ready={chosen.size > 0}
      refusals={say.refusals}
      onClose={onClose}
      send={(sent) =>
        answered(
          api.POST('/v1/members/{memberId}/receipts/{receiptId}/returns', {
            params: { path: { memberId: member.memberId, receiptId } },
            body: { returnId, lines: [...chosen].map(([id, quantity]) => ({ id, quantity })), ...sent },
          }),
        )
      }
      done={() => say.done}
    >
      <p className="second">{say.lead}</p>
      {lines.map((line) => (
        <LineChoice
          key={line.id}
          line={line}
          quantity={chosen.get(line.id) ?? null}
          onChoose={(quantity) => choose(line.id, quantity)}
        />
      ))}
    </ActionDialog>
  );
}

interface LineChoiceProps {
  readonly line: Line;
  /** null: it stays sold. */
  readonly quantity: number | null;
  readonly onChoose: (quantity: number | null) => void;
}

function LineChoice({ line, quantity, onChoose }: LineChoiceProps) {
  const say = useWords(returnWords);
  return (
    <div>
      <Check checked={quantity !== null} onChange={(on) => onChoose(on ? outOf(line) : null)}>
        {line.name}
      </Check>
      {quantity !== null && isCounted(line) && (
        <NumberField
          label={say.howMany(line.name)}
          value={quantity / THOUSAND}
          onChange={(count) => onChoose(Math.max(1, count ?? 1) * THOUSAND)}
          least={1}
          most={outOf(line) / THOUSAND}
        />
      )}
    </div>
  );
}
