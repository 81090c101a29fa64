import { useNavigate } from '@tanstack/react-router';
import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Table, type Column } from '../../components/table.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import './abuse.css';
import { useCases, type CaseState, type CaseSummary } from './cases.ts';
import { Weight } from './weight.tsx';
import { abuseWords } from './words.ts';

const states = ['open', 'blocked', 'released'] as const satisfies readonly CaseState[];

/** What the rules against abuse found, the weightiest first. */
export function Page() {
  const say = useWords(abuseWords);
  const [chosen, choose] = useState<CaseState>('open');
  return (
    <Template title={say.title} lead={say.lead}>
      <Tabs
        label={say.list}
        chosen={chosen}
        onChoose={choose}
        tabs={states.map((id) => ({ id, name: say.states[id], content: () => <Cases state={id} /> }))}
      />
    </Template>
  );
}

function Cases({ state }: { readonly state: CaseState }) {
  const say = useWords(abuseWords);
  const navigate = useNavigate();
  const columns = useColumns();
  return (
    <Shown asked={useCases(state)} failed={say.failed}>
      {({ items, more, moreBusy, askMore }) =>
        items.length === 0 ? (
          <Nothing title={say.none[state]} text={say.noneText} />
        ) : (
          <Table
            label={say.states[state]}
            columns={columns}
            rows={items}
            idOf={({ caseId }) => caseId}
            onOpen={({ caseId }) => void navigate({ to: '/abuse/$caseId', params: { caseId } })}
            more={more ? { name: say.more, busy: moreBusy, ask: askMore } : undefined}
          />
        )
      }
    </Shown>
  );
}

function useColumns(): readonly Column<CaseSummary>[] {
  const say = useWords(abuseWords);
  const format = useFormat();
  return [
    { id: 'what', head: say.columns.what, cell: ({ headline }) => headline },
    { id: 'rule', head: say.columns.rule, width: '176px', cell: ({ rule }) => say.rules[rule] },
    {
      id: 'points',
      head: say.columns.points,
      width: '100px',
      end: true,
      cell: ({ points }) => (points === 0 ? '—' : format.number(points)),
    },
    { id: 'grown', head: say.columns.grown, width: '150px', cell: ({ grownAt }) => format.dateTime(grownAt) },
    {
      id: 'weight',
      head: say.columns.weight,
      width: '120px',
      cell: ({ weight }) => <Weight weight={weight} />,
    },
  ];
}
