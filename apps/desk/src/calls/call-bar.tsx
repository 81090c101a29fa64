import { Icon } from '@bonum/ui';
import { phoneCall, phoneX } from '@bonum/ui/icons';
import { formatPhone, useWords, writtenPhone } from '@bonum/ui/language';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { Button } from '../components/button.tsx';
import { useShortcut } from '../shortcuts/use-shortcut.ts';
import { useMay } from '../staff/use-staff.ts';
import './call-bar.css';
import { useRegister } from '../joining/use-register.ts';
import { currentCall } from './current-call.ts';
import { duration } from './duration.ts';
import { setCallMember } from './set-call-member.ts';
import { focusSearch, useOpenCaller } from './use-open-caller.ts';
import { useCallNews, useMyCalls, type MyCall } from './use-my-calls.ts';
import { useCommand, type Act } from './use-command.ts';
import { callWords } from './words.ts';

// Only who has a call needs these: they come when there is one.
const ChooseCaller = lazy(async () => ({ default: (await import('./choose-caller.tsx')).ChooseCaller }));
const TransferCall = lazy(async () => ({ default: (await import('./transfer-call.tsx')).TransferCall }));
const WrapUp = lazy(async () => ({ default: (await import('./wrap-up.tsx')).WrapUp }));

/** Above everything while there is a call at one's telephone, and until one has said what it was about. */
export function CallBar() {
  return useMay()('calls:take') ? (
    <Suspense>
      <OwnCalls />
    </Suspense>
  ) : null;
}

function OwnCalls() {
  useCallNews();
  const my = useMyCalls();
  const calls = my.state === 'here' ? my.value.calls : [];
  const now = currentCall(calls);
  useOpenCaller(now);
  const live = calls.filter(({ state }) => state !== 'ended');
  if (now) return <LiveCall key={now.callId} call={now} others={live.length - 1} />;
  const unsaid = calls.find(({ state }) => state === 'ended');
  return unsaid ? <WrapUp key={unsaid.callId} call={unsaid} /> : null;
}

function LiveCall({ call, others }: { readonly call: MyCall; readonly others: number }) {
  const say = useWords(callWords);
  const [transferring, setTransferring] = useState(false);
  const command = useCommand(call);
  const can = (act: Act): boolean => call.can.includes(act);
  const holding = can('resume') ? 'resume' : 'hold';
  useShortcut({ keys: 'F8', name: say[holding], act: () => void command(holding), on: can(holding) });
  useShortcut({ keys: 'F9', name: say.transfer, act: () => setTransferring(true), on: can('transfer') });
  useShortcut({ keys: 'Alt+F9', name: say.hangUp, act: () => void command('hang-up'), on: can('hang-up') });
  return (
    <section className="call-bar" aria-label={say.bar}>
      <span className="call-live">
        <Icon of={phoneCall} small />
      </span>
      <Clock call={call} />
      <b className="call-number">
        {call.clientPhone === null ? say.withheld : formatPhone(call.clientPhone)}
      </b>
      <Found call={call} />
      <span className="call-others">{others > 0 && say.others(others)}</span>
      {can(holding) && (
        <Button kind="outline" keys="F8" onPress={() => void command(holding)}>
          {say[holding]}
        </Button>
      )}
      {can('transfer') && (
        <Button kind="outline" keys="F9" onPress={() => setTransferring(true)}>
          {say.transfer}
        </Button>
      )}
      {can('hang-up') && (
        <Button kind="danger" icon={phoneX} keys="Alt+F9" onPress={() => void command('hang-up')}>
          {say.hangUp}
        </Button>
      )}
      <Suspense>
        {transferring && <TransferCall call={call} onClose={() => setTransferring(false)} />}
      </Suspense>
    </section>
  );
}

/** How long it rings, then how long they talk. */
function Clock({ call }: { readonly call: MyCall }) {
  const say = useWords(callWords);
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const since = Date.parse(call.answeredAt ?? call.startedAt);
  const { state, direction } = call;
  return (
    <>
      <time className="call-clock">{duration((now - since) / 1000)}</time>
      <span className="call-state" role="status">
        {state === 'held' && say.held}
        {state === 'ringing' && (direction === 'out' ? say.outgoing : say.incoming)}
      </span>
    </>
  );
}

/** To whom the phone leads, honestly, and what to do about it. */
function Found({ call }: { readonly call: MyCall }) {
  const say = useWords(callWords);
  const navigate = useNavigate();
  const [choosing, setChoosing] = useState(call.found === 'several' && call.memberId === null);
  const { callId, found, members, memberId, clientPhone } = call;
  const unknown = memberId === null && (found === 'none' || found === 'withheld');
  const register = useRegister();
  const signUp = (): void => register?.(clientPhone === null ? {} : { phone: writtenPhone(clientPhone) });
  useShortcut({ keys: 'Alt+N', name: say.register, act: signUp, on: unknown && register !== null });
  const open = (id: string) => void navigate({ to: '/members/$memberId', params: { memberId: id } });
  return (
    <>
      <span className="call-found">
        {memberId !== null && found !== 'one' && say.found.chosen}
        {(memberId === null || found === 'one') &&
          (found === 'several' ? say.found.several(members.length) : say.found[found])}
      </span>
      {memberId !== null && (
        <Button kind="outline" onPress={() => open(memberId)}>
          {say.openMember}
        </Button>
      )}
      {memberId === null && found === 'several' && (
        <Button kind="outline" onPress={() => setChoosing(true)}>
          {say.choose}
        </Button>
      )}
      {unknown && (
        <Button kind="outline" onPress={focusSearch}>
          {say.findByHand}
        </Button>
      )}
      {unknown && register !== null && (
        <Button kind="outline" keys="Alt+N" onPress={signUp}>
          {say.register}
        </Button>
      )}
      <Suspense>
        {choosing && (
          <ChooseCaller
            members={members}
            onChoose={(id) => {
              open(id);
              void setCallMember(callId, id);
            }}
            onClose={() => setChoosing(false)}
          />
        )}
      </Suspense>
    </>
  );
}
