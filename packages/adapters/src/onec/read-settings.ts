import { isObject } from '../http/ask-gateway.ts';
import { builtInProfiles } from './built-in-profiles.ts';
import { isGuid } from './literals.ts';
import { personMistakes, profileMistakes } from './read-profile.ts';
import type { OnecSettings } from './settings.ts';
import { isOneOf, isText, isWhole, type Mistake } from './shape.ts';

export type { Mistake } from './shape.ts';

/** What somebody wrote into a file, held to what settings are: where it is wrong, and what to write there. */
export function readOnecSettings(
  value: unknown,
):
  | { readonly ok: true; readonly settings: OnecSettings }
  | { readonly ok: false; readonly mistakes: readonly Mistake[] } {
  const mistakes = isObject(value) ? settingsMistakes(value) : [{ path: '', say: 'Settings are an object.' }];
  return mistakes.length === 0
    ? // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each field has been looked at
      { ok: true, settings: value as OnecSettings }
    : { ok: false, mistakes };
}

const known = new Set([
  'url',
  'user',
  'password',
  'profile',
  'person',
  'timeoutMs',
  'sessions',
  'timeZone',
  'pointsPerUnit',
  'programme',
  'kinds',
  'values',
]);

function settingsMistakes(settings: Readonly<Record<string, unknown>>): readonly Mistake[] {
  const { url, user, password, profile } = settings;
  const say = (path: string, wrong: boolean, sentence: string): Mistake[] =>
    wrong ? [{ path, say: sentence }] : [];
  const optional = (path: string, right: (value: unknown) => boolean, sentence: string): Mistake[] =>
    say(path, settings[path] !== undefined && !right(settings[path]), sentence);
  return [
    ...Object.keys(settings).flatMap((name) => say(name, !known.has(name), 'There is no such setting.')),
    ...say(
      'url',
      !isAddress(url),
      'The address of the interface, http or https, that ends with /odata/standard.odata.',
    ),
    ...say('user', !isText(user), 'The name of the user in 1C.'),
    ...say('password', typeof password !== 'string', 'The password of the user in 1C.'),
    ...(isObject(profile)
      ? profileMistakes(profile)
      : say(
          'profile',
          typeof profile !== 'string' || !Object.hasOwn(builtInProfiles, profile),
          `One of ${Object.keys(builtInProfiles).join(', ')}, or a profile of your own.`,
        )),
    ...(settings['person'] === undefined ? [] : personMistakes(settings['person'], 'person')),
    ...optional('timeoutMs', isWhole(100, 60_000), 'Milliseconds, 100 to 60000.'),
    ...optional('sessions', isWhole(1, 16), 'A whole number, 1 to 16.'),
    ...optional('timeZone', isZone, 'A zone such as Europe/Moscow: the one of 1C’s clock.'),
    ...optional(
      'pointsPerUnit',
      isOneOf([1, 2, 4, 5, 10, 20, 25, 50, 100]),
      'How many points of Bonum are one of 1C’s: 1, 2, 4, 5, 10, 20, 25, 50 or 100, so that each can be written with two decimals.',
    ),
    ...optional('programme', isGuid, 'The guid of a programme in 1C.'),
    ...optional(
      'kinds',
      (kinds) => isObject(kinds) && Object.values(kinds).every((kind) => kind === null || isGuid(kind)),
      'For a kind of points the guid of its programme in 1C, or null where 1C is told nothing of them.',
    ),
    ...optional(
      'values',
      (values) =>
        isObject(values) &&
        Object.values(values).every((one) => ['string', 'number', 'boolean'].includes(typeof one)),
      'Texts, numbers or true and false, by the names that stand with $ in the profile.',
    ),
  ];
}

const isAddress = (url: unknown): boolean =>
  typeof url === 'string' &&
  URL.canParse(url) &&
  /^https?:$/.test(new URL(url).protocol) &&
  /\/odata\/standard\.odata\/?$/.test(new URL(url).pathname);

function isZone(zone: unknown): boolean {
  try {
    return (
      typeof zone === 'string' &&
      new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
    );
  } catch {
    return false;
  }
}
