import { useLanguage, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Select, type Option } from '../../components/choice.tsx';
import { Field } from '../../components/field.tsx';
import { useMay } from '../../staff/use-staff.ts';
import { useOperators } from '../staff/operators.ts';
import { auditKinds, isId, type AuditSearch } from './audit-search.ts';
import type { AuditEntry } from './entries.ts';
import { isLogged, loggedOperations, operationTitles } from './operation-titles.ts';
import { auditWords } from './words.ts';

interface FiltersProps {
  readonly search: AuditSearch;
  readonly onSearch: (search: AuditSearch) => void;
  /** The entries that are shown: who is in them can be chosen. */
  readonly seen: readonly AuditEntry[];
  /** What is wrong with the days. */
  readonly wrong: string | undefined;
}

const ALL = 'all';

/** Whom, who, what and when; each change is asked for at once. */
export function Filters({ search, onSearch, seen, wrong }: FiltersProps) {
  const say = useWords(auditWords);
  const { language } = useLanguage();
  const titles = operationTitles[language];
  const chosen = search.operation;
  const operations: Option[] = [
    { id: ALL, name: say.anything },
    ...(chosen !== undefined && !isLogged(chosen) ? [{ id: chosen, name: chosen }] : []),
    ...loggedOperations.map((id) => ({ id, name: titles[id] })),
  ];
  /** One condition anew; undefined: it is none. */
  const change = (part: { readonly [Name in keyof AuditSearch]?: AuditSearch[Name] | undefined }): void => {
    const next = Object.entries({ ...search, ...part }).filter(([, value]) => value !== undefined);
    onSearch(Object.fromEntries(next));
  };
  return (
    <form className="audit-filters" aria-label={say.filters} onSubmit={(event) => event.preventDefault()}>
      <Select
        label={say.who}
        options={useActors(search.who, seen)}
        value={search.who ?? ALL}
        onChange={(id) => change({ who: unlessAll(id) })}
      />
      <Whom key={search.whom} whom={search.whom} onChange={(whom) => change({ whom })} />
      <Select
        label={say.operation}
        options={operations}
        value={chosen ?? ALL}
        onChange={(id) => change({ operation: unlessAll(id) })}
      />
      <Select
        label={say.kind}
        options={[{ id: ALL, name: say.anything }, ...auditKinds.map((id) => ({ id, name: say.kinds[id] }))]}
        value={search.kind ?? ALL}
        onChange={(id) => change({ kind: id === ALL ? undefined : id })}
      />
      <Field
        label={say.from}
        value={search.from ?? ''}
        onChange={(from) => change({ from: unlessEmpty(from) })}
        input={{ type: 'date' }}
      />
      <Field
        label={say.until}
        value={search.until ?? ''}
        onChange={(until) => change({ until: unlessEmpty(until) })}
        input={{ type: 'date' }}
        wrong={wrong}
      />
      {Object.keys(search).length > 0 && (
        <Button kind="ghost" onPress={() => onSearch({})}>
          {say.clear}
        </Button>
      )}
    </form>
  );
}

const unlessAll = (id: string): string | undefined => (id === ALL ? undefined : id);
const unlessEmpty = (text: string): string | undefined => (text === '' ? undefined : text);

/** An id is asked for when all of it is there. */
function Whom({
  whom,
  onChange,
}: {
  readonly whom: string | undefined;
  readonly onChange: (id?: string) => void;
}) {
  const say = useWords(auditWords);
  const [typed, setTyped] = useState(whom ?? '');
  const text = typed.trim().toLowerCase();
  return (
    <Field
      label={say.whom}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        const id = next.trim().toLowerCase();
        if (id === '') onChange();
        else if (isId(id)) onChange(id);
      }}
      input={{ maxLength: 60, placeholder: say.whomHint }}
      wrong={text === '' || isId(text) ? undefined : say.whomWrong}
    />
  );
}

/** Everybody of the staff for who may see them; for others whoever is in the entries. */
function useActors(chosen: string | undefined, seen: readonly AuditEntry[]): readonly Option[] {
  const say = useWords(auditWords);
  const may = useMay();
  const staff = useOperators(may('staff:write'));
  // Who was seen once is known by name, whatever the entries are now.
  const [known] = useState(() => new Map<string, string>());
  for (const { actorId, actorName } of seen)
    if (actorId !== null && actorName !== null) known.set(actorId, actorName);
  const named = new Map<string, string>();
  if (chosen !== undefined) named.set(chosen, chosen);
  for (const [id, name] of known) named.set(id, name);
  if (staff.state === 'here') for (const { operatorId, name } of staff.value) named.set(operatorId, name);
  return [
    { id: ALL, name: say.anybody },
    ...[...named].map(([id, name]) => ({ id, name })).toSorted((a, b) => a.name.localeCompare(b.name)),
  ];
}
