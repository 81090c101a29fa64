import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useFormat, useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Shown } from '../../frame/shown.tsx';
import { useShortcut } from '../../shortcuts/use-shortcut.ts';
import './abuse.css';
import { useCase, type AbuseCase, type Deciding } from './cases.ts';
import { DecideDialog } from './decide-dialog.tsx';
import { Decisions, Members, Related, Traces } from './parts.tsx';
import { Timeline } from './timeline.tsx';
import { Weight } from './weight.tsx';
import { abuseWords } from './words.ts';

/** One suspicion: why it is here, what it rests on, and what is decided. */
export function Page() {
  const say = useWords(abuseWords);
  const { caseId } = useParams({ from: '/frame/abuse/$caseId' });
  const asked = useCase(caseId);
  if (asked.state === 'here') return <Opened of={asked.value} />;
  return (
    <Template title={say.title}>
      <Shown asked={asked} failed={say.failed} refusals={say.refusals}>
        {() => null}
      </Shown>
    </Template>
  );
}

function Opened({ of }: { readonly of: AbuseCase }) {
  const say = useWords(abuseWords);
  const format = useFormat();
  const navigate = useNavigate();
  const [deciding, setDeciding] = useState<Deciding['decision'] | null>(null);
  const mayBlock = of.measures.length > 0;
  const release = of.state === 'blocked' ? say.giveBack : say.release;
  useShortcut({ keys: 'B', name: say.block, act: () => setDeciding('block'), foot: true, on: mayBlock });
  useShortcut({ keys: 'R', name: release, act: () => setDeciding('release'), foot: true, on: of.mayRelease });
  useShortcut({ keys: 'Escape', name: say.back, act: () => void navigate({ to: '/abuse' }), foot: true });
  return (
    <Template
      title={of.headline}
      lead={
        <>
          {`${say.rules[of.rule]} · ${say.states[of.state]} · ${format.dateTime(of.grownAt)} `}
          <Weight weight={of.weight} />
        </>
      }
      actions={
        <>
          {mayBlock && (
            <Button kind="danger" keys="B" onPress={() => setDeciding('block')}>
              {say.block}
            </Button>
          )}
          {of.mayRelease && (
            <Button kind="outline" keys="R" onPress={() => setDeciding('release')}>
              {release}
            </Button>
          )}
        </>
      }
    >
      <div className="case">
        <section>
          <h2>{say.evidence}</h2>
          <ul className="sentences">
            {of.sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </section>
        <aside>
          <Members of={of} />
          <Related of={of} />
          <Decisions of={of} />
          <Link to="/abuse">{say.back}</Link>
        </aside>
        <section className="case-wide">
          <h2>{say.picture}</h2>
          <Timeline of={of} />
        </section>
        <Traces of={of} />
      </div>
      {deciding !== null && <DecideDialog of={of} decision={deciding} onClose={() => setDeciding(null)} />}
    </Template>
  );
}
