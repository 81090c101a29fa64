import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Button } from '../components/button.tsx';
import { Check } from '../components/choice.tsx';
import { Dialog } from '../components/dialog.tsx';
import type { ConsentText } from './consents.ts';
import './joining.css';
import type { Consents } from './use-consents.ts';
import { joinWords } from './words.ts';

interface ConsentChecksProps {
  readonly consents: Consents;
  /** They went on once: what is missing is said. */
  readonly tried: boolean;
}

/** What is agreed to, each by its own mark, with its whole text at hand. */
export const ConsentChecks = ({ consents, tried }: ConsentChecksProps) => (
  <div>
    {consents.texts.map((text) => (
      <Consent
        key={text.kind}
        text={text}
        given={consents.given.has(text.kind)}
        missing={tried && consents.missing.includes(text)}
        give={(yes) => consents.give(text.kind, yes)}
      />
    ))}
  </div>
);

interface ConsentProps {
  readonly text: ConsentText;
  readonly given: boolean;
  readonly missing: boolean;
  readonly give: (given: boolean) => void;
}

function Consent({ text, given, missing, give }: ConsentProps) {
  const say = useWords(joinWords);
  const [open, setOpen] = useState(false);
  return (
    <div>
      <div className="consent-row">
        <Check checked={given} onChange={give}>
          {text.title}
        </Check>
        {text.text !== null && (
          <Button kind="ghost" onPress={() => setOpen(true)}>
            {say.read}
          </Button>
        )}
      </div>
      {missing && (
        <p role="alert" className="join-refused">
          {say.consentNeeded}
        </p>
      )}
      {open && (
        <Dialog title={text.title} onClose={() => setOpen(false)}>
          {(text.text ?? '').split('\n\n').map((paragraph) => (
            <p key={paragraph} className="consent-paragraph">
              {paragraph}
            </p>
          ))}
          <p className="second">{say.version(text.version)}</p>
        </Dialog>
      )}
    </div>
  );
}
