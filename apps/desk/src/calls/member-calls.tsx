import { useWords } from '@bonum/ui/language';
import { useListed } from '../api/asking.ts';
import { keys } from '../api/keys.ts';
import { Nothing, Shown } from '../frame/shown.tsx';
import { askCalls } from './ask-calls.ts';
import { CallsTable } from './calls-table.tsx';
import { callWords } from './words.ts';

/** The calls of a member, for their page. */
export function MemberCalls({ memberId }: { readonly memberId: string }) {
  const say = useWords(callWords);
  const calls = useListed(keys.callsOf(memberId), (before, signal) => askCalls({ memberId }, before, signal));
  return (
    <Shown asked={calls} failed={say.failed}>
      {(listed) =>
        listed.items.length === 0 ? (
          <Nothing title={say.empty} text={say.emptyText} />
        ) : (
          <CallsTable calls={listed} old={false} ofMember />
        )
      }
    </Shown>
  );
}
