import { useFormat, useWords } from '@bonum/ui/language';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSettled } from '../../api/use-settled.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import { frameWords } from '../../frame/words.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.ts';
import { useMay } from '../../staff/use-staff.ts';
import { useStores, type Store } from '../../stores/ask-stores.ts';
import { StoreDialog } from './store-dialog.tsx';
import './stores.css';
import { TillDialog } from './till-dialog.tsx';
import { storesWords } from './words.ts';

type Doing = { readonly what: 'new' } | { readonly what: 'change' | 'till'; readonly store: Store };

/** Where the chain sells, and the tills there. */
export function Page() {
  const say = useWords(storesWords);
  const { more } = useWords(frameWords);
  const [typed, setTyped] = useState('');
  const text = useSettled(typed);
  const stores = useStores(text);
  const [open, setOpen] = useState<string | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  const add = (): void => setDoing({ what: 'new' });
  useShortcut({ keys: 'N', name: say.add, act: add, foot: true });
  const columns = useColumns();
  return (
    <Template
      title={say.title}
      lead={say.lead}
      actions={
        <Button keys="N" onPress={add}>
          {say.add}
        </Button>
      }
    >
      <div className="stores-filter">
        <Field label={say.find} value={typed} onChange={setTyped} input={{ maxLength: 100 }} />
      </div>
      <Shown asked={stores} failed={say.failed}>
        {(listed) =>
          listed.items.length === 0 ? (
            <Nothing title={text.trim() === '' ? say.none : say.notFound} text={say.noneText} />
          ) : (
            <Table
              label={say.title}
              columns={columns}
              rows={listed.items}
              idOf={({ storeId }) => storeId}
              old={stores.state === 'here' && stores.old}
              open={open}
              onOpen={({ storeId }) => setOpen(open === storeId ? null : storeId)}
              detail={(store) => <Detail store={store} onDo={(what) => setDoing({ what, store })} />}
              more={listed.more ? { name: more, busy: listed.moreBusy, ask: listed.askMore } : undefined}
            />
          )
        }
      </Shown>
      {doing?.what === 'new' && <StoreDialog onClose={close} />}
      {doing?.what === 'change' && <StoreDialog store={doing.store} onClose={close} />}
      {doing?.what === 'till' && <TillDialog store={doing.store} onClose={close} />}
    </Template>
  );
}

function useColumns(): readonly Column<Store>[] {
  const say = useWords(storesWords);
  const format = useFormat();
  return [
    { id: 'name', head: say.columns.name, cell: ({ name }) => <b>{name}</b> },
    { id: 'city', head: say.columns.city, width: '240px', cell: ({ city }) => city },
    { id: 'id', head: say.columns.id, width: '200px', cell: ({ storeId }) => storeId },
    {
      id: 'tills',
      head: say.columns.tills,
      width: '96px',
      end: true,
      cell: ({ tills }) => format.number(tills.length),
    },
  ];
}

interface DetailProps {
  readonly store: Store;
  readonly onDo: (what: 'change' | 'till') => void;
}

function Detail({ store, onDo }: DetailProps) {
  const say = useWords(storesWords);
  const navigate = useNavigate();
  const may = useMay();
  const { storeId, tills, tags = [], place } = store;
  return (
    <div className="store">
      {tills.length === 0 ? (
        <p className="second">{say.noTills}</p>
      ) : (
        <ul aria-label={say.columns.tills} className="store-tills">
          {tills.map(({ tillId, name }) => (
            <li key={tillId}>
              <b>{tillId}</b>
              {name !== tillId && <span>{name}</span>}
            </li>
          ))}
        </ul>
      )}
      {tags.length > 0 && <p className="second">{`${say.tags}: ${tags.join(', ')}`}</p>}
      {place && <p className="second">{`${say.place}: ${place.latitude}, ${place.longitude}`}</p>}
      <div className="store-buttons">
        <Button kind="outline" onPress={() => onDo('change')}>
          {say.change}
        </Button>
        <Button kind="outline" onPress={() => onDo('till')}>
          {say.addTill}
        </Button>
        {may('keys:write') && (
          <Button kind="ghost" onPress={() => void navigate({ to: '/keys', search: { store: storeId } })}>
            {say.makeKey}
          </Button>
        )}
      </div>
    </div>
  );
}
