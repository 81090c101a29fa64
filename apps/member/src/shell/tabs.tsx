import { TabBar } from '@bonum/ui';
import {
  barcode,
  history,
  historyFill,
  house,
  houseFill,
  tag,
  tagFill,
  user,
  userFill,
} from '@bonum/ui/icons';
import { useWords } from '@bonum/ui/language';
import type { Route } from '../router/router.tsx';
import { shellWords } from './words.ts';

const tabs = [
  { tab: 'home', href: '/app/', icon: house, iconOn: houseFill },
  { tab: 'offers', href: '/app/offers', icon: tag, iconOn: tagFill },
  { tab: 'card', href: '/app/card', icon: barcode, iconOn: barcode, hero: true },
  { tab: 'history', href: '/app/history', icon: history, iconOn: historyFill },
  { tab: 'profile', href: '/app/profile', icon: user, iconOn: userFill },
] as const;

export function Tabs({ on }: { readonly on: NonNullable<Route['tab']> }) {
  const say = useWords(shellWords).tabs;
  return (
    <TabBar
      label={say.label}
      tabs={tabs.map(({ tab, ...rest }) => ({ ...rest, name: say[tab], on: tab === on }))}
    />
  );
}
