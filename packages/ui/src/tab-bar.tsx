import { Icon } from './icon.tsx';

export interface Tab {
  readonly name: string;
  readonly href: string;
  readonly icon: string;
  readonly iconOn: string;
  readonly on: boolean;
  /** The one in the middle, that people come for. */
  readonly hero?: boolean;
}

export const TabBar = ({ label, tabs }: { readonly label: string; readonly tabs: readonly Tab[] }) => (
  <nav className="tab-bar" aria-label={label}>
    {tabs.map(({ name, href, icon, iconOn, on, hero }) => (
      <a key={href} href={href} className={hero ? 'hero' : undefined} aria-current={on ? 'page' : undefined}>
        <Icon of={on ? iconOn : icon} />
        <span>{name}</span>
      </a>
    ))}
  </nav>
);
