import { Skeleton } from '@bonum/ui';
import { GreyLines } from '../../../frame/shown.tsx';

/** As the column will be. */
export const WhoLoading = () => (
  <>
    <Skeleton width="90%" height={28} />
    <div className="who-loading-line">
      <Skeleton width="60%" height={20} />
    </div>
    <GreyLines count={8} />
  </>
);
