import { staffAction } from '../actions/staff-action.ts';
import { withStatus } from './member-status.ts';

/** A member takes no part any more: earns nothing, spends nothing, and keeps everything. Safe to repeat. */
export const suspendMember = staffAction('suspend-member', (call, request) =>
  withStatus(call, request, 'suspended'),
);
