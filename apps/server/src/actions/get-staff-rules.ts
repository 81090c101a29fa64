import { operation } from '../operation.ts';
import { readStaffRules } from './staff-rules.ts';

/** What staff may do alone: as the chain has said, or as it is usual. */
export const getStaffRules = operation('get-staff-rules', async ({ shell }) => ({
  ok: true,
  value: await readStaffRules(shell.db),
}));
