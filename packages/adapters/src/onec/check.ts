import { faultOf, isThere, isWrong } from '../http/record-checks.ts';
import type { RecordCheck } from '../system-of-record.ts';
import type { Answered } from './answers.ts';
import type { Base } from './base.ts';
import { programmesOf } from './balance.ts';
import { readDescription, type Description } from './metadata.ts';
import { needsOf, type Need } from './needs.ts';
import { placesOf, propertyKey } from './places.ts';

/** Looks whether the base has, publishes and permits what the profile names, since 1C leaves out without a word what it does not know. */
export async function checkBase(base: Base): Promise<readonly RecordCheck[]> {
  const { settings, line } = base;
  const root = await line.ask({ path: [''] });
  if (root.state !== 'answered' || !Array.isArray(root.body['value'])) return [noRoot(settings.url, root)];
  const metadata = await line.text(['$metadata']);
  const description = metadata.state === 'read' ? readDescription(metadata.value) : null;
  if (!description) return [isWrong(`${settings.url}/$metadata`, 'no-description')];
  const checks: RecordCheck[] = [isThere(settings.url)];
  for (const need of needsOf(settings)) checks.push(await checkNeed(base, description, need));
  if (checks.every(({ fault }) => fault === null))
    checks.push(
      ...(await checkKinds(base)),
      ...(await checkProperties(base)),
      ...(await checkProgrammes(base)),
    );
  return [...checks, ...checkValues(base)];
}

function noRoot(url: string, root: Answered): RecordCheck {
  if (root.state === 'refused' && root.because === 'no-rights') return isWrong(url, 'no-rights', root.about);
  // Whatever else is said instead, it is not said by 1C's interface.
  if (root.state !== 'away' || root.because.startsWith('http-'))
    return isWrong(url, 'nothing-here', { setting: 'url' });
  return faultOf(url, root, { login: 'user, password', address: 'url' });
}

async function checkNeed(base: Base, { sets, types }: Description, need: Need): Promise<RecordCheck> {
  const { what, fields, type } = need;
  if (!sets.has(what) && !types.has(type)) return isWrong(what, 'not-published');
  const missing = fields.filter((field) => !types.get(type)?.has(field));
  if (missing.length > 0) return isWrong(what, 'no-fields', { names: missing.join(', ') });
  // Rows of sections are read with their object, those of registers by the balance.
  if (type !== what) return isThere(what);
  const read = await base.line.ask({ path: [what], query: { $top: '1' } });
  if (read.state === 'answered') return isThere(what);
  if (read.state === 'refused' && read.because === 'no-rights')
    return isWrong(what, 'not-readable', read.about);
  return isWrong(what, 'says-no', { said: 'because' in read ? read.because : read.state });
}

async function checkKinds({ kinds, settings }: Base): Promise<readonly RecordCheck[]> {
  const { contacts, city } = settings.profile.person;
  const read = await kinds();
  return (['phone', 'email', 'address'] as const).flatMap((kind) => {
    const map = contacts[kind];
    // A city that has a place of its own needs no address.
    if (!map || (kind === 'address' && city)) return [];
    const what = `${contacts.kinds}: ${map.kind}`;
    return read.state === 'read' && read.value[kind] !== null
      ? isThere(what)
      : isWrong(what, 'no-contact-kind', { setting: `person.contacts.${kind}.kind` });
  });
}

/** Properties that people have added, each by its guid. */
async function checkProperties({ settings, rows }: Base): Promise<readonly RecordCheck[]> {
  const { properties } = settings.profile.person;
  const checks: RecordCheck[] = [];
  for (const place of placesOf(settings)) {
    if (!('property' in place) || !properties) continue;
    const key = propertyKey(settings, place.property);
    if (key === null) continue;
    const read = await rows.one(properties.chart, key);
    const what = `${properties.chart} ${key}`;
    const isGood = read.state === 'read' && read.value !== null && read.value['DeletionMark'] !== true;
    checks.push(isGood ? isThere(what) : isWrong(what, 'no-property', { setting: place.property }));
  }
  return checks;
}

async function checkProgrammes({ settings, rows }: Base): Promise<readonly RecordCheck[]> {
  const { programmes, document } = settings.profile.points;
  if (programmes === undefined) return [];
  const named = programmesOf(settings);
  if (named.length === 0 && document.programme !== undefined)
    return [isWrong(programmes, 'no-programme-named', { setting: 'programme' })];
  const checks: RecordCheck[] = [];
  for (const key of named) {
    const read = await rows.one(programmes, key);
    const what = `${programmes} ${key}`;
    checks.push(read.state === 'read' && read.value !== null ? isThere(what) : isWrong(what, 'no-programme'));
  }
  return checks;
}

/** What a profile leaves to the settings. */
function checkValues({ settings }: Base): readonly RecordCheck[] {
  const { person, card, points } = settings.profile;
  const { earned, spent } = points.document;
  const properties = placesOf(settings).flatMap((place) =>
    'property' in place ? [[person.properties?.section ?? '', place.property] as const] : [],
  );
  const named = [person.fresh, card.fresh, earned.head, earned.fresh, spent.head, spent.fresh]
    .flatMap((fresh) => Object.entries(fresh ?? {}))
    .concat(properties.map(([field, value]) => [field, value]))
    .flatMap(([field, value]) =>
      typeof value === 'string' && value.startsWith('$') ? [{ field, name: value.slice(1) }] : [],
    );
  return named
    .filter(({ name }) => settings.values[name] === undefined)
    .map(({ field, name }) =>
      isWrong(`values.${name}`, 'no-value', { names: field, setting: `values.${name}` }),
    );
}
