import type { RecordCheck } from '../system-of-record.ts';
import type { Base } from './base.ts';
import { programmesOf } from './balance.ts';
import { readDescription, type Description } from './metadata.ts';
import { needsOf, type Need } from './needs.ts';

/** Looks whether the base has, publishes and permits what the profile names, since 1C leaves out without a word what it does not know. */
export async function checkBase(base: Base): Promise<readonly RecordCheck[]> {
  const { settings, line } = base;
  const root = await line.ask({ path: [''] });
  if (root.state !== 'answered' || !Array.isArray(root.body['value']))
    return [{ what: settings.url, ok: false, detail: unreachable(root) }];
  const metadata = await line.text(['$metadata']);
  const description = metadata.state === 'read' ? readDescription(metadata.value) : null;
  if (!description)
    return [
      {
        what: `${settings.url}/$metadata`,
        ok: false,
        detail:
          'The base answers, and its description cannot be read. Ask for it in a browser under this address.',
      },
    ];
  const needs = needsOf(settings);
  const checks: RecordCheck[] = [{ what: settings.url, ok: true, detail: '' }];
  for (const need of needs) checks.push(await checkNeed(base, description, need));
  if (checks.every(({ ok }) => ok))
    checks.push(...(await checkKinds(base)), ...(await checkProgrammes(base)));
  return [...checks, ...checkValues(base)];
}

function unreachable(root: Awaited<ReturnType<Base['line']['ask']>>): string {
  if (root.state === 'refused' && root.because === 'no-rights')
    return `1C knows the user and permits nothing: ${root.detail} Give the user the right to use the OData interface.`;
  if (root.state === 'away' && root.because === 'wrong-login')
    return 'User or password is wrong, or the user may not sign in by a password. Correct them in the settings or in 1C.';
  if (root.state === 'away' && root.because === 'no-session')
    return 'There is no free licence or session. Set `sessions` lower, or close sessions in 1C.';
  const because =
    root.state === 'answered' ? 'not-understood' : 'because' in root ? root.because : root.state;
  return `There is no answer of 1C's OData interface here (${because}). The address ends with /odata/standard.odata; the base is published on the web server with the standard OData interface switched on.`;
}

async function checkNeed(base: Base, { sets, types }: Description, need: Need): Promise<RecordCheck> {
  const { what, fields, type } = need;
  if (!sets.has(what) && !types.has(type))
    return {
      what,
      ok: false,
      detail: `Not published, or the configuration has none. In 1C add ${what} to the composition of the standard OData interface (publish it in the standard interface composition); if it is called otherwise there, name it in a profile of your own.`,
    };
  const missing = fields.filter((field) => !types.get(type)?.has(field));
  if (missing.length > 0)
    return {
      what,
      ok: false,
      detail: `Has no ${missing.join(', ')}. 1C would leave out what is written there without a word: name in the profile what it is called in this configuration.`,
    };
  // Rows of sections are read with their object, those of registers by the balance.
  if (type !== what) return { what, ok: true, detail: '' };
  const read = await base.line.ask({ path: [what], query: { $top: '1' } });
  if (read.state === 'answered') return { what, ok: true, detail: '' };
  return {
    what,
    ok: false,
    detail:
      read.state === 'refused' && read.because === 'no-rights'
        ? `The user may not read it: ${read.detail} Give the user a role that may.`
        : `It cannot be read (${'because' in read ? read.because : read.state}).`,
  };
}

async function checkKinds({ kinds, settings }: Base): Promise<readonly RecordCheck[]> {
  const { contacts } = settings.profile.person;
  const read = await kinds();
  return (['phone', 'email'] as const).map((kind) => ({
    what: `${contacts.kinds}: ${contacts[kind].kind}`,
    ok: read.state === 'read' && read.value[kind] !== null,
    detail:
      read.state === 'read' && read.value[kind] !== null
        ? ''
        : `There is no kind of contact information of this name: what Bonum writes would not be shown in 1C. Name the right one in the profile under person.contacts.${kind}.kind.`,
  }));
}

async function checkProgrammes({ settings, rows }: Base): Promise<readonly RecordCheck[]> {
  const { programmes, document } = settings.profile.points;
  if (programmes === undefined) return [];
  const named = programmesOf(settings);
  if (named.length === 0 && document.programme !== undefined)
    return [
      {
        what: programmes,
        ok: false,
        detail:
          'The settings name no programme, and documents of points need one. Put its guid under `programme`.',
      },
    ];
  const checks: RecordCheck[] = [];
  for (const key of named) {
    const read = await rows.one(programmes, key);
    const ok = read.state === 'read' && read.value !== null;
    checks.push({
      what: `${programmes} ${key}`,
      ok,
      detail: ok ? '' : 'There is no programme of this guid. Take it from the list of programmes in 1C.',
    });
  }
  return checks;
}

/** What a profile leaves to the settings. */
function checkValues({ settings }: Base): readonly RecordCheck[] {
  const { person, card, points } = settings.profile;
  const { earned, spent } = points.document;
  const named = [person.fresh, card.fresh, earned.head, earned.fresh, spent.head, spent.fresh]
    .flatMap((fresh) => Object.entries(fresh ?? {}))
    .flatMap(([field, value]) =>
      typeof value === 'string' && value.startsWith('$') ? [{ field, name: value.slice(1) }] : [],
    );
  return named
    .filter(({ name }) => settings.values[name] === undefined)
    .map(({ field, name }) => ({
      what: `values.${name}`,
      ok: false,
      detail: `New objects get ${field} from the settings, which say nothing of it. Put the guid of what is meant under values.${name}.`,
    }));
}
