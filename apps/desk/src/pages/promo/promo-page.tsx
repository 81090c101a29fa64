import { useWords } from '@bonum/ui/language';
import { useEffect, useState } from 'react';
import { Closed } from '../../frame/open-page.tsx';
import { useTitle } from '../../frame/page.tsx';
import { Shown } from '../../frame/shown.tsx';
import { useStaff } from '../../staff/use-staff.ts';
import { CardStep } from './card-step.tsx';
import { CodeStep } from './code-step.tsx';
import { DoneStep, type Outcome } from './done-step.tsx';
import { PersonStep } from './person-step.tsx';
import './promo.css';
import { PromoFrame } from './promo-frame.tsx';
import { useQueue } from './use-queue.ts';
import { promoWords } from './words.ts';
import type { Asked } from './asked.ts';

/** Where somebody is who joins in the sales hall. */
type Step =
  | { readonly at: 'card' }
  | { readonly at: 'person'; readonly card: string | null }
  | { readonly at: 'code'; readonly card: string | null; readonly asked: Asked }
  | { readonly at: 'done'; readonly outcome: Outcome };

export function Page() {
  const say = useWords(promoWords);
  const staff = useStaff();
  useTitle(say.title);
  useEffect(() => {
    // Without network the page opens all the same.
    if ('serviceWorker' in navigator)
      void navigator.serviceWorker.register('/desk/worker.js', { scope: '/desk/promo' });
  }, []);
  return (
    <Shown asked={staff} failed={say.title}>
      {({ operatorId, pages }) => (pages.includes('promo') ? <Promo operatorId={operatorId} /> : <Closed />)}
    </Shown>
  );
}

const steps = { card: 1, person: 2, code: 3, done: 3 } as const;

function Promo({ operatorId }: { readonly operatorId: string }) {
  const queue = useQueue(operatorId);
  const [step, setStep] = useState<Step>({ at: 'card' });
  return (
    <PromoFrame queue={queue} step={steps[step.at]}>
      {step.at === 'card' && <CardStep onCard={(card) => setStep({ at: 'person', card })} />}
      {step.at === 'person' && (
        <PersonStep
          card={step.card}
          queue={queue}
          operatorId={operatorId}
          onAsked={(asked) => setStep({ at: 'code', card: step.card, asked })}
          onKept={(outcome) => setStep({ at: 'done', outcome })}
        />
      )}
      {step.at === 'code' && (
        <CodeStep
          card={step.card}
          asked={step.asked}
          queue={queue}
          operatorId={operatorId}
          onBack={() => setStep({ at: 'person', card: step.card })}
          onDone={(outcome) => setStep({ at: 'done', outcome })}
        />
      )}
      {step.at === 'done' && <DoneStep outcome={step.outcome} onNext={() => setStep({ at: 'card' })} />}
    </PromoFrame>
  );
}
