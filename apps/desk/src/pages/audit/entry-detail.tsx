import { useFormat, useWords } from '@bonum/ui/language';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { useMay } from '../../staff/use-staff.ts';
import type { AuditSearch } from './audit-search.ts';
import type { AuditEntry } from './entries.ts';
import { auditWords } from './words.ts';

interface EntryDetailProps {
  readonly entry: AuditEntry;
  readonly onShow: (search: AuditSearch) => void;
}

/** All that an entry says, and where one can go from it. */
export function EntryDetail({ entry, onShow }: EntryDetailProps) {
  const say = useWords(auditWords);
  const format = useFormat();
  const navigate = useNavigate();
  const may = useMay();
  const { at, operation, actor, actorId, address, concerns, concernsName, number, detail } = entry;
  const names = new Map(Object.entries(say.details));
  const textOf = (value: unknown): string => {
    if (typeof value === 'boolean') return value ? say.yes : say.no;
    if (Array.isArray(value)) return value.map(textOf).join(', ');
    return typeof value === 'string' || typeof value === 'number' ? String(value) : JSON.stringify(value);
  };
  return (
    <div className="audit-entry">
      <Facts
        facts={[
          ...Object.entries(detail)
            // Whom it concerns stands below.
            .filter(([, value]) => value !== concerns)
            .map(([name, value]) => ({ name: names.get(name) ?? name, value: textOf(value) })),
          { name: say.columns.at, value: `${format.dateTime(at)} · ${at}` },
          { name: say.columns.who, value: say.actors[actor] },
          { name: say.actorId, value: actorId },
          { name: say.address, value: address },
          { name: say.concerns, value: concerns },
          { name: say.number, value: String(number) },
          { name: say.operationId, value: operation },
        ]}
      />
      <div className="audit-entry-buttons">
        {actorId !== null && (
          <Button kind="outline" onPress={() => onShow({ who: actorId })}>
            {say.allOfWho}
          </Button>
        )}
        <Button kind="outline" onPress={() => onShow({ whom: concerns })}>
          {say.allOfWhom}
        </Button>
        {concernsName === null && concerns !== actorId && may('members:read') && (
          <Button
            kind="ghost"
            onPress={() => void navigate({ to: '/members/$memberId', params: { memberId: concerns } })}
          >
            {say.openMember}
          </Button>
        )}
      </div>
    </div>
  );
}
