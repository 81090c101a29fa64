import { Button, Field, List, Row, Sheet } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useFormat, useWords } from '@bonum/ui/language';
import { useOnce } from '../../api/once.ts';
import { ScanButton } from '../../scan/scan-button.tsx';
import { shellWords } from '../../shell/words.ts';
import { blockCard, issueCard, linkCard, makeMain, useChange, type Account, type Card } from './account.ts';
import { Frame } from './frame.tsx';
import { NetButton } from '../../shell/net-button.tsx';
import { Notice } from './notice.tsx';
import { accountWords } from './words.ts';

/** All my cards: they lead to one account of points. */
export function Page() {
  const say = useWords(accountWords).cards;
  return (
    <Frame title={say.title} back="/app/profile">
      {(account) => <Cards account={account} />}
    </Frame>
  );
}

const spaced = (number: string): string => number.replaceAll(/(\d)(\d{6})(\d{6})/g, '$1 $2 $3');

function Cards({ account }: { readonly account: Account }) {
  const words = useWords(accountWords);
  const say = words.cards;
  const format = useFormat();
  const [open, setOpen] = useState<string | null>(null);
  const [isLinking, setLinking] = useState(false);
  const once = useOnce();
  const issue = useChange(async () => {
    const answer = await issueCard(once.idFor('card'));
    if (answer.ok) once.done();
    return answer;
  });
  const active = account.cards.filter(({ state }) => state === 'active');
  const isFull = active.length >= account.mostCards;
  const shown = [...active, ...account.cards.filter(({ state }) => state === 'blocked')];
  const card = shown.find(({ number }) => number === open);
  const note = ({ state, form, main, blockedAt }: Card): string =>
    state === 'blocked'
      ? say.blocked(blockedAt === null ? '' : format.date(blockedAt))
      : [main ? say.main : null, say.forms[form]].filter(Boolean).join(' · ');
  return (
    <>
      <p className="lead">{say.lead}</p>
      <List>
        {shown.map((one) => (
          <Row
            key={one.number}
            note={note(one)}
            {...(one.state === 'active' && { onClick: () => setOpen(one.number) })}
          >
            <span className={one.state === 'blocked' ? 'account-number account-off' : 'account-number'}>
              {spaced(one.number)}
            </span>
          </Row>
        ))}
      </List>
      <Notice failure={issue.failure} />
      {isFull && <p className="lead">{say.full(account.mostCards)}</p>}
      <Button wide off={isFull} onClick={() => setLinking(true)}>
        {say.link}
      </Button>
      <NetButton kind="outline" wide off={isFull} busy={issue.busy} onClick={() => void issue.run()}>
        {say.issue}
      </NetButton>
      {card !== undefined && (
        <CardSheet card={card} isLast={active.length === 1} onClose={() => setOpen(null)} />
      )}
      {isLinking && <LinkSheet onClose={() => setLinking(false)} />}
    </>
  );
}

interface CardSheetProps {
  readonly card: Card;
  readonly isLast: boolean;
  readonly onClose: () => void;
}

function CardSheet({ card, isLast, onClose }: CardSheetProps) {
  const say = useWords(accountWords).cards;
  const [isSure, setSure] = useState(false);
  const main = useChange(makeMain);
  const block = useChange(blockCard);
  const after = async (done: Promise<{ readonly ok: boolean } | null>): Promise<void> => {
    if ((await done)?.ok === true) onClose();
  };
  return (
    <Sheet title={spaced(card.number)} closeLabel={useWords(shellWords).close} onClose={onClose}>
      <div className="account-sheet">
        {isSure ? (
          <>
            <p>{say.blockSure}</p>
            {isLast && <p>{say.lastOne}</p>}
            <Notice failure={block.failure} />
            <NetButton wide busy={block.busy} onClick={() => void after(block.run(card.number))}>
              {say.blockYes}
            </NetButton>
            <Button kind="outline" wide onClick={() => setSure(false)}>
              {say.blockNo}
            </Button>
          </>
        ) : (
          <>
            <p className="lead">{card.main ? say.isMain : say.mayBeMain}</p>
            <Notice failure={main.failure} />
            {!card.main && (
              <NetButton wide busy={main.busy} onClick={() => void after(main.run(card.number))}>
                {say.makeMain}
              </NetButton>
            )}
            <Button kind="outline" wide onClick={() => setSure(true)}>
              {say.block}
            </Button>
          </>
        )}
      </div>
    </Sheet>
  );
}

function LinkSheet({ onClose }: { readonly onClose: () => void }) {
  const say = useWords(accountWords).cards;
  const [number, setNumber] = useState('');
  const once = useOnce();
  const link = useChange(linkCard);
  const digits = number.replaceAll(/\D/g, '');
  const send = async (card: string): Promise<void> => {
    if (card.length !== 13) return;
    const answer = await link.run(once.idFor(card), card);
    if (answer?.ok) onClose();
  };
  return (
    <Sheet title={say.link} closeLabel={useWords(shellWords).close} onClose={onClose}>
      <form
        className="account-sheet"
        onSubmit={(event) => {
          event.preventDefault();
          void send(digits);
        }}
      >
        <Field
          label={say.number}
          hint={say.numberHint}
          value={number}
          onInput={setNumber}
          focus
          big
          input={{ inputMode: 'numeric', autoComplete: 'off', maxLength: 20 }}
        />
        <Notice failure={link.failure} />
        <NetButton wide submit off={digits.length !== 13} busy={link.busy}>
          {say.linkIt}
        </NetButton>
        <ScanButton
          onCard={(card) => {
            setNumber(card);
            void send(card);
          }}
        />
      </form>
    </Sheet>
  );
}
