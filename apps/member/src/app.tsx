import { Speaking } from '@bonum/ui/language';
import { useRouter, type Shown } from './router/router.tsx';
import { pages } from './routes.ts';
import { Tabs } from './shell/tabs.tsx';

const Pages = ({ first }: { readonly first: Shown }) => {
  const { Page, path, route, params, query } = useRouter(pages, first);
  return (
    <div className={route.tab ? 'column with-tabs' : 'column'}>
      <Page key={path} params={params} query={query} />
      {route.tab && <Tabs on={route.tab} />}
    </div>
  );
};

export const App = ({ first }: { readonly first: Shown }) => (
  <Speaking>
    <Pages first={first} />
  </Speaking>
);
