import { operation, refuse, type Refusal } from '../operation.ts';
import { caseAnswer } from './case-answer.ts';
import { readCase } from './stored-case.ts';

export const getCase = operation('get-case', async ({ shell }, { caseId, language }) => {
  const stored = await readCase(shell.db, caseId);
  if (stored === null) return noSuchCase;
  const value = await caseAnswer(shell.db, stored, language);
  const concerns = value.members.map(({ memberId }) => memberId);
  // Whom it names was looked at.
  return { ok: true, value, ...(concerns.length > 0 && { audit: { concerns } }) };
});

export const noSuchCase: Refusal = refuse('unknown-case', 'There is no case with this id.', {
  path: '/caseId',
});
