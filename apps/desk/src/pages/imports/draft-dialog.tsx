import { useLanguage, useWords } from '@bonum/ui/language';
import { saveFile } from '../../api/save-file.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Shown } from '../../frame/shown.tsx';
import { useDraft, type Draft, type Feed } from './ask-imports.ts';
import { importsWords } from './words.ts';

interface DraftDialogProps {
  readonly of: Feed;
  readonly onClose: () => void;
}

/** The promotions that the promos of a feed would be, and the programme with them to take along: nothing of it is live. */
export function DraftDialog({ of, onClose }: DraftDialogProps) {
  const say = useWords(importsWords);
  const draft = useDraft(of.feedId);
  return (
    <Dialog title={say.draftTitle} wide onClose={onClose}>
      <div className="imports-draft">
        <p>{say.draftLead}</p>
        <Shown asked={draft} failed={say.draftFailed} refusals={say.refusals}>
          {(value) => <DraftOf value={value} />}
        </Shown>
      </div>
    </Dialog>
  );
}

function DraftOf({ value }: { readonly value: Draft }) {
  const say = useWords(importsWords);
  const { language } = useLanguage();
  const { programme, promotions, valid, problems } = value;
  const save = (): void =>
    saveFile(
      new Blob([`${JSON.stringify(programme, null, 2)}\n`], { type: 'application/json' }),
      'programme-draft.json',
    );
  const names = namesIn(programme);
  return (
    <>
      <ul className="imports-list" aria-label={say.draftTitle}>
        {promotions.map((id) => (
          <li key={id}>
            <b>{names.get(id)?.[language] ?? id}</b> <span className="second code">{id}</span>
          </li>
        ))}
      </ul>
      <p className={valid ? 'imports-good' : 'imports-no'}>{valid ? say.draftValid : say.draftInvalid}</p>
      {!valid && (
        <ul className="imports-list" aria-label={say.draftInvalid}>
          {problems.map(({ path, code, message }) => (
            <li key={`${path} ${code}`}>
              {message[language]} <span className="second code">{path}</span>
            </li>
          ))}
        </ul>
      )}
      <div className="dialog-buttons">
        <Button focus onPress={save}>
          {say.draftSave}
        </Button>
      </div>
    </>
  );
}

interface Names {
  readonly ru: string;
  readonly en: string;
}

/** A programme is an open document here: what is no promotion with a name is passed over. */
function namesIn(programme: Draft['programme']): ReadonlyMap<string, Names> {
  const { promotions } = programme;
  if (!Array.isArray(promotions)) return new Map();
  return new Map(promotions.flatMap((one: unknown) => (isNamed(one) ? [[one.id, one.name] as const] : [])));
}

const isNamed = (one: unknown): one is { readonly id: string; readonly name: Names } =>
  typeof one === 'object' &&
  one !== null &&
  'id' in one &&
  typeof one.id === 'string' &&
  'name' in one &&
  typeof one.name === 'object' &&
  one.name !== null &&
  'ru' in one.name &&
  'en' in one.name;
