import { useFormat, useWords } from '@bonum/ui/language';
import { useNavigate } from '@tanstack/react-router';
import { Button } from '../../components/button.tsx';
import { Facts } from '../../components/facts.tsx';
import { useMay } from '../../staff/use-staff.ts';
import type { Key } from './ask-keys.ts';
import { keysWords } from './words.ts';

export type Act = 'rotate' | 'end' | 'revoke' | 'reset';

interface KeyDetailProps {
  readonly of: Key;
  readonly onDo: (act: Act) => void;
}

/** What a key may do, its secrets and who still uses which, and what can be done about it. */
export function KeyDetail({ of, onDo }: KeyDetailProps) {
  const say = useWords(keysWords);
  const format = useFormat();
  const { keyId, scopes, secret, oldSecret, createdAt, mostPerMinute, mostPerDay, usedToday } = of;
  const names = new Map<string, string>(Object.entries(say.scopes));
  const used = (at: string | null): string =>
    at === null ? say.neverUsed : say.lastUsed(format.dateTime(at));
  return (
    <div className="row-detail">
      <Facts
        facts={[
          { name: say.may, value: scopes.map((scope) => names.get(scope) ?? scope).join(', ') },
          { name: say.pace, value: mostPerMinute === null ? null : format.number(mostPerMinute) },
          {
            name: say.quota,
            value:
              mostPerDay === null
                ? null
                : say.quotaUsed(format.number(mostPerDay), format.number(usedToday ?? 0)),
          },
          { name: say.created, value: format.dateTime(createdAt) },
          {
            name: say.secret,
            value: `${say.since(format.dateTime(secret.since))}. ${used(secret.usedAt)}`,
          },
          {
            name: say.oldSecret,
            value:
              oldSecret === null
                ? null
                : `${say.until(format.dateTime(oldSecret.until))}. ${used(oldSecret.usedAt)}`,
          },
          { name: say.id, value: keyId },
        ]}
      />
      <KeyButtons of={of} onDo={onDo} />
    </div>
  );
}

function KeyButtons({ of: { keyId, oldSecret, revokedAt, sandbox }, onDo }: KeyDetailProps) {
  const say = useWords(keysWords);
  const navigate = useNavigate();
  const may = useMay();
  return (
    <div className="row-buttons">
      {revokedAt === null && (
        <>
          <Button kind="outline" onPress={() => onDo('rotate')}>
            {say.rotate}
          </Button>
          {oldSecret !== null && (
            <Button kind="outline" onPress={() => onDo('end')}>
              {say.end.end}
            </Button>
          )}
          <Button kind="outline" onPress={() => onDo('revoke')}>
            {say.end.revoke}
          </Button>
          {sandbox && (
            <Button kind="outline" onPress={() => onDo('reset')}>
              {say.resetSandbox}
            </Button>
          )}
        </>
      )}
      {may('audit:read') && (
        <Button kind="ghost" onPress={() => void navigate({ to: '/audit', search: { who: keyId } })}>
          {say.seeAudit}
        </Button>
      )}
    </div>
  );
}
