import { Button, Icon } from '@bonum/ui';
import { camera } from '@bonum/ui/icons';
import type { ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { useWords } from '@bonum/ui/language';
import type { Scanner } from '@bonum/ui/scan';
import { scanWords } from './words.ts';

type Loaded = ComponentType<Parameters<typeof Scanner>[0]>;

/** Opens the camera, whose code comes only now; gives the number of the card that was seen. */
export function ScanButton({ onCard }: { readonly onCard: (number: string) => void }) {
  const say = useWords(scanWords);
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const [open, setOpen] = useState<{ readonly Scanner: Loaded } | null>(null);
  const load = async (): Promise<void> => {
    setBusy(true);
    setFailed(false);
    try {
      setOpen({ Scanner: (await import('@bonum/ui/scan')).Scanner });
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <>
      <Button kind="outline" wide busy={isBusy} onClick={() => void load()}>
        <Icon of={camera} />
        {say.open}
      </Button>
      {failed && <p role="alert">{say.unloaded}</p>}
      {open && (
        <open.Scanner
          onClose={() => setOpen(null)}
          onCard={(number) => {
            setOpen(null);
            onCard(number);
          }}
        />
      )}
    </>
  );
}
