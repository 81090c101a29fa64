import { operation, refuse } from '../operation.ts';
import { checkProgramme } from './check-programme.ts';
import { liveProgramme } from './get-programme.ts';
import { publish } from './publish.ts';

/** Makes a programme the live one. */
export const publishProgramme = operation('publish-programme', async (call, { programme }) => {
  const checked = checkProgramme(programme);
  if (!checked.ok) {
    const [first] = checked.problems;
    return refuse('programme-invalid', first?.message.en ?? 'The programme has mistakes.', {
      path: `/programme${first?.path ?? ''}`,
      extra: { problems: checked.problems },
    });
  }
  await publish(call.shell.db, checked.programme, 'live');
  return { ok: true, value: await liveProgramme(call) };
});
