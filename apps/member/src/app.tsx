import { Speaking } from '@bonum/ui/language';
import { useRouter } from './router/router.tsx';
import { pages } from './routes.ts';
import { Tabs } from './shell/tabs.tsx';

const Pages = () => {
  const shown = useRouter(pages);
  if (!shown) return null;
  const { Page, path, route, params, query } = shown;
  return (
    <div className={route.tab ? 'column with-tabs' : 'column'}>
      <Page key={path} params={params} query={query} />
      {route.tab && <Tabs on={route.tab} />}
    </div>
  );
};

export const App = () => (
  <Speaking>
    <Pages />
  </Speaking>
);
