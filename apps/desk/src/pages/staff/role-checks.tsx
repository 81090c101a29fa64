import { useWords } from '@bonum/ui/language';
import { Check } from '../../components/choice.tsx';
import { roleNames, type Role } from './operators.ts';
import { staffWords } from './words.ts';

interface RoleChecksProps {
  readonly chosen: readonly Role[];
  readonly onChoose: (roles: readonly Role[]) => void;
  /** They were sent, and are not fit to be. */
  readonly tried: boolean;
}

/** What somebody may do: one role or several. */
export function RoleChecks({ chosen, onChoose, tried }: RoleChecksProps) {
  const say = useWords(staffWords);
  return (
    <fieldset className="roles">
      <legend>{say.rolesLabel}</legend>
      {roleNames.map((role) => (
        <Check
          key={role}
          checked={chosen.includes(role)}
          onChange={(on) => onChoose(roleNames.filter((one) => (one === role ? on : chosen.includes(one))))}
        >
          {say.roles[role]} <small className="second">{say.roleNotes[role]}</small>
        </Check>
      ))}
      {tried && chosen.length === 0 && (
        <p className="wrong" role="alert">
          {say.rolesWrong}
        </p>
      )}
    </fieldset>
  );
}
