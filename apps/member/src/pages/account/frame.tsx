import './account.css';
import { Skeleton } from '@bonum/ui';
import type { ComponentChildren } from 'preact';
import { useMe } from '../../me/use-me.ts';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page } from '../../shell/page.tsx';
import { useAccount, type Account } from './account.ts';

interface FrameProps {
  readonly title: string;
  /** Where the arrow leads; the page of a tab has none. */
  readonly back?: string;
  readonly children: (account: Account) => ComponentChildren;
}

/** A page of the account: what is on its way has its place, and what could not be loaded says so. */
export function Frame({ title, back, children }: FrameProps) {
  const account = useAccount();
  // Told of what changes in another channel, this page asks again as well.
  useMe();
  return (
    <Page
      title={title}
      {...(back !== undefined && { back })}
      asOf={account.state === 'here' ? account.asOf : null}
    >
      {account.state === 'failed' ? (
        <LoadFailed failure={account.failure} retry={account.retry} />
      ) : (
        <div className="account" aria-busy={account.state === 'loading' ? 'true' : undefined}>
          {account.state === 'here' ? (
            children(account.value)
          ) : (
            <>
              <Skeleton width="60%" height={28} />
              <Skeleton width="100%" height={56} />
              <Skeleton width="100%" height={56} />
              <Skeleton width="100%" height={56} />
            </>
          )}
        </div>
      )}
    </Page>
  );
}
