import { operation, refuse } from '../operation.ts';
import { placeholders, unknownIn, withUsual } from '../notices/texts.ts';
import { writeContent } from './content.ts';

/** What notices say from now on; those that were given before say it too. */
export const putNoticeTexts = operation('put-notice-texts', async (call, { texts }) => {
  const unknown = unknownIn(texts);
  if (unknown) {
    const known = placeholders[unknown.kind].map((name) => `{${name}}`).join(', ');
    return refuse(
      'unknown-placeholder',
      `There is no {${unknown.name}} in such a notice. ${known === '' ? 'Write it without braces.' : `It knows ${known}.`}`,
      { path: unknown.path },
    );
  }
  const version = await writeContent(call, 'notice-texts', { texts });
  return { ok: true, value: { version, texts: withUsual(texts), placeholders } };
});
