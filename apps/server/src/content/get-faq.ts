import type { Input } from '@bonum/contract';
import { operation } from '../operation.ts';
import { readContent } from './content.ts';

export const getFaq = operation('get-faq', async ({ shell }) => {
  const written = await readContent<Input<'put-faq'>>(shell.db, 'faq');
  return { ok: true, value: { version: written?.version ?? 0, sections: written?.document.sections ?? [] } };
});
