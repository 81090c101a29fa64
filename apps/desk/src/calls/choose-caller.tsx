import { useWords } from '@bonum/ui/language';
import { Button } from '../components/button.tsx';
import { Dialog } from '../components/dialog.tsx';
import type { MyCall } from './use-my-calls.ts';
import { callWords } from './words.ts';

interface ChooseCallerProps {
  readonly members: MyCall['members'];
  readonly onChoose: (memberId: string) => void;
  readonly onClose: () => void;
}

/** A phone leads to several people: whoever calls says who they are. */
export function ChooseCaller({ members, onChoose, onClose }: ChooseCallerProps) {
  const say = useWords(callWords);
  return (
    <Dialog title={say.chooseTitle} onClose={onClose}>
      <ul className="call-choice">
        {members.map(({ memberId, name }, index) => (
          <li key={memberId}>
            <Button
              kind="outline"
              focus={index === 0}
              onPress={() => {
                onChoose(memberId);
                onClose();
              }}
            >
              {name === '' ? say.noName : name}
            </Button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
