import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { useDoing } from '../../api/asking.ts';
import { useBrand } from '../../brand/brand-name.tsx';
import { Radios, Select } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { tell } from '../../components/toast.tsx';
import { SendDialog } from '../../frame/send-dialog.tsx';
import { AkeneoFields } from './akeneo-fields.tsx';
import { feedsChanged, putFeed, type Feed } from './ask-imports.ts';
import { useEveryText, usualMinutes } from './every.ts';
import {
  nothingTyped,
  requestOf,
  typedOf,
  type Faults,
  type TypedAkeneo,
  type TypedFeed,
  type Way,
} from './typed-feed.ts';
import { importsWords } from './words.ts';

interface FeedDialogProps {
  /** null: a new one. */
  readonly of: Feed | null;
  readonly onClose: () => void;
}

/** What a feed is called, where it is, and how often it is fetched. */
export function FeedDialog({ of, onClose }: FeedDialogProps) {
  const say = useWords(importsWords);
  const currency = useBrand()?.currency ?? 'RUB';
  // Sent again it is the same feed: none is made twice.
  const [feedId] = useState(() => of?.feedId ?? crypto.randomUUID());
  const [typed, setTyped] = useState(() => (of ? typedOf(of, currency) : nothingTyped(currency)));
  const [faults, setFaults] = useState<Faults>({});
  const sending = useDoing(putFeed);

  const change = (part: Partial<TypedFeed>): void => {
    setTyped((before) => ({ ...before, ...part }));
    setFaults((before) => without(before, Object.keys(part)));
  };
  const changeAkeneo = (part: Partial<TypedAkeneo>): void => {
    setTyped((before) => ({ ...before, akeneo: { ...before.akeneo, ...part } }));
    setFaults((before) => without(before, Object.keys(part)));
  };
  async function send(): Promise<void> {
    const read = requestOf(typed, of);
    setFaults(read.ok ? {} : read.faults);
    if (!read.ok) return;
    const answer = await sending.run(feedId, read.request);
    if (!answer?.ok) return;
    tell(of ? say.saved : typed.way === 'file' ? say.addedForFiles : say.addedNow);
    feedsChanged();
    onClose();
  }
  const isAkeneo = typed.way === 'akeneo';
  return (
    <SendDialog
      title={of ? say.changeTitle : say.addTitle}
      send={of ? say.save : say.add}
      wide={isAkeneo}
      busy={sending.busy}
      failure={sending.failure}
      refusals={say.refusals}
      onSend={() => void send()}
      onClose={onClose}
    >
      <FeedFields isNew={of === null} typed={typed} faults={faults} onChange={change} />
      {isAkeneo && (
        <AkeneoFields
          typed={typed.akeneo}
          known={of?.kind === 'akeneo'}
          faultOf={(field) => faults[field]}
          onChange={changeAkeneo}
        />
      )}
    </SendDialog>
  );
}

/** Who types into a field is putting it right. */
const without = (faults: Faults, fields: readonly string[]): Faults =>
  Object.fromEntries(Object.entries(faults).filter(([field]) => !fields.includes(field)));

interface FeedFieldsProps {
  readonly isNew: boolean;
  readonly typed: TypedFeed;
  readonly faults: Faults;
  readonly onChange: (part: Partial<TypedFeed>) => void;
}

/** What every feed has. */
function FeedFields({ isNew, typed, faults, onChange }: FeedFieldsProps) {
  const say = useWords(importsWords);
  const everyText = useEveryText();
  const { way, everyMinutes } = typed;
  const minutes = [...new Set([...usualMinutes, everyMinutes])].toSorted((one, other) => one - other);
  return (
    <>
      {isNew && (
        <Radios
          label={say.kind}
          options={ways.map((id) => ({ id, name: say.kinds[id] }))}
          value={way}
          onChange={(next) => onChange({ way: next })}
        />
      )}
      <Field
        label={say.name}
        hint={say.nameHint}
        value={typed.name}
        onChange={(name) => onChange({ name })}
        focus
        wrong={faults.name && say.wrong.name}
        input={{ maxLength: 200 }}
      />
      {way !== 'file' && (
        <>
          <Field
            label={say.url}
            hint={say.urlHints[way]}
            value={typed.url}
            onChange={(url) => onChange({ url })}
            wrong={faults.url && say.wrong.url}
            input={{ type: 'url', inputMode: 'url', maxLength: 2000 }}
          />
          <Select
            label={say.every}
            options={minutes.map((each) => ({ id: String(each), name: everyText(each) }))}
            value={String(everyMinutes)}
            onChange={(id) => onChange({ everyMinutes: Number(id) })}
          />
        </>
      )}
    </>
  );
}

const ways = ['yml', 'file', 'akeneo'] as const satisfies readonly Way[];
