import type { paths } from '@bonum/client';

type Answer = paths['/v1/approvals']['get']['responses'][200]['content']['application/json'];
export type Approval = Answer['approvals'][number];
/** What somebody may say to it. */
export type Said = Approval['actions'][number];

export const approvalKeys = (open: boolean) => ['approvals', open] as const;
