import type { paths } from '@bonum/client';

export type AuditQuery = NonNullable<paths['/v1/audit']['get']['parameters']['query']>;
type AuditKind = NonNullable<AuditQuery['kind']>;

export const auditKinds = ['view', 'change', 'sign-in'] as const satisfies readonly AuditKind[];

/** What the page's address says is to be shown. */
export interface AuditSearch {
  readonly who?: string;
  readonly whom?: string;
  readonly operation?: string;
  readonly kind?: AuditKind;
  /** Days by the clock of this machine, such as 2026-11-29; `until` is shown as well. */
  readonly from?: string;
  readonly until?: string;
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
export const isId = (text: string): boolean => uuid.test(text);
const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00`));

/** Of what stands in an address, that which says something. */
export function readAuditSearch(given: Readonly<Record<string, unknown>>): AuditSearch {
  const { who, whom, operation, kind, from, until } = given;
  const found = auditKinds.find((one) => one === kind);
  return {
    ...(typeof who === 'string' && isId(who) && { who }),
    ...(typeof whom === 'string' && isId(whom) && { whom }),
    ...(typeof operation === 'string' && /^[a-z-]{1,64}$/.test(operation) && { operation }),
    ...(found && { kind: found }),
    ...(typeof from === 'string' && isDay(from) && { from }),
    ...(typeof until === 'string' && isDay(until) && { until }),
  };
}

export const endsBeforeItBegins = ({ from, until }: AuditSearch): boolean =>
  from !== undefined && until !== undefined && until < from;
