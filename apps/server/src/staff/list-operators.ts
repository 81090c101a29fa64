import { operation } from '../operation.ts';
import { operatorAnswer } from './operator-answer.ts';
import { allOperators } from './operator-row.ts';

/** Everybody who works at the desk, or did. */
export const listOperators = operation('list-operators', async ({ shell }) => ({
  ok: true,
  value: { operators: (await allOperators(shell.db)).map(operatorAnswer) },
}));
