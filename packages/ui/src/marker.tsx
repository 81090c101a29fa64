import type { ComponentChildren } from 'preact';

/** Cashback is solid, promo striped: the kinds differ without colour. */
type Kind = 'cashback' | 'promo';

/** Points that were earned, as with a highlighter. Points that were spent stand plain, with a minus. */
export const Marker = ({
  children,
  kind = 'cashback',
}: {
  readonly children: ComponentChildren;
  readonly kind?: Kind;
}) => <span className={kind === 'promo' ? 'marker promo' : 'marker'}>{children}</span>;

export const Swatch = ({ kind = 'cashback' }: { readonly kind?: Kind }) => (
  <i className={kind === 'promo' ? 'swatch promo' : 'swatch'} aria-hidden="true" />
);
