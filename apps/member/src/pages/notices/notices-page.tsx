import './notices.css';
import { Button, Empty, List, Marker, Skeleton } from '@bonum/ui';
import { useEffect } from 'preact/hooks';
import { known } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered } from '../../api/failure.ts';
import { useFormat, useLanguage, useWords } from '@bonum/ui/language';
import { PushCard } from '../../push/push-card.tsx';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page as Frame } from '../../shell/page.tsx';
import { byDay, hrefOf, useNotices, type Notice } from './notices.ts';
import { noticesWords } from './notices-words.ts';

export function Page() {
  const say = useWords(noticesWords);
  const asked = useNotices();
  const notices = asked.state === 'here' ? asked.value.notices : [];
  const newest = notices[0]?.at;
  const unread = asked.state === 'here' && asked.asOf === null && asked.value.unread > 0;
  // They were read once the page is left; while it is open they stay marked.
  useEffect(
    () => (unread && newest !== undefined ? () => void noteRead(newest) : undefined),
    [unread, newest],
  );
  return (
    <Frame title={say.title} back="/app/" asOf={asked.state === 'here' ? asked.asOf : null}>
      {asked.state === 'loading' && (
        <div className="notices-loading" aria-hidden="true">
          <Skeleton width="40%" height={20} />
          <Skeleton width="100%" height={72} />
          <Skeleton width="100%" height={72} />
          <Skeleton width="100%" height={72} />
        </div>
      )}
      {asked.state === 'failed' && (
        <LoadFailed failure={asked.failure} retry={asked.retry} title={say.failed} />
      )}
      {asked.state === 'here' && (
        <>
          <PushCard />
          {notices.length === 0 ? (
            <Empty title={say.emptyTitle} text={say.emptyText}>
              <Button wide href="/app/">
                {say.home}
              </Button>
            </Empty>
          ) : (
            <Days notices={notices} />
          )}
        </>
      )}
    </Frame>
  );
}

async function noteRead(until: string): Promise<void> {
  await answered(api.POST('/v1/me/notices/read', { body: { until } }));
  await known.invalidateQueries({ queryKey: ['notices'] });
}

const DAY_MS = 86_400_000;

function Days({ notices }: { readonly notices: readonly Notice[] }) {
  const say = useWords(noticesWords);
  const format = useFormat();
  const name = (at: string): string => {
    const ago = [0, DAY_MS].findIndex(
      (back) => new Date(Date.now() - back).toDateString() === new Date(at).toDateString(),
    );
    return [say.today, say.yesterday][ago] ?? format.date(at);
  };
  return (
    <>
      {byDay(notices).map(({ at, notices: own }) => (
        <section key={at} className="notices-day">
          <h2>{name(at)}</h2>
          <List>
            {own.map((notice) => (
              <Line key={notice.noticeId} notice={notice} />
            ))}
          </List>
        </section>
      ))}
    </>
  );
}

function Line({ notice }: { readonly notice: Notice }) {
  const say = useWords(noticesWords);
  const format = useFormat();
  const { language } = useLanguage();
  const { points, title, text, at, read } = notice;
  const href = hrefOf(notice);
  const content = (
    <>
      <span className="notice-text">
        <span className="notice-title">
          {!read && <span className="notice-new" role="img" aria-label={say.unread} />}
          <b>{title[language]}</b>
        </span>
        <small>{text[language]}</small>
      </span>
      <span className="notice-end">
        {points !== null &&
          (points > 0 ? <Marker>{format.signed(points)}</Marker> : <b>{format.signed(points)}</b>)}
        <small>{format.time(at)}</small>
      </span>
    </>
  );
  return (
    <div role="listitem">
      {href === null ? (
        <div className="notice">{content}</div>
      ) : (
        <a className="notice" href={href}>
          {content}
        </a>
      )}
    </div>
  );
}
