import { Icon } from '@bonum/ui';
import { search as searchIcon } from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import { useNavigate } from '@tanstack/react-router';
import { useId, useRef, useState, type KeyboardEvent } from 'react';
import { KeyHint } from '../../components/key-hint.tsx';
import { begunBy } from '../../joining/begun.ts';
import { useRegister } from '../../joining/use-register.ts';
import { frameWords } from '../../frame/words.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.ts';
import { Results, lineIds } from './results.tsx';
import './search.css';
import { useFound } from './use-found.ts';

/** Always at hand: what is typed is looked for at once, arrows choose, Enter opens. */
export function SearchBox() {
  const say = useWords(frameWords);
  const listId = useId();
  const search = useSearch();
  const { field, typed, found, chosen, isOpen } = search;
  return (
    <div
      className="search"
      role="search"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) search.setOpen(false);
      }}
    >
      <label className="search-box">
        <Icon of={searchIcon} small />
        <input
          ref={field}
          type="text"
          role="combobox"
          aria-label={say.search}
          aria-expanded={isOpen}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={isOpen && chosen ? `${listId}-${chosen.key}` : undefined}
          aria-keyshortcuts="Control+K /"
          autoComplete="off"
          spellCheck={false}
          placeholder={say.searchHint}
          value={typed}
          onChange={(event) => search.type(event.target.value)}
          onFocus={() => search.setOpen(true)}
          onKeyDown={(event) => listened(event, search)}
        />
        <KeyHint keys="Ctrl+K" />
      </label>
      {isOpen && found !== null && (
        <Results
          id={listId}
          lines={search.lines}
          found={found}
          chosen={chosen?.key ?? null}
          onGo={search.go}
        />
      )}
    </div>
  );
}

function useSearch() {
  const say = useWords(frameWords);
  const navigate = useNavigate();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const found = useFound(typed);
  const register = useRegister();
  // What stands there while the next answer is on its way is of another question.
  const lines = found?.state === 'here' && !found.old ? lineIds(found.value, register !== null) : [];
  const chosen = lines[Math.min(at, lines.length - 1)];
  useShortcut({
    keys: ['/', 'Ctrl+K'],
    name: say.search,
    act: () => {
      field.current?.focus();
      field.current?.select();
    },
    foot: true,
  });
  const go = (memberId: string | null): void => {
    setOpen(false);
    setTyped('');
    field.current?.blur();
    if (memberId === null) register?.(begunBy(typed));
    else void navigate({ to: '/members/$memberId', params: { memberId } });
  };
  return {
    field,
    typed,
    found,
    lines,
    chosen,
    isOpen: open && found !== null,
    setOpen,
    go,
    type: (text: string): void => {
      setTyped(text);
      setAt(0);
      setOpen(true);
    },
    step: (by: number): void => setAt(Math.max(0, Math.min(lines.length - 1, at + by))),
    enter: (): void => {
      if (chosen) go(chosen.memberId);
    },
    leave: (): void => {
      if (typed === '') field.current?.blur();
      setTyped('');
    },
  };
}

interface Keys {
  readonly step: (by: number) => void;
  readonly enter: () => void;
  readonly leave: () => void;
}

function listened(event: KeyboardEvent, { step, enter, leave }: Keys): void {
  const act = {
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    Enter: enter,
    Escape: leave,
  }[event.key];
  if (!act || event.nativeEvent.isComposing) return;
  event.preventDefault();
  act();
}
