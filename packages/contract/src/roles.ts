import type { Scope } from './operation.ts';

export const roleNames = [
  'promo',
  'info-desk',
  'operator',
  'senior-operator',
  'auditor',
  'administrator',
] as const;
export type Role = (typeof roleNames)[number];

const promo = ['members:join'] as const;

const infoDesk = [
  ...promo,
  'members:search',
  'members:read',
  'personal:read',
  'members:write',
  'cards:write',
  'receipts:read',
  'programme:read',
] as const;

const operator = [...infoDesk, 'points:grant', 'receipts:correct', 'calls:take'] as const;

/**
 * What each role may do: the one table that the server asks, the desk shows and the tests try. A role is a set of scopes, of
 * the very kind that keys have, so an operation asks for a scope and never for a role. Who has several roles may do what any of
 * them may.
 */
export const roles = {
  /** In the sales hall with a phone: signs people up. */
  promo,
  'info-desk': infoDesk,
  operator,
  'senior-operator': [
    ...operator,
    'members:merge',
    'members:suspend',
    'approvals:decide',
    'history:export',
    'calls:listen',
    'abuse:review',
    'record:write',
  ],
  /** Sees what was done and by whom, and members without what tells who they are. Changes nothing. */
  auditor: ['members:search', 'members:read', 'receipts:read', 'programme:read', 'audit:read'],
  /** Keeps staff, stores, tills, keys and the chain's own words; has no business with members. */
  administrator: [
    'staff:write',
    'keys:write',
    'webhooks:write',
    'record:write',
    'bi:read',
    'catalogue:write',
    'content:write',
    'programme:read',
    'audit:read',
  ],
} as const satisfies Record<Role, readonly Scope[]>;

/** All that somebody with these roles may do. */
export const scopesOf = (theirs: readonly Role[]): readonly Scope[] => [
  ...new Set(theirs.flatMap((role): readonly Scope[] => roles[role])),
];

/** The pages of the desk, in the order in which it shows them. */
export const deskPageNames = [
  'search',
  'history',
  'promo',
  'calls',
  'approvals',
  'abuse',
  'audit',
  'staff',
  'stores',
  'imports',
  'keys',
  'webhooks',
  'record',
  'sessions',
] as const;
export type DeskPage = (typeof deskPageNames)[number];

/** The scope that opens each page of the desk; null: everybody who is signed in. */
const opens = {
  search: 'members:search',
  history: 'receipts:read',
  promo: 'members:join',
  calls: 'calls:take',
  approvals: 'approvals:decide',
  abuse: 'abuse:review',
  audit: 'audit:read',
  staff: 'staff:write',
  stores: 'catalogue:write',
  imports: 'catalogue:write',
  keys: 'keys:write',
  webhooks: 'webhooks:write',
  record: 'record:write',
  sessions: null,
} as const satisfies Record<DeskPage, Scope | null>;

/** The pages that somebody with these scopes may open. */
export const pagesOf = (scopes: readonly Scope[]): readonly DeskPage[] =>
  deskPageNames.filter((page) => {
    const needed = opens[page];
    return needed === null || scopes.includes(needed);
  });
