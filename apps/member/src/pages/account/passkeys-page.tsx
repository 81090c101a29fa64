import { Banner, Button, List, Row, Skeleton } from '@bonum/ui';
import { check } from '@bonum/ui/icons';
import { useState } from 'preact/hooks';
import { useFormat, useWords } from '@bonum/ui/language';
import { canPasskeys } from '@bonum/ui/passkey';
import { LoadFailed } from '../../shell/failed.tsx';
import type { Account } from './account.ts';
import { Frame } from './frame.tsx';
import { AddPasskey, RemovePasskey } from './passkey-sheet.tsx';
import { passkeyWords } from './passkey-words.ts';
import { usePasskeys, type Passkey } from './passkeys.ts';

/** The devices that sign me in without a code. */
export function Page() {
  const say = useWords(passkeyWords);
  return (
    <Frame title={say.title} back="/app/profile">
      {({ contacts }) => <Passkeys contacts={contacts} />}
    </Frame>
  );
}

function Passkeys({ contacts }: Pick<Account, 'contacts'>) {
  const say = useWords(passkeyWords);
  const asked = usePasskeys();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<Passkey | null>(null);
  const [added, setAdded] = useState(false);
  if (asked.state === 'failed') return <LoadFailed failure={asked.failure} retry={asked.retry} />;
  if (asked.state === 'loading') return <Skeleton width="100%" height={56} />;
  const { passkeys } = asked.value;
  return (
    <>
      <p className="lead">{say.lead}</p>
      {added && (
        <Banner kind="good" icon={check}>
          {say.done}
        </Banner>
      )}
      {passkeys.length === 0 ? <p>{say.none}</p> : <Known passkeys={passkeys} onRemove={setRemoving} />}
      {canPasskeys() ? (
        <Button wide onClick={() => setAdding(true)}>
          {say.add}
        </Button>
      ) : (
        <p className="lead">{say.cannot}</p>
      )}
      {adding && (
        <AddPasskey contacts={contacts} onAdded={() => setAdded(true)} onClose={() => setAdding(false)} />
      )}
      {removing && <RemovePasskey passkey={removing} contacts={contacts} onClose={() => setRemoving(null)} />}
    </>
  );
}

interface KnownProps {
  readonly passkeys: readonly Passkey[];
  readonly onRemove: (passkey: Passkey) => void;
}

function Known({ passkeys, onRemove }: KnownProps) {
  const say = useWords(passkeyWords);
  const format = useFormat();
  return (
    <List>
      {passkeys.map((passkey) => (
        <Row
          key={passkey.passkeyId}
          note={
            passkey.usedAt === null
              ? say.added(format.date(passkey.addedAt))
              : `${say.added(format.date(passkey.addedAt))} · ${say.used(format.date(passkey.usedAt))}`
          }
          end={say.remove}
          onClick={() => onRemove(passkey)}
        >
          {passkey.name === '' ? say.unnamed : passkey.name}
        </Row>
      ))}
    </List>
  );
}
