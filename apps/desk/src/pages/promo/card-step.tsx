import { camera } from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import { useState, type ComponentType } from 'react';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Form } from '../../components/form.tsx';
import { isCard } from '../../joining/card-number.ts';
import { joinWords } from '../../joining/words.ts';
import { promoWords } from './words.ts';

type Scanner = ComponentType<{
  readonly onCard: (number: string) => void;
  readonly onClose: () => void;
}>;

/** The card that is handed out: by the camera, whose code comes only now, or by its digits. */
export function CardStep({ onCard }: { readonly onCard: (card: string | null) => void }) {
  const say = useWords(promoWords);
  const [scanner, setScanner] = useState<{ readonly Scanner: Scanner } | null>(null);
  const [failed, setFailed] = useState(false);
  const [busy, setBusy] = useState(false);
  const [typing, setTyping] = useState(false);
  const scan = async (): Promise<void> => {
    setBusy(true);
    setFailed(false);
    try {
      setScanner({ Scanner: (await import('@bonum/ui/scan')).Scanner });
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <>
      <h1>{say.card}</h1>
      <p className="promo-lead">{say.cardText}</p>
      {failed && (
        <p role="alert" className="join-refused">
          {say.scanFailed}
        </p>
      )}
      {typing && <TypedCard onCard={onCard} />}
      <div className="promo-actions">
        {!typing && (
          <Button icon={camera} busy={busy} onPress={() => void scan()}>
            {say.scan}
          </Button>
        )}
        <div className="promo-two">
          <Button kind="outline" off={typing} onPress={() => setTyping(true)}>
            {say.typeCard}
          </Button>
          <Button kind="outline" onPress={() => onCard(null)}>
            {say.noCard}
          </Button>
        </div>
      </div>
      {scanner && (
        <scanner.Scanner
          onClose={() => {
            setScanner(null);
            setTyping(true);
          }}
          onCard={(number) => {
            setScanner(null);
            onCard(number);
          }}
        />
      )}
    </>
  );
}

function TypedCard({ onCard }: { readonly onCard: (card: string) => void }) {
  const say = useWords(promoWords);
  const join = useWords(joinWords);
  const [typed, setTyped] = useState('');
  const [bad, setBad] = useState(false);
  return (
    <Form
      className="promo-form"
      onSubmit={() => {
        const number = typed.replaceAll(/\D/g, '');
        if (isCard(number)) onCard(number);
        else setBad(true);
      }}
    >
      <Field
        label={say.cardNumber}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          setBad(false);
        }}
        wrong={bad ? join.badCard : undefined}
        input={{ inputMode: 'numeric' }}
        focus
      />
      <Button submit>{say.next}</Button>
    </Form>
  );
}
