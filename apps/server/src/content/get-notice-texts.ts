import type { Input } from '@bonum/contract';
import { placeholders, withUsual } from '../notices/texts.ts';
import { operation } from '../operation.ts';
import { readContent } from './content.ts';

export const getNoticeTexts = operation('get-notice-texts', async ({ shell }) => {
  const written = await readContent<Input<'put-notice-texts'>>(shell.db, 'notice-texts');
  return {
    ok: true,
    value: {
      version: written?.version ?? 0,
      texts: withUsual(written?.document.texts ?? {}),
      placeholders,
    },
  };
});
