import { Bars, Button, Email, List, Marker, Row } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useDoing } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { forgetMember } from '../../api/forget.ts';
import { formatPhone, useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { chosenTheme, wearTheme, type Theme } from '@bonum/ui/theme';
import { changeProfile, useChange, type Account } from './account.ts';
import { Frame } from './frame.tsx';
import { NetButton } from '../../shell/net-button.tsx';
import { Notice } from './notice.tsx';
import { sessionsWords } from './sessions-words.ts';
import { PasskeyOffer } from './passkey-offer.tsx';
import { passkeyWords } from './passkey-words.ts';
import { accountWords } from './words.ts';

/** Who I am here, and everything that can be looked after. */
export function Page() {
  const say = useWords(accountWords);
  return <Frame title={say.profile.title}>{(account) => <Profile account={account} />}</Frame>;
}

function Profile({ account }: { readonly account: Account }) {
  const say = useWords(accountWords);
  const { title: sessions } = useWords(sessionsWords);
  const passkeys = useWords(passkeyWords);
  const { profile, contacts, cards, questionnaire } = account;
  const name = [profile.name, profile.surname].filter(Boolean).join(' ');
  const active = cards.filter(({ state }) => state === 'active').length;
  return (
    <>
      <div>
        <h2 className="account-name">{name === '' ? say.profile.nobody : name}</h2>
        <p className="lead number">{contacts.phone === null ? say.none : formatPhone(contacts.phone)}</p>
      </div>
      {questionnaire !== null && questionnaire.missing.length > 0 && <Asked questionnaire={questionnaire} />}
      <PasskeyOffer />
      <List>
        <Row href="/app/cards" note={say.profile.cardsNote(active)}>
          {say.cards.title}
        </Row>
        <Row href="/app/profile/data" note={say.profile.dataNote}>
          {say.data.title}
        </Row>
        {questionnaire !== null && questionnaire.missing.length === 0 && (
          <Row href="/app/questionnaire" note={say.profile.answered}>
            {say.questionnaire.title}
          </Row>
        )}
        <Row
          href="/app/profile/contacts"
          note={contacts.email === null ? say.profile.noEmail : <Email>{contacts.email}</Email>}
        >
          {say.contacts.title}
        </Row>
        <Row href="/app/profile/passkeys" note={passkeys.note}>
          {passkeys.title}
        </Row>
        <Row href="/app/profile/subscriptions" note={say.profile.subscriptionsNote}>
          {say.subscriptions.title}
        </Row>
        <Row href="/app/profile/sessions" note={say.profile.sessionsNote}>
          {sessions}
        </Row>
        <Row href="/app/profile/privacy" note={say.profile.privacyNote}>
          {say.privacy.title}
        </Row>
        <Row href="/app/help">{say.profile.help}</Row>
      </List>
      <LanguageAndTheme />
      <SignOut />
    </>
  );
}

function Asked({ questionnaire }: { readonly questionnaire: NonNullable<Account['questionnaire']> }) {
  const say = useWords(accountWords).questionnaire;
  const format = useFormat();
  const { questions, missing, reward, accumulateOnly } = questionnaire;
  const required = questions.filter((question) => question.required).length;
  const promised = reward !== null && !reward.given ? reward.points : null;
  return (
    <section className="account-gone">
      <p>
        {accumulateOnly ? say.accumulate : say.invite}
        {promised !== null && (
          <>
            {' '}
            <Marker>{`+${format.points(promised)}`}</Marker>
          </>
        )}
      </p>
      <Bars count={required} on={required - missing.length} />
      <p className="lead">{say.progress(required - missing.length, required)}</p>
      <Button wide href="/app/questionnaire">
        {say.fill}
      </Button>
    </section>
  );
}

function LanguageAndTheme() {
  const say = useWords(accountWords).settings;
  const { language, speak } = useLanguage();
  const change = useChange(changeProfile);
  const [theme, setTheme] = useState(chosenTheme);
  const dress = (next: Theme): void => {
    wearTheme(next);
    setTheme(next);
  };
  return (
    <>
      <Choice
        legend={say.language}
        chosen={language}
        options={[
          ['ru', 'Русский'],
          ['en', 'English'],
        ]}
        onChoose={(next) => {
          speak(next);
          void change.run({ language: next });
        }}
      />
      <Choice
        legend={say.theme}
        chosen={theme}
        options={[
          ['system', say.system],
          ['light', say.light],
          ['dark', say.dark],
        ]}
        onChoose={dress}
      />
      <Notice failure={change.failure} />
    </>
  );
}

interface ChoiceProps<Id extends string> {
  readonly legend: string;
  readonly chosen: string;
  readonly options: readonly (readonly [Id, string])[];
  readonly onChoose: (id: Id) => void;
}

function Choice<Id extends string>({ legend, chosen, options, onChoose }: ChoiceProps<Id>) {
  return (
    <fieldset>
      <legend>{legend}</legend>
      <div className="account-options">
        {options.map(([id, name]) => (
          <label key={id}>
            <input type="radio" name={legend} checked={chosen === id} onChange={() => onChoose(id)} />
            {name}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function SignOut() {
  const say = useWords(accountWords).profile;
  const out = useDoing(() => answered(api.POST('/v1/me/sign-out')));
  const leave = async (): Promise<void> => {
    const answer = await out.run();
    if (!answer?.ok) return;
    await forgetMember();
    location.assign('/app/sign-in');
  };
  return (
    <>
      <NetButton kind="outline" wide busy={out.busy} onClick={() => void leave()}>
        {say.signOut}
      </NetButton>
      <Notice failure={out.failure} />
    </>
  );
}
