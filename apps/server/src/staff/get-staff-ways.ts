import { operation } from '../operation.ts';

/** By what staff sign in here. */
export const getStaffWays = operation('get-staff-ways', async ({ shell }) => ({
  ok: true,
  value: { company: shell.company?.settings.name ?? null },
}));
