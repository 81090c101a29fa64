import type { paths } from '@bonum/client';
import { useAsked, type Asked } from '../../api/asking.ts';
import { api } from '../../api/client.ts';
import { answered, type Answer, type Answered } from '../../api/failure.ts';

export const operatorsKey = ['operators'] as const;

const ask = async (signal: AbortSignal) => answered(api.GET('/v1/staff/operators', { signal }));
export type Operator = Answered<typeof ask>['operators'][number];
export type Role = Operator['roles'][number];
type BodyOf<T> = T extends {
  readonly requestBody?: { readonly content: { readonly 'application/json': infer Body } };
}
  ? Body
  : never;
type Invitation = BodyOf<paths['/v1/staff/operators']['post']>;
type Change = Omit<BodyOf<paths['/v1/staff/operators/{operatorId}']['patch']>, 'ifVersion'>;

/** As the server has them, from the least to the most. */
export const roleNames = [
  'promo',
  'info-desk',
  'operator',
  'senior-operator',
  'auditor',
  'administrator',
] as const satisfies readonly Role[];

/** By name, those who were shut out too. */
export const useOperators = (when = true): Asked<readonly Operator[]> =>
  useAsked(
    operatorsKey,
    async (signal) => {
      const answer = await ask(signal);
      return answer.ok ? { ok: true, value: answer.value.operators } : answer;
    },
    { when },
  );

export const inviteOperator = (body: Invitation) => answered(api.POST('/v1/staff/operators', { body }));

/** Somebody's way in for the first time, shown once. */
export type Invited = Answered<typeof inviteOperator>;

/** Unless somebody else has changed them since they were seen. */
export const changeOperator = (
  { operatorId, version }: Operator,
  change: Change,
): Promise<Answer<Operator>> =>
  answered(
    api.PATCH('/v1/staff/operators/{operatorId}', {
      params: { path: { operatorId } },
      body: { ...change, ifVersion: version },
    }),
  );

export const resetOperator = ({ operatorId }: Operator, reason: string): Promise<Answer<Invited>> =>
  answered(
    api.POST('/v1/staff/operators/{operatorId}/reset', {
      params: { path: { operatorId } },
      body: { ...(reason !== '' && { reason }) },
    }),
  );
