import type { DeskPage } from '../staff/use-staff.ts';

/**
 * Where one can go from every page; the server says which of them somebody may open, and in which order. A page that has its route in
 * `routes.tsx` gets its line here, under the name that the server has for it; but one's own sign-ins, which are in one's menu.
 */
export const sections: { readonly [Page in DeskPage]?: string } = {
  history: '/history',
  promo: '/promo',
  approvals: '/approvals',
  abuse: '/abuse',
  calls: '/calls',
  audit: '/audit',
  staff: '/staff',
  stores: '/stores',
  imports: '/imports',
  keys: '/keys',
  webhooks: '/webhooks',
  record: '/record',
};

/** Where the section begins that an address is in; undefined: it is open to whoever is signed in, or says itself to whom. */
export const sectionAt = (pathname: string): string | undefined =>
  Object.values(sections).find((path) => pathname === path || pathname.startsWith(`${path}/`));
