import type { ComponentChildren } from 'preact';
import { Icon } from './icon.tsx';

interface BannerProps {
  readonly kind: 'warn' | 'bad' | 'good';
  readonly icon: string;
  readonly children: ComponentChildren;
}

/** A line that says how things are. Amber passes by itself, red does not; the words say which without the colour. */
export const Banner = ({ kind, icon, children }: BannerProps) => (
  <div className={`banner ${kind}`} role="status">
    <Icon of={icon} small />
    <span>{children}</span>
  </div>
);
