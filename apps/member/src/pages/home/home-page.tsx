import { Skeleton } from '@bonum/ui';
import { useOnline } from '../../shell/net-line.tsx';
import { LoadFailed } from '../../shell/failed.tsx';
import { Page as Frame } from '../../shell/page.tsx';
import { useWords } from '@bonum/ui/language';
import { RecordLine } from '../../me/record-line.tsx';
import { useMe } from '../../me/use-me.ts';
import { firstBrand } from '../../first-paint/first-brand.ts';
import { BrandName } from '../../brand/brand-name.tsx';
import { useSecret } from '../../barcode/use-secret.ts';
import { BalanceCard, CardFrame } from './balance-card.tsx';
import { Ending, Pending } from './endings.tsx';
import { LevelProgress } from './level-progress.tsx';
import { Further } from './further.tsx';
import { homeWords } from './words.ts';
import './home.css';

/** As the server said it; of a page from the phone's own store the loading is too short to be seen. */
const severalKinds = (firstBrand?.kinds ?? 1) > 1;

/** What there is, what can be done with it, and the barcode at hand. */
export function Page() {
  const say = useWords(homeWords);
  const online = useOnline();
  const me = useMe();
  const secret = useSecret(me);
  if (me.state === 'failed')
    return (
      <Frame title={say.title} bare>
        <div className="home">
          {secret && <CardFrame secret={secret} card={null} />}
          <LoadFailed title={say.failed} failure={me.failure} retry={me.retry} />
        </div>
      </Frame>
    );
  if (me.state === 'loading')
    return (
      <Frame title={say.title} bare>
        <div className="home" aria-busy="true" aria-label={say.loading}>
          <CardFrame secret={secret} card={null}>
            <div className="balance-top">
              <BrandName />
            </div>
            <div className="balance-loading">
              <Skeleton width="224px" height={72} />
              <Skeleton width="160px" height={16} />
              {severalKinds && <Skeleton width="224px" height={62} />}
            </div>
          </CardFrame>
          <div className="home-loading">
            <Skeleton width="204px" height={24} />
            <Skeleton width="100%" height={16} />
            <Skeleton width="100%" height={56} />
          </div>
        </div>
      </Frame>
    );
  const offline = !online || me.asOf !== null;
  return (
    <Frame title={say.title} bare asOf={me.asOf}>
      <div className="home">
        <BalanceCard me={me.value} asOf={me.asOf} secret={secret} />
        <RecordLine me={me} />
        {offline && (
          <section className="home-block">
            <h2 className="strong">{say.worksOffline}</h2>
            <p className="small second">{say.worksOfflineText}</p>
          </section>
        )}
        <LevelProgress me={me.value} />
        <Ending me={me.value} />
        <Pending me={me.value} />
        <Further />
      </div>
    </Frame>
  );
}
