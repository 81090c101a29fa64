import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { Field } from '../../../components/field.tsx';
import { ActionDialog } from './action-dialog.tsx';
import type { DialogProps } from './dialogs.ts';
import { actionWords } from './words.ts';

const fields = ['name', 'surname', 'birthDate', 'city'] as const;
type FieldName = (typeof fields)[number];

/** What the member says of themselves is put right; what is left as it was is not sent. */
export function DataDialog({ member, action, onClose }: DialogProps) {
  const say = useWords(actionWords);
  const [typed, setTyped] = useState<Partial<Record<FieldName, string>>>({});
  const changed = Object.fromEntries(
    fields.flatMap((field) => {
      const value = typed[field]?.trim();
      return value === undefined || value === '' || value === (member[field] ?? '') ? [] : [[field, value]];
    }),
  );
  return (
    <ActionDialog
      member={member}
      action={action}
      title={say.data}
      act={say.dataDo}
      ready={Object.keys(changed).length > 0}
      onClose={onClose}
      send={(sent) =>
        answered(
          api.PATCH('/v1/members/{memberId}', {
            params: { path: { memberId: member.memberId } },
            body: { ...changed, ...sent },
          }),
        )
      }
      done={() => say.dataDone}
    >
      {fields.map((field, index) => (
        <Field
          key={field}
          label={say.fields[field]}
          value={typed[field] ?? member[field] ?? ''}
          onChange={(value) => setTyped((before) => ({ ...before, [field]: value }))}
          focus={index === 0}
          input={field === 'birthDate' ? { type: 'date' } : { maxLength: 300 }}
        />
      ))}
    </ActionDialog>
  );
}
