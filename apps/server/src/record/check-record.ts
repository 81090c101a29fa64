import { operation } from '../operation.ts';

/** Looks whether the system of record has what Bonum needs. Nothing is changed there. */
export const checkRecord = operation('check-record', async ({ shell }) => ({
  ok: true,
  value: { checks: (await shell.record?.check(shell))?.map((check) => ({ ...check })) ?? [] },
}));
