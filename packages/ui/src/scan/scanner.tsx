import { Button, IconButton } from '../button.tsx';
import { close, flashlight } from '../icons.ts';
import { useId, useRef, useState } from 'preact/hooks';
import { useWords } from '../language/language.tsx';
import { useDialog } from '../use-dialog.ts';
import { light } from './camera.ts';
import './scan.css';
import { useScan } from './use-scan.ts';
import { scanWords } from './words.ts';

interface ScannerProps {
  readonly onCard: (number: string) => void;
  readonly onClose: () => void;
}

/** The camera's picture over the whole screen, dark in either look; a card held before it is read by itself. */
export function Scanner({ onCard, onClose }: ScannerProps) {
  const say = useWords(scanWords);
  const dialog = useDialog(onClose);
  const video = useRef<HTMLVideoElement>(null);
  const id = useId();
  const { seen, lamp } = useScan(video, onCard);
  const isLooking = seen === 'looking' || seen === 'strange';
  return (
    <dialog {...dialog} className="scan" aria-labelledby={id}>
      <div className="scan-head">
        <IconButton icon={close} label={say.close} onClick={onClose} />
        <h2 id={id}>{say.title}</h2>
        {lamp && <Torch key={lamp.id} lamp={lamp} />}
      </div>
      <p className="scan-hint" role="status">
        {say.seen[seen]}
      </p>
      <div className="scan-view">
        <video ref={video} muted playsInline aria-hidden="true" hidden={!isLooking} />
        {isLooking && <div className="scan-frame" aria-hidden="true" />}
      </div>
      <div className="scan-foot">
        <Button kind={isLooking || seen === 'opening' ? 'outline' : 'main'} wide onClick={onClose}>
          {say.type}
        </Button>
      </div>
    </dialog>
  );
}

function Torch({ lamp }: { readonly lamp: MediaStreamTrack }) {
  const say = useWords(scanWords);
  const [isOn, setOn] = useState(false);
  return (
    <IconButton
      icon={flashlight}
      label={isOn ? say.torchOff : say.torchOn}
      onClick={() => {
        light(lamp, !isOn).then(
          () => setOn(!isOn),
          () => {},
        );
      }}
    />
  );
}
