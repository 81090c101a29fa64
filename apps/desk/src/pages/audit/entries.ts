import type { Language } from '@bonum/ui/language';
import { useListed, type Asked, type Listed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answered } from '../../api/failure.ts';
import { endsBeforeItBegins, type AuditQuery, type AuditSearch } from './audit-search.ts';

const ask = (query: AuditQuery, signal: AbortSignal) =>
  answered(api.GET('/v1/audit', { params: { query }, signal }));
export type AuditEntry = Answered<typeof ask>['entries'][number];

function startOf(day: string, after = 0): string {
  const at = new Date(`${day}T00:00`);
  at.setDate(at.getDate() + after);
  return at.toISOString();
}

const queryOf = ({ who, whom, operation, kind, from, until }: AuditSearch): AuditQuery => ({
  ...(who !== undefined && { operatorId: who }),
  ...(whom !== undefined && { memberId: whom }),
  ...(operation !== undefined && { operation }),
  ...(kind !== undefined && { kind }),
  ...(from !== undefined && { from: startOf(from) }),
  ...(until !== undefined && { until: startOf(until, 1) }),
});

/** The newest first. */
export const useEntries = (search: AuditSearch): Asked<Listed<AuditEntry>> =>
  useListed(
    ['audit', search],
    async (after, signal) => {
      const answer = await ask({ ...queryOf(search), ...(after !== undefined && { after }) }, signal);
      return answer.ok
        ? { ok: true, value: { items: answer.value.entries, next: answer.value.next } }
        : answer;
    },
    { keep: true, when: !endsBeforeItBegins(search) },
  );

/** Where the same is to be had as a file. */
export function exportAddress(search: AuditSearch, language: Language): string {
  const asked = Object.entries({ ...queryOf(search), language }).map(([name, value]) => [
    name,
    String(value),
  ]);
  return `/v1/exports/audit?${new URLSearchParams(asked).toString()}`;
}
