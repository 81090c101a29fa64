import { useFormat, useWords } from '@bonum/ui/language';
import { Button } from '../../../components/button.tsx';
import { actionWords } from './words.ts';

/** What somebody changed, as the server says it. */
export interface Changed {
  readonly what: readonly string[];
  readonly at: string | null;
  /** null: the member themselves. */
  readonly by: string | null;
}

const isChanged = (value: unknown): value is Changed =>
  typeof value === 'object' && value !== null && 'what' in value && Array.isArray(value.what);

/** What a refusal says beside its sentence: the version that is there now, and what came to it. */
export function conflictIn(problem: object): {
  readonly version: number | null;
  readonly changed: readonly Changed[];
} {
  const version = 'version' in problem && typeof problem.version === 'number' ? problem.version : null;
  const changed =
    'changed' in problem && Array.isArray(problem.changed) ? problem.changed.filter(isChanged) : [];
  return { version, changed };
}

interface ConflictProps {
  readonly changed: readonly Changed[];
  readonly busy: boolean;
  readonly onTop: () => void;
  readonly onLook: () => void;
}

/** Somebody was faster: what changed, when and by whom; theirs stays, and ours goes on top of it or not at all. */
export function Conflict({ changed, busy, onTop, onLook }: ConflictProps) {
  const say = useWords(actionWords);
  const format = useFormat();
  const names: Readonly<Record<string, string>> = say.fields;
  return (
    <div className="dialog-form">
      <div className="dialog-fields">
        <p>{say.changedText}</p>
        <ul className="changes">
          {changed.map(({ what, at, by }, index) => (
            <li key={index}>
              <b>{what.map((field) => names[field] ?? field).join(', ')}</b>
              <span className="second">
                {by ?? say.byMember}
                {at !== null && `, ${format.dateTime(at)}`}
              </span>
            </li>
          ))}
        </ul>
      </div>
      <div className="dialog-buttons">
        <Button onPress={onLook} focus>
          {say.look}
        </Button>
        <Button kind="outline" busy={busy} onPress={onTop}>
          {say.onTop}
        </Button>
      </div>
    </div>
  );
}
