import { staffAction } from '../actions/staff-action.ts';
import { withStatus } from './member-status.ts';

/** A member who was suspended takes part again. Safe to repeat. */
export const resumeMember = staffAction('resume-member', (call, request) =>
  withStatus(call, request, 'active'),
);
