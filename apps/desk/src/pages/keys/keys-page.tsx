import { useFormat, useWords } from '@bonum/ui/language';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import { ShownOnce } from '../../frame/shown-once.tsx';
import { frameWords } from '../../frame/words.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.ts';
import { useFewStores } from '../../stores/ask-stores.ts';
import { useKeys, type Key, type Made } from './ask-keys.ts';
import { CreateDialog } from './create-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import { KeyDetail, type Act } from './key-detail.tsx';
import { ResetDialog } from './reset-dialog.tsx';
import { RotateDialog } from './rotate-dialog.tsx';
import { keysWords } from './words.ts';

type Doing =
  | { readonly what: 'create' }
  | { readonly what: Act; readonly of: Key }
  | { readonly what: 'made'; readonly made: Made };

const kinds = ['working', 'revoked'] as const;
type Kind = (typeof kinds)[number];

/** Who calls the API without a person: tills, sites, partners; what each may do, and when it last did. */
export function Page() {
  const say = useWords(keysWords);
  const navigate = useNavigate();
  const { store } = useSearch({ from: '/frame/keys' });
  const [kind, setKind] = useState<Kind>('working');
  // Who came from a store makes a key for it.
  const [doing, setDoing] = useState<Doing | null>(store === undefined ? null : { what: 'create' });
  const create = (): void => setDoing({ what: 'create' });
  const next = (then: Doing | null): void => {
    if (store !== undefined) void navigate({ to: '/keys', replace: true });
    setDoing(then);
  };
  useShortcut({ keys: 'N', name: say.create, act: create, foot: true });
  return (
    <Template
      title={say.title}
      lead={say.lead}
      actions={
        <Button keys="N" onPress={create}>
          {say.create}
        </Button>
      }
    >
      <Tabs
        label={say.title}
        chosen={kind}
        onChoose={setKind}
        tabs={kinds.map((id) => ({
          id,
          name: say.kinds[id],
          content: () => <KeysTable revoked={id === 'revoked'} onDo={setDoing} />,
        }))}
      />
      {doing && <DialogOf doing={doing} storeId={store} onNext={next} />}
    </Template>
  );
}

interface DialogOfProps {
  readonly doing: Doing;
  readonly storeId: string | undefined;
  readonly onNext: (doing: Doing | null) => void;
}

function DialogOf({ doing, storeId, onNext }: DialogOfProps) {
  const say = useWords(keysWords);
  const close = (): void => onNext(null);
  const showSecret = (made: Made): void => onNext({ what: 'made', made });
  const { what } = doing;
  if (what === 'rotate') return <RotateDialog of={doing.of} onMade={showSecret} onClose={close} />;
  if (what === 'reset') return <ResetDialog onClose={close} />;
  if (what === 'revoke' || what === 'end') return <EndDialog what={what} of={doing.of} onClose={close} />;
  if (what === 'made') {
    const { key, secret } = doing.made;
    return (
      <ShownOnce title={say.secretTitle} lead={say.secretLead(key.name)} text={secret} onClose={close} />
    );
  }
  if (storeId === undefined) return <CreateDialog store={null} onMade={showSecret} onClose={close} />;
  return <CreateForStore storeId={storeId} onMade={showSecret} onClose={close} />;
}

interface CreateForStoreProps {
  readonly storeId: string;
  readonly onMade: (made: Made) => void;
  readonly onClose: () => void;
}

function CreateForStore({ storeId, onMade, onClose }: CreateForStoreProps) {
  const found = useFewStores(storeId);
  if (found.state === 'loading') return null;
  const store = found.state === 'here' ? found.value.find((one) => one.storeId === storeId) : undefined;
  return <CreateDialog store={store ?? null} onMade={onMade} onClose={onClose} />;
}

interface KeysTableProps {
  readonly revoked: boolean;
  readonly onDo: (doing: Doing) => void;
}

function KeysTable({ revoked, onDo }: KeysTableProps) {
  const say = useWords(keysWords);
  const { more } = useWords(frameWords);
  const all = useKeys(revoked);
  const [open, setOpen] = useState<string | null>(null);
  const columns = useColumns();
  return (
    <Shown asked={all} failed={say.failed}>
      {(listed) =>
        listed.items.length === 0 ? (
          <Nothing title={revoked ? say.noneRevoked : say.none} {...(!revoked && { text: say.noneText })} />
        ) : (
          <Table
            label={say.title}
            columns={columns}
            rows={listed.items}
            idOf={({ keyId }) => keyId}
            open={open}
            onOpen={({ keyId }) => setOpen(open === keyId ? null : keyId)}
            detail={(of) => <KeyDetail of={of} onDo={(what) => onDo({ what, of })} />}
            more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
          />
        )
      }
    </Shown>
  );
}

function useColumns(): readonly Column<Key>[] {
  const say = useWords(keysWords);
  const format = useFormat();
  return [
    {
      id: 'name',
      head: say.columns.name,
      cell: ({ name, sandbox }) => (
        <>
          <b>{name}</b>
          {sandbox && <span className="second"> · {say.sandbox}</span>}
        </>
      ),
    },
    {
      id: 'place',
      head: say.columns.place,
      width: '220px',
      cell: ({ storeId, tillId }) => {
        if (storeId === null) return say.everywhere;
        return tillId === null ? storeId : say.tillOf(storeId, tillId);
      },
    },
    {
      id: 'used',
      head: say.columns.used,
      width: '200px',
      cell: ({ secret, oldSecret }) => {
        const last = [secret.usedAt, oldSecret?.usedAt ?? null]
          .filter((at) => at !== null)
          .toSorted()
          .at(-1);
        return last === undefined ? <span className="second">{say.never}</span> : format.dateTime(last);
      },
    },
    {
      id: 'state',
      head: say.columns.state,
      width: '270px',
      cell: ({ revokedAt, oldSecret }) => {
        if (revokedAt !== null)
          return <span className="blocked">{say.revokedAt(format.dateTime(revokedAt))}</span>;
        return oldSecret === null ? say.works : say.two(format.dateTime(oldSecret.until));
      },
    },
  ];
}
