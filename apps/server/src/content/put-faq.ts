import { operation } from '../operation.ts';
import { idTwice, writeContent } from './content.ts';

export const putFaq = operation('put-faq', async (call, faq) => {
  const ids = [
    ...faq.sections.map(({ id }) => id),
    ...faq.sections.flatMap(({ entries }) => entries.map(({ id }) => id)),
  ];
  const refusal = idTwice(ids, '/sections');
  if (refusal) return refusal;
  return { ok: true, value: { version: await writeContent(call, 'faq', faq), ...faq } };
});
