import { Icon, List, Row } from '@bonum/ui';
import { bell } from '@bonum/ui/icons';
import { useFormat, useWords } from '@bonum/ui/language';
import { useNotices } from '../notices/notices.ts';
import { noticesWords } from '../notices/notices-words.ts';

/** What happened, and how much of it is new. */
export function NoticesRow() {
  const say = useWords(noticesWords);
  const format = useFormat();
  const asked = useNotices();
  if (asked.state !== 'here') return null;
  const { unread } = asked.value;
  return (
    <List>
      <Row
        start={<Icon of={bell} />}
        href="/app/notices"
        {...(unread > 0 && { note: say.isNew(format.number(unread)) })}
      >
        {say.title}
      </Row>
    </List>
  );
}
