import { canPasskeys } from '@bonum/ui/passkey';
import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated } from '../../api/asking.ts';
import { useBrand } from '../../brand/brand-name.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Table } from '../../components/table.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { Shown, useFailureText } from '../../frame/shown.tsx';
import {
  addPasskey,
  passkeysKey,
  removePasskey,
  usePasskeys,
  wrongOf,
  type Attempt,
  type Passkey,
} from '../../staff/passkeys.ts';
import { passkeyWords } from './passkey-words.ts';

/** What is being done: a passkey is added, or this one removed. */
type Act = { readonly add: true } | { readonly remove: Passkey };

/** What whoever sits here comes in by without a password. */
export function Passkeys() {
  const say = useWords(passkeyWords);
  const passkeys = usePasskeys(true);
  const { run, busy, proving, stop } = useAct();
  return (
    <section className="passkeys">
      <header className="page-head">
        <div>
          <h2>{say.title}</h2>
          <p className="second">{canPasskeys() ? say.lead : say.cannot}</p>
        </div>
        {canPasskeys() && (
          <Button kind="outline" busy={busy} onPress={() => void run({ add: true }, '')}>
            {say.add}
          </Button>
        )}
      </header>
      <Shown asked={passkeys} failed={say.failed}>
        {({ passkeys: all }) =>
          all.length === 0 ? (
            <p className="second">{say.none}</p>
          ) : (
            <PasskeyTable all={all} onRemove={(remove) => void run({ remove }, '')} />
          )
        }
      </Shown>
      {proving && <ProveDialog act={proving} busy={busy} onSend={run} onClose={stop} />}
    </section>
  );
}

/** Does it at once for who has just come in; for others it asks for a code first. */
function useAct() {
  const say = useWords(passkeyWords);
  const text = useFailureText();
  const brand = useBrand();
  const [busy, setBusy] = useState(false);
  const [proving, setProving] = useState<Act | null>(null);
  async function run(act: Act, code: string): Promise<void> {
    setBusy(true);
    const attempt: Attempt<unknown> =
      'add' in act
        ? await addPasskey(brand?.shortName ?? location.hostname, code)
        : await removePasskey(act.remove.passkeyId, code);
    setBusy(false);
    const wrong = wrongOf(attempt);
    if (wrong === null) {
      setProving(null);
      tell('add' in act ? say.added : say.removed);
    } else if (typeof wrong === 'string') tell(say.ended[wrong], 'bad');
    else if (wrong.kind === 'refused' && wrong.code === 'proof-needed') setProving(act);
    else tell(text(wrong, say.refusals), 'bad');
    outdated(passkeysKey);
  }
  return { run, busy, proving, stop: () => setProving(null) };
}

interface PasskeyTableProps {
  readonly all: readonly Passkey[];
  readonly onRemove: (passkey: Passkey) => void;
}

function PasskeyTable({ all, onRemove }: PasskeyTableProps) {
  const say = useWords(passkeyWords);
  const format = useFormat();
  const { where, added, used, act } = say.columns;
  const nameOf = ({ name }: Passkey): string => (name === '' ? say.unknown : name);
  return (
    <Table
      label={say.title}
      rows={all}
      idOf={({ passkeyId }) => passkeyId}
      columns={[
        { id: 'where', head: where, cell: (passkey) => <b>{nameOf(passkey)}</b> },
        { id: 'added', head: added, width: '200px', cell: ({ addedAt }) => format.dateTime(addedAt) },
        {
          id: 'used',
          head: used,
          width: '200px',
          cell: ({ usedAt }) => (usedAt === null ? say.never : format.dateTime(usedAt)),
        },
        {
          id: 'act',
          head: act,
          width: '120px',
          cell: (passkey) => (
            <Button kind="ghost" label={say.removeOf(nameOf(passkey))} onPress={() => onRemove(passkey)}>
              {say.remove}
            </Button>
          ),
        },
      ]}
    />
  );
}

interface ProveDialogProps {
  readonly act: Act;
  readonly busy: boolean;
  readonly onSend: (act: Act, code: string) => Promise<void>;
  readonly onClose: () => void;
}

/** A desk may have been left alone: who changes how one comes in says a code of their phone. */
function ProveDialog({ act, busy, onSend, onClose }: ProveDialogProps) {
  const say = useWords(passkeyWords);
  const [code, setCode] = useState('');
  return (
    <SendDialog
      title={say.proveTitle}
      send={'add' in act ? say.add : say.remove}
      busy={busy}
      failure={null}
      onSend={() => {
        if (code.trim().length >= 6) void onSend(act, code);
      }}
      onClose={onClose}
    >
      <Field
        label={say.code}
        hint={say.codeHint}
        value={code}
        onChange={setCode}
        focus
        input={{ autoComplete: 'one-time-code', maxLength: 20 }}
      />
    </SendDialog>
  );
}
