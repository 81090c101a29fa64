import { phone as phoneIcon } from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import { outdated, useDoing } from '../api/asking.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';
import { keys } from '../api/keys.ts';
import { IconButton } from '../components/button.tsx';
import { tell } from '../components/toast.tsx';
import { useFailureText } from '../frame/shown.tsx';
import { useMay } from '../staff/use-staff.ts';
import { useMyCalls } from './use-my-calls.ts';
import { callWords } from './words.ts';

/** Beside a member's phone: the operator's own telephone rings, then theirs. Only where an exchange can do it. */
export function CallBack({ memberId }: { readonly memberId: string }) {
  const say = useWords(callWords);
  const failureText = useFailureText();
  const may = useMay();
  const my = useMyCalls(may('calls:take'));
  const calling = useDoing(() => answered(api.POST('/v1/calls', { body: { memberId } })));
  if (my.state !== 'here' || !my.value.mayCallBack) return null;
  const call = async (): Promise<void> => {
    const answer = await calling.run();
    if (answer === null) return;
    tell(answer.ok ? say.calling : failureText(answer.failure, say.refusals), answer.ok ? 'good' : 'bad');
    outdated(keys.myCalls);
  };
  return <IconButton icon={phoneIcon} label={say.callBack} onPress={() => void call()} />;
}
