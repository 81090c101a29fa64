import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useAsked, useDoing } from '../../../api/asking.ts';
import { api } from '../../../api/client.ts';
import { answered } from '../../../api/failure.ts';
import { keys } from '../../../api/keys.ts';
import { Button } from '../../../components/button.tsx';
import { Field } from '../../../components/field.tsx';
import { tell } from '../../../components/toast.tsx';
import { useFailureText } from '../../../frame/shown.tsx';
import { ActionDialog } from './action-dialog.tsx';
import { MergePreviewTable } from './merge-preview.tsx';
import { newId, type MergePreview } from './member.ts';
import type { DialogProps } from './dialogs.ts';
import { actionWords } from './words.ts';

/** Another profile of the same person becomes this one: found, seen as it will be, and then done; and undone. */
export function MergeDialog({ member, action, onClose }: DialogProps) {
  const say = useWords(actionWords);
  const failureText = useFailureText();
  const [who, setWho] = useState('');
  const [preview, setPreview] = useState<MergePreview | null>(null);
  const [id] = useState(newId);
  const { memberId } = member;
  const finding = useDoing(async (typed: string) => {
    const found = await answered(api.POST('/v1/members/find', { body: referenceOf(typed) }));
    if (!found.ok) return found;
    return answered(
      api.POST('/v1/members/{memberId}/merges/preview', {
        params: { path: { memberId } },
        body: { fromMemberId: found.value.memberId },
      }),
    );
  });
  const find = async (): Promise<void> => {
    const answer = await finding.run(who);
    setPreview(answer?.ok ? answer.value : null);
  };
  return (
    <ActionDialog
      wide
      member={member}
      action={action}
      title={say.merge}
      act={say.mergeDo}
      ready={preview !== null && preview.obstacle === null}
      onClose={onClose}
      send={(sent) =>
        answered(
          api.POST('/v1/members/{memberId}/merges', {
            params: { path: { memberId } },
            body: { mergeId: id, fromMemberId: preview?.goes.memberId ?? '', ...sent },
          }),
        )
      }
      done={() => say.merged}
    >
      <div className="merge-find">
        <Field
          label={say.other}
          hint={say.otherHint}
          value={who}
          onChange={setWho}
          focus
          input={{ maxLength: 64 }}
        />
        <Button kind="outline" busy={finding.busy} off={who.trim() === ''} onPress={() => void find()}>
          {say.preview}
        </Button>
      </div>
      {finding.failure && (
        <p role="alert" className="act-failure">
          {failureText(finding.failure, say.refusals)}
        </p>
      )}
      {preview && <MergePreviewTable preview={preview} />}
      <Merges memberId={memberId} />
    </ActionDialog>
  );
}

/** A card has thirteen digits; a phone has fewer, or begins with a plus. */
function referenceOf(typed: string): { memberId: string } | { card: string } | { phone: string } {
  const text = typed.trim();
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/i.test(text)) return { memberId: text };
  return /^\d{13}$/.test(text.replaceAll(/[ -]/g, '')) ? { card: text } : { phone: text };
}

/** Who became one with them before: the last of it can be undone. */
function Merges({ memberId }: { readonly memberId: string }) {
  const say = useWords(actionWords);
  const format = useFormat();
  const failureText = useFailureText();
  const [why, setWhy] = useState('');
  const asked = useAsked(keys.ofMember(memberId, 'merges'), (signal) =>
    answered(api.GET('/v1/members/{memberId}/merges', { params: { path: { memberId } }, signal })),
  );
  const undoing = useDoing((mergeId: string) =>
    answered(
      api.POST('/v1/members/{memberId}/merges/{mergeId}/undo', {
        params: { path: { memberId, mergeId } },
        body: { reason: why.trim() },
      }),
    ),
  );
  const undo = async (mergeId: string): Promise<void> => {
    const answer = await undoing.run(mergeId);
    if (!answer?.ok) return;
    outdated(keys.member(memberId));
    tell(say.parted);
  };
  const merges = asked.state === 'here' ? asked.value.merges.filter(({ undoneAt }) => undoneAt === null) : [];
  const last = merges.find(({ canUndo }) => canUndo);
  if (merges.length === 0) return null;
  return (
    <section className="merges">
      <h3>{say.mergedBefore}</h3>
      <ul>
        {merges.map(({ mergeId, at }) => (
          <li key={mergeId}>{format.dateTime(at)}</li>
        ))}
      </ul>
      {last ? (
        <>
          <Field label={say.undoReason} value={why} onChange={setWhy} input={{ maxLength: 300 }} />
          <Button
            kind="outline"
            busy={undoing.busy}
            off={why.trim() === ''}
            onPress={() => void undo(last.mergeId)}
          >
            {say.undoLast}
          </Button>
        </>
      ) : (
        <p className="second">{say.cannotUndo}</p>
      )}
      {undoing.failure && (
        <p role="alert" className="act-failure">
          {failureText(undoing.failure, say.refusals)}
        </p>
      )}
    </section>
  );
}
