import type { Input } from '@bonum/contract';
import { operation } from '../operation.ts';
import { readContent } from './content.ts';

export const listAnnouncements = operation('list-announcements', async ({ shell }) => {
  const written = await readContent<Input<'put-announcements'>>(shell.db, 'announcements');
  return {
    ok: true,
    value: { version: written?.version ?? 0, announcements: written?.document.announcements ?? [] },
  };
});
