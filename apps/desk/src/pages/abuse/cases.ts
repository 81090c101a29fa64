import type { Schemas } from '@bonum/client';
import { useLanguage } from '@bonum/ui/language';
import { useAsked, useListed, type Asked, type Listed } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answer } from '../../api/failure.ts';

export type CaseSummary = Schemas['CaseList']['cases'][number];
export type AbuseCase = Schemas['AbuseCase'];
export type CaseState = CaseSummary['state'];
export type Measure = AbuseCase['measures'][number];

export const casesKey = ['abuse-cases'] as const;
const caseKey = (caseId: string) => [...casesKey, caseId] as const;

/** Cases in a state, the weightiest first. */
export function useCases(state: CaseState): Asked<Listed<CaseSummary>> {
  const { language } = useLanguage();
  return useListed([...casesKey, 'list', state, language], async (after, signal) => {
    const query = { state, language, ...(after !== undefined && { after }) };
    const answer = await answered(api.GET('/v1/abuse/cases', { params: { query }, signal }));
    return answer.ok ? { ok: true, value: { items: answer.value.cases, next: answer.value.next } } : answer;
  });
}

export function useCase(caseId: string): Asked<AbuseCase> {
  const { language } = useLanguage();
  return useAsked([...caseKey(caseId), language], (signal) =>
    answered(
      api.GET('/v1/abuse/cases/{caseId}', { params: { path: { caseId }, query: { language } }, signal }),
    ),
  );
}

export interface Deciding {
  readonly decision: 'block' | 'release';
  readonly reason: string;
  readonly measures?: Measure[];
  readonly members?: string[];
}

export const decide = (
  { caseId, version }: Pick<AbuseCase, 'caseId' | 'version'>,
  deciding: Deciding,
): Promise<Answer<AbuseCase>> =>
  answered(
    api.POST('/v1/abuse/cases/{caseId}/decisions', {
      params: { path: { caseId } },
      body: { ...deciding, ifVersion: version },
    }),
  );
