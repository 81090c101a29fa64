import { operation } from '../operation.ts';
import { checkProgramme } from './check-programme.ts';

/** Every mistake of a programme, with its place. */
export const validateProgramme = operation('validate-programme', async (_, { programme }) => {
  const checked = checkProgramme(programme);
  if (checked.ok) return { ok: true, value: { valid: true, problems: [] } };
  const problems = checked.problems.map(({ path, code, message }) => ({ path, code, message }));
  return { ok: true, value: { valid: false, problems } };
});
