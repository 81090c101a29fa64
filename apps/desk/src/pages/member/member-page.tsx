import { useWords } from '@bonum/ui/language';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import { Shown } from '../../frame/shown.tsx';
import { useStream } from '../../api/live.ts';
import { useTitle } from '../../frame/page.tsx';
import { Actions } from './actions/actions.tsx';
import { useRecent } from '../search/recent.ts';
import { Balance } from './balance.tsx';
import { BestOffers } from './best-offers.tsx';
import './member.css';
import { RecordStrip } from './record-strip.tsx';
import { MemberTabs } from './tabs/member-tabs.tsx';
import { memberChanged, useActions, useOverview, useStanding } from './use-member.ts';
import { Who } from './who/who.tsx';
import { WhoLoading } from './who/who-loading.tsx';
import { memberWords } from './words.ts';

const route = getRouteApi('/frame/members/$memberId');

/** One person, in one screen: who, what they have and why, what can be done. */
export function Page() {
  const { memberId } = route.useParams();
  return <OneMember key={memberId} memberId={memberId} />;
}

function OneMember({ memberId }: { readonly memberId: string }) {
  const say = useWords(memberWords);
  const overview = useOverview(memberId);
  const standing = useStanding(memberId);
  const actions = useActions(memberId);
  useTitle(say.title);
  useRecent(overview.state === 'here' ? { memberId, ...overview.value.profile } : null);
  useLiveMember(memberId, overview.state === 'here' ? overview.value.version : null);
  const refusals = { 'unknown-member': say.unknown };
  return (
    <main className="member-page" id="main">
      <aside className="member-who" aria-label={say.who}>
        {/* What the page is about, until the name stands there. */}
        {overview.state !== 'here' && <h1 className="visually-hidden">{say.title}</h1>}
        <Shown asked={overview} failed={say.failed} loading={<WhoLoading />} refusals={refusals}>
          {(value) => <Who overview={value} standing={standing} />}
        </Shown>
      </aside>
      <section className="member-ledger" aria-label={say.ledger}>
        <RecordStrip memberId={memberId} overview={overview} />
        <Balance standing={standing} />
        <MemberTabs memberId={memberId} />
      </section>
      <aside className="member-do" aria-label={say.actions}>
        {overview.state !== 'failed' && (
          <Shown asked={actions} failed={say.failed} refusals={refusals}>
            {(member) => <Actions member={member} />}
          </Shown>
        )}
        <BestOffers memberId={memberId} />
      </aside>
    </main>
  );
}

/** While somebody looks, what changes at a till or in the app is asked for anew. */
function useLiveMember(memberId: string, version: number | null): void {
  const after = useRef<number | null>(null);
  // The stream knows by itself what it has told: it begins once.
  after.current ??= version;
  const from = after.current;
  const opened = useRef(false);
  useStream(from === null ? null : `/v1/members/${memberId}/live?after=${from}`, {
    changed: () => memberChanged(memberId),
    open: () => {
      // While it was broken a message may have come to its end, which moves no version.
      if (opened.current) memberChanged(memberId);
      opened.current = true;
    },
  });
}
