import type { Scope } from './ask-keys.ts';

/** As the server has them. */
export const scopeNames = [
  'till',
  'members:join',
  'members:search',
  'members:read',
  'personal:read',
  'members:write',
  'members:merge',
  'members:suspend',
  'cards:write',
  'points:grant',
  'points:spend',
  'receipts:read',
  'receipts:correct',
  'history:export',
  'approvals:decide',
  'abuse:review',
  'calls:write',
  'calls:take',
  'calls:listen',
  'programme:read',
  'programme:write',
  'catalogue:write',
  'content:write',
  'keys:write',
  'webhooks:write',
  'record:write',
  'bi:read',
  'staff:write',
  'audit:read',
] as const satisfies readonly Scope[];

/** What most keys are for, and what each needs. */
export const purposes = {
  till: ['till', 'members:join'],
  site: ['members:join', 'members:read', 'receipts:read', 'programme:read'],
  office: ['catalogue:write', 'programme:read'],
  telephony: ['calls:write'],
} as const satisfies Readonly<Record<string, readonly Scope[]>>;
export type Purpose = keyof typeof purposes;
export const purposeNames = ['till', 'site', 'office', 'telephony'] as const satisfies readonly Purpose[];
