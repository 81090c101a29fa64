import { Check, List, Row } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useFormat, useWords } from '@bonum/ui/language';
import { sayConsent, subscribe, useChange, type Account } from './account.ts';
import { Frame } from './frame.tsx';
import { Notice } from './notice.tsx';
import { useAdvertisingText } from './consent-text.ts';
import { accountWords } from './words.ts';

/** What I want to hear, and by what; and every consent with the time it was given. */
export function Page() {
  const say = useWords(accountWords).subscriptions;
  return (
    <Frame title={say.title} back="/app/profile">
      {(account) => <Subscriptions account={account} />}
    </Frame>
  );
}

const kinds = ['service', 'receipts', 'offers'] as const;

function Subscriptions({ account }: { readonly account: Account }) {
  const say = useWords(accountWords).subscriptions;
  const advertising = useAdvertisingText();
  const { subscriptions, contacts } = account;
  return (
    <>
      <p className="lead">{say.lead}</p>
      {kinds.map((kind) => (
        <fieldset key={kind}>
          <legend>{say.kinds[kind]}</legend>
          <p className="lead">{say.about[kind]}</p>
          {kind === 'offers' && <p className="lead">{say.consentBy(advertising.title)}</p>}
          {subscriptions
            .filter((one) => one.kind === kind)
            .map((one) => (
              <Subscribing
                key={one.channel}
                subscription={one}
                consent={kind === 'offers' ? advertising.version : null}
                note={one.channel === 'email' && !contacts.emailProved ? ` · ${say.noEmail}` : ''}
              />
            ))}
        </fieldset>
      ))}
      <Consents account={account} />
    </>
  );
}

interface SubscribingProps {
  readonly subscription: Account['subscriptions'][number];
  /** The text that is agreed to with it; null: it wants none. */
  readonly consent: string | null;
  readonly note: string;
}

/** It shows what was wanted until the server has answered; where that fails it goes back, and says why. */
function Subscribing({ subscription, consent, note }: SubscribingProps) {
  const say = useWords(accountWords).subscriptions;
  const change = useChange(subscribe);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const want = async (on: boolean): Promise<void> => {
    setWanted(on);
    await change.run({ ...subscription, on }, on ? consent : null);
    setWanted(null);
  };
  return (
    <>
      <Check checked={wanted ?? subscription.on} onChange={(on) => void want(on)}>
        {say.channels[subscription.channel]}
        {note}
      </Check>
      <Notice failure={change.failure} />
    </>
  );
}

function Consents({ account }: { readonly account: Account }) {
  const say = useWords(accountWords).consents;
  const format = useFormat();
  const change = useChange(sayConsent);
  const names: Readonly<Record<string, string>> = say.kinds;
  const latest = account.consents.filter(
    ({ kind }, index) => account.consents.findIndex((one) => one.kind === kind) === index,
  );
  if (latest.length === 0) return null;
  return (
    <section>
      <h2>{say.title}</h2>
      <List>
        {latest.map(({ kind, version, given, at }) => {
          const note = `${given ? say.given(format.dateTime(at)) : say.withdrawn(format.dateTime(at))} · ${say.version(version)}`;
          const rests = kind === 'terms' || kind === 'personal-data';
          const name = names[kind] ?? kind;
          if (rests)
            return (
              <Row key={kind} href="/app/profile/privacy" note={note} end={say.withdraw}>
                {name}
              </Row>
            );
          return (
            <Row
              key={kind}
              note={note}
              end={given ? say.withdraw : say.give}
              onClick={() => void change.run({ kind, version, given: !given })}
            >
              {name}
            </Row>
          );
        })}
      </List>
      <Notice failure={change.failure} />
      <details>
        <summary className="account-summary">{say.history}</summary>
        <ul>
          {account.consents.map(({ kind, version, given, at }) => (
            <li key={`${kind} ${at} ${version}`}>
              {names[kind] ?? kind}:{' '}
              {given ? say.given(format.dateTime(at)) : say.withdrawn(format.dateTime(at))},{' '}
              {say.version(version)}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}
