import { Field } from '@bonum/ui';
import { useState } from 'preact/hooks';
import { useWords } from '@bonum/ui/language';
import { changeProfile, useChange, type Account } from './account.ts';
import { Frame } from './frame.tsx';
import { NetButton } from '../../shell/net-button.tsx';
import { Notice } from './notice.tsx';
import { accountWords } from './words.ts';

/** Name, birth date, city: what the chain calls me by. */
export function Page() {
  const say = useWords(accountWords).data;
  return (
    <Frame title={say.title} back="/app/profile">
      {({ profile }) => <Data profile={profile} />}
    </Frame>
  );
}

function Data({ profile }: { readonly profile: Account['profile'] }) {
  const words = useWords(accountWords);
  const say = words.data;
  const change = useChange(changeProfile);
  const [saved, setSaved] = useState(false);
  const [typed, setTyped] = useState({
    name: profile.name ?? '',
    surname: profile.surname ?? '',
    birthDate: profile.birthDate ?? '',
    city: profile.city ?? '',
  });
  const [gender, setGender] = useState(profile.gender);
  const type = (field: keyof typeof typed) => (value: string) => {
    setSaved(false);
    setTyped({ ...typed, [field]: value });
  };
  const noName = typed.name.trim() === '';
  const save = async (): Promise<void> => {
    if (noName) return;
    const answer = await change.run(changeOf({ ...typed, gender }, profile.birthDateFixed));
    setSaved(answer?.ok === true);
  };
  return (
    <form
      className="account-form"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Field
        label={say.name}
        value={typed.name}
        onInput={type('name')}
        input={{ autoComplete: 'given-name', maxLength: 300 }}
        wrong={noName ? say.nameWanted : undefined}
      />
      <Field
        label={say.surname}
        value={typed.surname}
        onInput={type('surname')}
        input={{ autoComplete: 'family-name', maxLength: 300 }}
      />
      <Field
        label={say.birthDate}
        value={typed.birthDate}
        onInput={type('birthDate')}
        hint={profile.birthDateFixed ? say.birthDateFixed : say.birthDateOnce}
        input={{ type: 'date', autoComplete: 'bday', readOnly: profile.birthDateFixed }}
      />
      <Gender
        chosen={gender}
        onChoose={(one) => {
          setSaved(false);
          setGender(one);
        }}
      />
      <Field
        label={say.city}
        value={typed.city}
        onInput={type('city')}
        input={{ autoComplete: 'address-level2', maxLength: 300 }}
      />
      <Notice failure={change.failure} />
      <NetButton wide submit busy={change.busy}>
        {saved ? words.saved : words.save}
      </NetButton>
    </form>
  );
}

type Gendered = Account['profile']['gender'];

function Gender({
  chosen,
  onChoose,
}: {
  readonly chosen: Gendered;
  readonly onChoose: (gender: Gendered) => void;
}) {
  const say = useWords(accountWords);
  return (
    <fieldset>
      <legend>{say.data.gender}</legend>
      <div className="account-options">
        {(['female', 'male', null] as const).map((one) => (
          <label key={one}>
            <input type="radio" name="gender" checked={chosen === one} onChange={() => onChoose(one)} />
            {say.genders[one ?? 'unsaid']}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface Typed {
  readonly name: string;
  readonly surname: string;
  readonly birthDate: string;
  readonly city: string;
  readonly gender: Gendered;
}

const changeOf = ({ name, surname, birthDate, city, gender }: Typed, birthDateFixed: boolean) => ({
  name: name.trim(),
  surname: emptied(surname),
  city: emptied(city),
  gender,
  ...(birthDate !== '' && !birthDateFixed && { birthDate }),
});

/** What was left empty is taken back. */
const emptied = (text: string): string | null => (text.trim() === '' ? null : text.trim());
