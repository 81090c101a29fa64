import { useWords } from '@bonum/ui/language';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { ActionDialog } from './action-dialog.tsx';
import type { DialogProps } from './dialogs.ts';
import { actionWords } from './words.ts';

/** A member is suspended, or takes part again. */
export function StatusDialog({ member, action, onClose }: DialogProps) {
  const say = useWords(actionWords);
  const stops = action.id === 'suspend-member';
  const params = { path: { memberId: member.memberId } };
  return (
    <ActionDialog
      member={member}
      action={action}
      title={stops ? say.suspend : say.resume}
      act={stops ? say.suspend : say.resume}
      ready
      danger={stops}
      onClose={onClose}
      send={(body) =>
        answered(
          stops
            ? api.POST('/v1/members/{memberId}/suspension', { params, body })
            : api.POST('/v1/members/{memberId}/resumption', { params, body }),
        )
      }
      done={() => (stops ? say.suspended : say.resumed)}
    >
      <p>{stops ? say.suspendText : say.resumeText}</p>
    </ActionDialog>
  );
}
