import { useWords } from '@bonum/ui/language';
import { useState } from 'react';
import { Tabs, type TabOf } from '../../../components/tabs.tsx';
import { MemberCalls } from '../../../calls/member-calls.tsx';
import { useShortcut } from '../../../shortcuts/use-shortcut.ts';
import { useMay } from '../../../staff/use-staff.ts';
import { Operations } from '../operations/operations.tsx';
import { memberWords } from '../words.ts';
import { Coming } from './coming.tsx';
import { FeedbackTab } from './feedback-tab.tsx';
import { JournalTab } from './journal-tab.tsx';
import { MessagesTab } from './messages-tab.tsx';
import { OffersTab } from './offers-tab.tsx';

/**
 * Everything else about a member, a tab each. To add one: what it shows in a folder of its own (`pages/<noun>/`), its name in the words
 * of this page, and a line here; a tab that not everybody may see is left out by `useMay`.
 */
export function MemberTabs({ memberId }: { readonly memberId: string }) {
  const say = useWords(memberWords);
  const may = useMay();
  const tabs = [
    { id: 'operations', name: say.operations, content: () => <Operations memberId={memberId} /> },
    { id: 'coming', name: say.coming, content: () => <Coming memberId={memberId} /> },
    { id: 'offers', name: say.offers, content: () => <OffersTab memberId={memberId} /> },
    { id: 'messages', name: say.messages, content: () => <MessagesTab memberId={memberId} /> },
    ...(may('calls:take')
      ? [{ id: 'calls', name: say.calls, content: () => <MemberCalls memberId={memberId} /> } as const]
      : []),
    { id: 'feedback', name: say.feedback, content: () => <FeedbackTab memberId={memberId} /> },
    ...(may('audit:read')
      ? [{ id: 'journal', name: say.journal, content: () => <JournalTab memberId={memberId} /> } as const]
      : []),
  ] as const satisfies readonly TabOf<string>[];
  const [chosen, choose] = useState<(typeof tabs)[number]['id']>('operations');
  const step = (by: number): void => {
    const at = tabs.findIndex(({ id }) => id === chosen);
    const next = tabs[(at + by + tabs.length) % tabs.length];
    if (next) choose(next.id);
  };
  useShortcut({ keys: 'ArrowLeft', name: say.keys.tab, act: () => step(-1), foot: true });
  useShortcut({ keys: 'ArrowRight', name: say.keys.tab, act: () => step(1), foot: true });
  return <Tabs label={say.tabs} tabs={tabs} chosen={chosen} onChoose={choose} />;
}
