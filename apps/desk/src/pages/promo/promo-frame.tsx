import { Banner, Bars, Icon } from '@bonum/ui';
import { noNetwork } from '@bonum/ui/icons';
import { useFormat, useWords } from '@bonum/ui/language';
import { useState, type ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { BrandName } from '../../brand/brand-name.tsx';
import { useOnline } from '../../frame/net-line.tsx';
import { QueueDialog } from './queue-dialog.tsx';
import type { Queue } from './use-queue.ts';
import { promoWords } from './words.ts';

interface PromoFrameProps {
  readonly queue: Queue;
  readonly step: number;
  readonly children: ReactNode;
}

const STEPS = 3;

/** One column for a thumb: whose it is, how far one is, and at the foot what has been done and what still waits. */
export function PromoFrame({ queue, step, children }: PromoFrameProps) {
  const say = useWords(promoWords);
  const format = useFormat();
  const online = useOnline();
  const [open, setOpen] = useState(false);
  const { waiting, today } = queue;
  return (
    <div className="promo">
      <header className="promo-head">
        <BrandName />
      </header>
      {!online && (
        <Banner kind="warn" icon={noNetwork}>
          {say.noNetwork}
        </Banner>
      )}
      <main className="promo-main">
        <div className="promo-step">
          <span className="second">{say.step(step, STEPS)}</span>
          <Bars count={STEPS} on={step} kind="brand" />
        </div>
        {children}
      </main>
      <footer className="promo-foot">
        <span className="second">{say.today}</span>
        <span role="status">
          <b>{format.number(today)}</b> {format.plural(today, say.people)}
        </span>
        {waiting.length > 0 && (
          <Button className="promo-waiting" onPress={() => setOpen(true)}>
            <Icon of={noNetwork} small />
            {say.waits}: <b>{format.number(waiting.length)}</b>
          </Button>
        )}
      </footer>
      {open && <QueueDialog queue={queue} onClose={() => setOpen(false)} />}
    </div>
  );
}
