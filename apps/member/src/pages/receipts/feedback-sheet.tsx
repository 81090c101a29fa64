import { Button, Icon, Sheet } from '@bonum/ui';
import { camera, warning } from '@bonum/ui/icons';
import { useEffect, useId, useState } from 'preact/hooks';
import { useDoing } from '../../api/asking.ts';
import type { Failure } from '../../api/failure.ts';
import { useWords } from '@bonum/ui/language';
import { useOnline } from '../../shell/net-line.tsx';
import { shellWords } from '../../shell/words.ts';
import type { Receipt } from './reasons.tsx';
import { sendFeedback, type Said } from './send-feedback.ts';
import { shrinkPhoto } from './shrink-photo.ts';
import { ChooseStars } from './stars.tsx';
import { receiptWords, type ReceiptWords } from './words.ts';

const LONGEST_TEXT = 1000;

export const photoAddress = (receiptId: string): string => `/v1/me/receipts/${receiptId}/feedback/photo`;

interface SheetProps {
  readonly receipt: Receipt;
  /** The star that was tapped. */
  readonly first: number;
  readonly onClose: () => void;
  readonly onSent: () => void;
}

type Problem = 'bad-photo' | 'photo-failed' | Failure;

/** Stars, and if there is more to say, words and a photo. */
export function FeedbackSheet({ receipt, first, onClose, onSent }: SheetProps) {
  const say = useWords(receiptWords).feedback;
  const { close } = useWords(shellWords);
  const online = useOnline();
  const { receiptId, feedback } = receipt;
  const [stars, setStars] = useState(first);
  const [text, setText] = useState(feedback?.text ?? '');
  const [photo, setPhoto] = useState<Said['photo']>('same');
  const [problem, setProblem] = useState<Problem | null>(null);
  const sending = useDoing((said: Said) => sendFeedback(receiptId, said));
  const send = async (): Promise<void> => {
    const answer = await sending.run({ stars, text, photo });
    if (answer === null) return;
    if (!answer.ok) setProblem(answer.failure);
    else if (answer.value.withoutPhoto) setProblem('photo-failed');
    else onSent();
  };
  const take = async (file: Blob): Promise<void> => {
    const small = await shrinkPhoto(file);
    setProblem(small ? null : 'bad-photo');
    if (small) setPhoto(small);
  };
  const id = useId();
  return (
    <Sheet title={feedback ? say.given : say.title} closeLabel={close} onClose={onClose}>
      <form
        className="feedback-form"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <ChooseStars value={stars} onChange={setStars} />
        <div className="field">
          <label htmlFor={id}>{say.text}</label>
          <textarea
            id={id}
            maxLength={LONGEST_TEXT}
            value={text}
            aria-describedby={`${id}-hint`}
            onInput={(event) => setText(event.currentTarget.value)}
          />
          <p className="hint" id={`${id}-hint`}>
            {say.hint}
          </p>
        </div>
        <PhotoChoice
          photo={photo}
          sent={feedback?.photo === true ? photoAddress(receiptId) : null}
          onTake={(file) => void take(file)}
          onDrop={() => setPhoto('none')}
        />
        {problem !== null && (
          <p className="wrong" role="alert">
            <Icon of={warning} small />
            <span>{problemText(problem, say)}</span>
          </p>
        )}
        <Button submit wide off={sending.busy || !online}>
          {sending.busy ? say.sending : say.send}
        </Button>
        {!online && <p className="small second">{say.offline}</p>}
      </form>
    </Sheet>
  );
}

function problemText(problem: Problem, say: ReceiptWords['feedback']): string {
  if (problem === 'bad-photo') return say.badPhoto;
  if (problem === 'photo-failed') return say.photoFailed;
  return problem.kind === 'refused' && problem.code === 'feedback-closed' ? say.closed : say.failed;
}

interface PhotoProps {
  readonly photo: Said['photo'];
  /** Where the one is that was sent before. */
  readonly sent: string | null;
  readonly onTake: (file: Blob) => void;
  readonly onDrop: () => void;
}

function PhotoChoice({ photo, sent, onTake, onDrop }: PhotoProps) {
  const say = useWords(receiptWords).feedback;
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    if (!(photo instanceof Blob)) return setAddress(null);
    const made = URL.createObjectURL(photo);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [photo]);
  const shown = photo === 'same' ? sent : address;
  return (
    <div>
      {shown !== null && (
        <img className="feedback-photo" width={200} height={200} src={shown} alt={say.photoAlt} />
      )}
      <div className="receipt-photo-choice">
        <label className="button outline">
          <Icon of={camera} small />
          <span>{shown === null ? say.photo : say.otherPhoto}</span>
          <input
            type="file"
            accept="image/*"
            onChange={(event) => {
              const [file] = event.currentTarget.files ?? [];
              if (file) onTake(file);
            }}
          />
        </label>
        {shown !== null && (
          <Button kind="ghost" onClick={onDrop}>
            {say.withoutPhoto}
          </Button>
        )}
      </div>
      <p className="small second">{say.photoNote}</p>
    </div>
  );
}
