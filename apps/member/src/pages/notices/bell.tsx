import './bell.css';
import { Icon } from '@bonum/ui';
import { bell } from '@bonum/ui/icons';
import { useFormat, useWords } from '@bonum/ui/language';
import { useNotices } from './notices.ts';
import { noticesWords } from './notices-words.ts';

/** Leads to the notices, and says how many are new. */
export function Bell() {
  const say = useWords(noticesWords);
  const format = useFormat();
  const asked = useNotices();
  const unread = asked.state === 'here' ? asked.value.unread : 0;
  const count = unread > 99 ? '99+' : format.number(unread);
  return (
    <a
      className="icon-button bell"
      href="/app/notices"
      aria-label={unread === 0 ? say.bell : say.bellNew(count)}
    >
      <Icon of={bell} />
      {unread > 0 && <span aria-hidden="true">{count}</span>}
    </a>
  );
}
