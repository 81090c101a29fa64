import { Banner, Sheet } from '@bonum/ui';
import { warning } from '@bonum/ui/icons';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Failure } from '../../api/failure.ts';
import { useBrand } from '../../brand/use-brand.ts';
import { useLanguage, useWords } from '@bonum/ui/language';
import { makePasskey, type PasskeyEnded } from '@bonum/ui/passkey';
import { useFailureText } from '../../shell/failed.tsx';
import { NetButton } from '../../shell/net-button.tsx';
import { shellWords } from '../../shell/words.ts';
import type { Account } from './account.ts';
import { passkeyWords } from './passkey-words.ts';
import { removePasskey, requestPasskey, usePasskeyChange, type Passkey } from './passkeys.ts';
import { Proving } from './proving.tsx';
import { accountWords } from './words.ts';

interface SheetProps extends Pick<Account, 'contacts'> {
  readonly onClose: () => void;
}

type Wanted = Extract<Awaited<ReturnType<typeof requestPasskey>>, { ok: true }>['value'];

/** First that it is still me, then the device makes it; whoever changes their mind there can try again. */
export function AddPasskey({ contacts, onClose, onAdded }: SheetProps & { readonly onAdded: () => void }) {
  const say = useWords(passkeyWords);
  const brand = useBrand();
  const { language } = useLanguage();
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [ended, setEnded] = useState<PasskeyEnded | null>(null);
  const ask = useDoing(requestPasskey);
  const add = usePasskeyChange((made: Made) => answered(api.POST('/v1/me/passkeys', { body: made })));
  const make = async (): Promise<void> => {
    setEnded(null);
    const now = wanted && Date.parse(wanted.expiresAt) > Date.now() ? wanted : await asking();
    if (!now) return;
    const made = await makePasskey(now, brand?.name[language] ?? now.rpId);
    if (!made.ok) return setEnded(made.ended);
    const answer = await add.run(made.value);
    setWanted(null);
    if (!answer?.ok) return;
    onAdded();
    onClose();
  };
  const asking = async (): Promise<Wanted | null> => {
    const answer = await ask.run();
    if (!answer?.ok) return null;
    setWanted(answer.value);
    return answer.value;
  };
  const [by] = contacts.proof;
  return (
    <Sheet title={say.add} closeLabel={useWords(shellWords).close} onClose={onClose}>
      <div className="account-sheet">
        {by !== undefined && wanted === null && !ask.busy ? (
          <Proving by={by} onProved={() => void asking()} />
        ) : (
          <>
            <p>{say.makeLead}</p>
            <NetButton wide busy={ask.busy || add.busy} onClick={() => void make()}>
              {say.make}
            </NetButton>
          </>
        )}
        {ended !== null && (
          <Banner kind="warn" icon={warning}>
            {say.ended[ended]}
          </Banner>
        )}
        <Why failure={ask.failure ?? add.failure} />
      </div>
    </Sheet>
  );
}

type Made = Extract<Awaited<ReturnType<typeof makePasskey>>, { ok: true }>['value'];

/** It opens nothing any more, once that is confirmed. */
export function RemovePasskey({ passkey, contacts, onClose }: SheetProps & { readonly passkey: Passkey }) {
  const say = useWords(passkeyWords);
  const remove = usePasskeyChange(() => removePasskey(passkey.passkeyId));
  const [by] = contacts.proof;
  const gone = async (): Promise<void> => {
    const answer = await remove.run();
    if (answer?.ok) onClose();
  };
  return (
    <Sheet title={say.title} closeLabel={useWords(shellWords).close} onClose={onClose}>
      <div className="account-sheet">
        <p>{say.sure(passkey.name === '' ? say.unnamed : passkey.name)}</p>
        {by === undefined ? (
          <NetButton wide busy={remove.busy} onClick={() => void gone()}>
            {say.remove}
          </NetButton>
        ) : (
          <Proving by={by} onProved={() => void gone()} />
        )}
        <Why failure={remove.failure} />
      </div>
    </Sheet>
  );
}

function Why({ failure }: { readonly failure: Failure | null }) {
  const say = useWords(passkeyWords);
  const { refusals } = useWords(accountWords);
  const text = useFailureText();
  if (failure === null) return null;
  return (
    <Banner kind={failure.kind === 'refused' ? 'bad' : 'warn'} icon={warning}>
      {text(failure, { ...refusals, ...say.refusals })}
    </Banner>
  );
}
