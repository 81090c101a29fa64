import { useWords } from '@bonum/ui/language';
import { Fragment, useState } from 'react';
import { Dialog } from '../components/dialog.tsx';
import { KeyHint } from '../components/key-hint.tsx';
import type { Shortcut } from '../shortcuts/registry.ts';
import { useShortcut, useShortcuts } from '../shortcuts/use-shortcut.ts';
import { frameWords } from './words.ts';

/** What can be pressed, at the foot of every page; `?` shows all of it. */
export function FootBar() {
  const say = useWords(frameWords);
  const [open, setOpen] = useState(false);
  const shortcuts = useShortcuts();
  // Asked while the page is in front: the list is of what was heard then.
  const [listed, setListed] = useState<readonly Shortcut[]>([]);
  const show = (): void => {
    setListed(shortcuts);
    setOpen(true);
  };
  useShortcut({ keys: '?', name: say.allKeys, act: show, foot: true });
  return (
    <footer className="foot-bar">
      <ul>
        {grouped(shortcuts.filter(({ foot }) => foot)).map(({ keys, name }) => (
          <li key={name}>
            <Keys keys={keys} /> {name}
          </li>
        ))}
      </ul>
      {open && (
        <Dialog title={say.allKeys} onClose={() => setOpen(false)}>
          <dl className="all-keys">
            {grouped(listed).map(({ keys, name }) => (
              <div key={name}>
                <dt>
                  <Keys keys={keys} />
                </dt>
                <dd>{name}</dd>
              </div>
            ))}
          </dl>
        </Dialog>
      )}
    </footer>
  );
}

interface Group {
  readonly name: string;
  readonly keys: readonly string[];
}

/** One line for what bears one name: digits 1 to 7 all "do". */
function grouped(shortcuts: readonly Shortcut[]): readonly Group[] {
  const groups = new Map<string, readonly string[]>();
  for (const { name, keys } of shortcuts)
    groups.set(name, [...new Set([...(groups.get(name) ?? []), ...keys])]);
  return [...groups].map(([name, keys]) => ({ name, keys }));
}

/** 1…7 for a row of digits. */
function Keys({ keys }: { readonly keys: readonly string[] }) {
  const digits = keys.filter((key) => /^\d$/.test(key)).toSorted();
  if (digits.length > 2 && digits.length === keys.length)
    return (
      <>
        <KeyHint keys={digits[0] ?? ''} />…<KeyHint keys={digits.at(-1) ?? ''} />
      </>
    );
  return keys.map((key, index) => (
    <Fragment key={key}>
      {index > 0 && ' '}
      <KeyHint keys={key} />
    </Fragment>
  ));
}
