import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { outdated, useDoing } from '../../api/asking.ts';
import { keys } from '../../api/keys.ts';
import { Check, Select } from '../../components/choice.tsx';
import { Field, NumberField } from '../../components/field.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import type { Store } from '../../stores/ask-stores.ts';
import { StoreChoice } from '../../stores/store-choice.tsx';
import { createKey, type Made, type Scope } from './ask-keys.ts';
import { purposeNames, purposes, scopeNames, type Purpose } from './scopes.ts';
import { keysWords } from './words.ts';

interface CreateDialogProps {
  /** Where the key is to work; it can be changed. */
  readonly store: Store | null;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

/** For whom a key is, what it may do, and where. */
export function CreateDialog({ store: first, onMade, onClose }: CreateDialogProps) {
  const say = useWords(keysWords);
  // Sent again it is the same key: none is made twice.
  const [keyId] = useState(() => crypto.randomUUID());
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState<Purpose | 'own'>('till');
  const [scopes, setScopes] = useState<readonly Scope[]>(purposes.till);
  const [store, setStore] = useState(first);
  const [tillId, setTillId] = useState<string | null>(null);
  const [pace, setPace] = useState<number | null>(null);
  const [quota, setQuota] = useState<number | null>(null);
  const [sandbox, setSandbox] = useState(false);
  const [tried, setTried] = useState(false);
  const doing = useDoing(createKey);
  async function send(): Promise<void> {
    setTried(true);
    if (name.trim() === '' || scopes.length === 0) return;
    const answer = await doing.run({
      keyId,
      name: name.trim(),
      scopes: [...scopes],
      ...(store !== null && { storeId: store.storeId }),
      ...(store !== null && tillId !== null && { tillId }),
      ...(pace !== null && { mostPerMinute: pace }),
      ...(quota !== null && { mostPerDay: quota }),
      ...(sandbox && { sandbox }),
    });
    if (!answer?.ok) return;
    outdated(keys.allKeys);
    onMade(answer.value);
  }
  return (
    <SendDialog
      title={say.createTitle}
      send={say.create}
      busy={doing.busy}
      failure={doing.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <Field
        label={say.name}
        hint={say.nameHint}
        value={name}
        onChange={setName}
        focus
        wrong={tried && name.trim() === '' ? say.wrong.name : undefined}
        input={{ maxLength: 200 }}
      />
      <Select
        label={say.purpose}
        options={[...purposeNames, 'own' as const].map((id) => ({ id, name: say.purposes[id] }))}
        value={purpose}
        onChange={(id) => {
          setPurpose(id);
          if (id !== 'own') setScopes(purposes[id]);
        }}
        {...(purpose !== 'own' && { hint: scopes.map((scope) => say.scopes[scope]).join(', ') })}
      />
      {purpose === 'own' && <ScopeChecks chosen={scopes} onChoose={setScopes} tried={tried} />}
      <Limits pace={pace} quota={quota} onPace={setPace} onQuota={setQuota} />
      <Where store={store} tillId={tillId} onStore={setStore} onTill={setTillId} />
      <Check checked={sandbox} onChange={setSandbox}>
        {say.sandboxChoice}
      </Check>
    </SendDialog>
  );
}

interface LimitsProps {
  readonly pace: number | null;
  readonly quota: number | null;
  readonly onPace: (most: number | null) => void;
  readonly onQuota: (most: number | null) => void;
}

/** How often it may ask. */
function Limits({ pace, quota, onPace, onQuota }: LimitsProps) {
  const say = useWords(keysWords);
  return (
    <>
      <NumberField
        label={say.pace}
        hint={say.paceHint}
        value={pace}
        onChange={onPace}
        least={1}
        most={1_000_000}
      />
      <NumberField
        label={say.quota}
        hint={say.quotaHint}
        value={quota}
        onChange={onQuota}
        least={1}
        most={1_000_000_000}
      />
    </>
  );
}

interface WhereProps {
  readonly store: Store | null;
  readonly tillId: string | null;
  readonly onStore: (store: Store | null) => void;
  readonly onTill: (tillId: string | null) => void;
}

/** Everywhere, in one store, or at one till of it. */
function Where({ store, tillId, onStore, onTill }: WhereProps) {
  const say = useWords(keysWords);
  return (
    <>
      <StoreChoice
        label={say.store}
        placeholder={say.everywhere}
        value={store}
        onChange={(next) => {
          onStore(next);
          onTill(null);
        }}
      />
      {store !== null && store.tills.length > 0 && (
        <Select
          label={say.till}
          options={[
            { id: ANY, name: say.anyTill },
            ...store.tills.map((till) => ({ id: till.tillId, name: till.name })),
          ]}
          value={tillId ?? ANY}
          onChange={(id) => onTill(id === ANY ? null : id)}
        />
      )}
    </>
  );
}

/** No till is called so: an id has a letter at least. */
const ANY = '';

interface ScopeChecksProps {
  readonly chosen: readonly Scope[];
  readonly onChoose: (scopes: readonly Scope[]) => void;
  readonly tried: boolean;
}

function ScopeChecks({ chosen, onChoose, tried }: ScopeChecksProps) {
  const say = useWords(keysWords);
  return (
    <fieldset className="many-checks">
      <legend>{say.may}</legend>
      {scopeNames.map((scope) => (
        <Check
          key={scope}
          checked={chosen.includes(scope)}
          onChange={(on) => onChoose(scopeNames.filter((one) => (one === scope ? on : chosen.includes(one))))}
        >
          {say.scopes[scope]}
        </Check>
      ))}
      {tried && chosen.length === 0 && (
        <p className="wrong" role="alert">
          {say.wrong.scopes}
        </p>
      )}
    </fieldset>
  );
}
