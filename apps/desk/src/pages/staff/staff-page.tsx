import { useFormat, useWords } from '@bonum/ui/language';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Table, type Column } from '../../components/table.tsx';
import { Page as Template } from '../../frame/page.tsx';
import { Nothing, Shown } from '../../frame/shown.tsx';
import { useShortcut } from '../../shortcuts/use-shortcut.ts';
import { useStaff } from '../../staff/use-staff.ts';
import { ChangeDialog } from './change-dialog.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { useOperators, type Invited, type Operator } from './operators.ts';
import { ReasonDialog, type Measure } from './reason-dialog.tsx';
import './staff.css';
import { staffWords } from './words.ts';

/** What is being done, and to whom. */
type Doing =
  | { readonly what: 'invite' }
  | { readonly what: 'change' | Measure; readonly operator: Operator }
  | { readonly what: 'link'; readonly invited: Invited };

/** Who works at the desk, and what they may do. */
export function Page() {
  const say = useWords(staffWords);
  const operators = useOperators();
  const [open, setOpen] = useState<string | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const invite = (): void => setDoing({ what: 'invite' });
  useShortcut({ keys: 'N', name: say.invite, act: invite, foot: true });
  const columns = useColumns();
  return (
    <Template
      title={say.title}
      lead={say.lead}
      actions={
        <Button keys="N" onPress={invite}>
          {say.invite}
        </Button>
      }
    >
      <Shown asked={operators} failed={say.failed}>
        {(all) =>
          all.length === 0 ? (
            <Nothing title={say.none} />
          ) : (
            <Table
              label={say.title}
              columns={columns}
              rows={all}
              idOf={({ operatorId }) => operatorId}
              open={open}
              onOpen={({ operatorId }) => setOpen(open === operatorId ? null : operatorId)}
              detail={(operator) => (
                <Actions operator={operator} onDo={(what) => setDoing({ what, operator })} />
              )}
            />
          )
        }
      </Shown>
      {doing && <DialogOf doing={doing} onNext={setDoing} />}
    </Template>
  );
}

interface DialogOfProps {
  readonly doing: Doing;
  readonly onNext: (doing: Doing | null) => void;
}

function DialogOf({ doing, onNext }: DialogOfProps) {
  const close = (): void => onNext(null);
  const showLink = (invited: Invited): void => onNext({ what: 'link', invited });
  if (doing.what === 'invite') return <InviteDialog onInvited={showLink} onClose={close} />;
  if (doing.what === 'link') return <LinkDialog invited={doing.invited} onClose={close} />;
  const { what, operator } = doing;
  if (what === 'change') return <ChangeDialog operator={operator} onClose={close} />;
  return <ReasonDialog measure={what} operator={operator} onInvited={showLink} onClose={close} />;
}

function useColumns(): readonly Column<Operator>[] {
  const say = useWords(staffWords);
  const format = useFormat();
  const me = useStaff();
  const myId = me.state === 'here' ? me.value.operatorId : null;
  const stateOf = ({ state, invitedUntil }: Operator): string => {
    if (state !== 'invited' || invitedUntil === null) return say.states[state];
    return Date.parse(invitedUntil) < Date.now()
      ? say.linkOver
      : say.invitedUntil(format.dateTime(invitedUntil));
  };
  return [
    {
      id: 'name',
      head: say.columns.name,
      cell: ({ operatorId, name }) => (
        <>
          <b>{name}</b>
          {operatorId === myId && <span className="second">{` · ${say.you}`}</span>}
        </>
      ),
    },
    { id: 'login', head: say.columns.login, width: '240px', cell: ({ login }) => login },
    {
      id: 'roles',
      head: say.columns.roles,
      width: '260px',
      cell: ({ roles }) =>
        roles.length === 0 ? say.noRoles : roles.map((role) => say.roles[role]).join(', '),
    },
    {
      id: 'state',
      head: say.columns.state,
      width: '270px',
      cell: (operator) =>
        operator.state === 'active' ? (
          stateOf(operator)
        ) : (
          <span className={operator.state}>{stateOf(operator)}</span>
        ),
    },
  ];
}

interface ActionsProps {
  readonly operator: Operator;
  readonly onDo: (what: 'change' | Measure) => void;
}

function Actions({ operator, onDo }: ActionsProps) {
  const say = useWords(staffWords);
  const navigate = useNavigate();
  const { operatorId, state, source, roles } = operator;
  return (
    <div className="operator">
      <ul>
        {roles.map((role) => (
          <li key={role}>{`${say.roles[role]}: ${say.roleNotes[role]}`}</li>
        ))}
      </ul>
      {source === 'oidc' && <p className="second">{say.company}</p>}
      <div className="operator-buttons">
        <Button kind="outline" onPress={() => onDo('change')}>
          {say.change}
        </Button>
        {source === 'local' && state !== 'blocked' && (
          <Button kind="outline" onPress={() => onDo('reset')}>
            {say.reset}
          </Button>
        )}
        {state === 'blocked' ? (
          <Button kind="outline" onPress={() => onDo('unblock')}>
            {say.unblock}
          </Button>
        ) : (
          <Button kind="outline" onPress={() => onDo('block')}>
            {say.block}
          </Button>
        )}
        <Button kind="ghost" onPress={() => void navigate({ to: '/audit', search: { whom: operatorId } })}>
          {say.seeAudit}
        </Button>
      </div>
    </div>
  );
}
