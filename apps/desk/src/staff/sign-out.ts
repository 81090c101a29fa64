import { useRouter } from '@tanstack/react-router';
import { forgetRecent } from '../pages/search/recent.ts';
import { known } from '../api/asking.ts';
import { begin } from '../joining/begun.ts';
import { api } from '../api/client.ts';
import { answered } from '../api/failure.ts';

/** Ends the session, forgets here what it showed, and leads on to where the company's own session ends, if it began there. */
export function useSignOut(): () => Promise<void> {
  const router = useRouter();
  return async () => {
    const answer = await answered(api.POST('/v1/staff/me/sign-out'));
    known.clear();
    forgetRecent();
    begin({});
    await caches.delete('bonum-promo-answers');
    if (answer.ok && answer.value.companyUrl !== null) location.assign(answer.value.companyUrl);
    else await router.navigate({ to: '/sign-in' });
  };
}
