import { validateProgramme, type Problem, type Validation } from '@bonum/engine';

/**
 * Every mistake of a programme. Beyond what the engine can tell: that this machine knows its time zone, without which no
 * receipt could be calculated.
 */
export function checkProgramme(document: unknown): Validation {
  const checked = validateProgramme(document);
  if (!checked.ok || knowsZone(checked.programme.zone)) return checked;
  return { ok: false, problems: [unknownZone(checked.programme.zone)] };
}

function knowsZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const unknownZone = (zone: string): Problem => ({
  path: '/zone',
  code: 'bad-format',
  message: {
    ru: `Часовой пояс: пояса ${zone} нет. Напишите, например, Europe/Moscow.`,
    en: `Time zone: there is no zone ${zone}. Write, for example, Europe/Moscow.`,
  },
});
