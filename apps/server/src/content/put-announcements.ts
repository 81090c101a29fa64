import { operation } from '../operation.ts';
import { idTwice, writeContent } from './content.ts';

export const putAnnouncements = operation('put-announcements', async (call, asked) => {
  const refusal = idTwice(
    asked.announcements.map(({ id }) => id),
    '/announcements',
  );
  if (refusal) return refusal;
  return { ok: true, value: { version: await writeContent(call, 'announcements', asked), ...asked } };
});
