import { onecRecord, readOnecSettings } from '@bonum/adapters/onec';
import { readSapSettings, sapRecord } from '@bonum/adapters/sap';
import { readSbisSettings, sbisRecord } from '@bonum/adapters/sbis';
import { recordSystems, type RecordSystem, type SystemOfRecord } from '@bonum/adapters/system-of-record';
import { ConfigError, type Config } from '../config.ts';
import { connectRecord, type ConnectedRecord, type RecordSettings } from './connected.ts';
import { readSettings } from './read-settings.ts';

type Read<S> =
  | { readonly ok: true; readonly settings: S }
  | { readonly ok: false; readonly mistakes: readonly { readonly path: string; readonly say: string }[] };

/** How each system's part of the file is understood. */
const openers: { readonly [System in RecordSystem]: (said: unknown) => SystemOfRecord } = {
  onec: (said) => onecRecord(understood('onec', readOnecSettings(said))),
  sap: (said) => sapRecord(understood('sap', readSapSettings(said))),
  sbis: (said) => sbisRecord(understood('sbis', readSbisSettings(said))),
};

/** A balance may be so old while somebody looks. */
const AGE_SECONDS = 5;
/** A till that waits longer has its customer wait. */
const PATIENCE_SECONDS = 3;

/** The system of record that the file of BONUM_SYSTEM_OF_RECORD names; undefined: Bonum itself. Nothing is asked before somebody calls. */
export async function openRecord(
  config: Pick<Config, 'systemOfRecordFile'>,
  onTrouble: (error: unknown) => void,
): Promise<{ readonly record: ConnectedRecord; readonly system: SystemOfRecord } | undefined> {
  const said = await readSettings(config);
  if (said === undefined || said['system'] === 'bonum') return undefined;
  const { system: name, ageSeconds, patienceSeconds, kind, ...rest } = said;
  const named = recordSystems.find((known) => known === name);
  if (!named) throw wrong('system', `one of ${recordSystems.join(', ')}, or bonum`);
  const other = Object.keys(rest).find((field) => field !== named);
  if (other !== undefined)
    throw new ConfigError(`BONUM_SYSTEM_OF_RECORD: ${other} is not known. Leave it out.`);
  const settings: RecordSettings = {
    ageMs: secondsOf('ageSeconds', ageSeconds ?? AGE_SECONDS, 3600) * 1000,
    patienceMs: secondsOf('patienceSeconds', patienceSeconds ?? PATIENCE_SECONDS, 60) * 1000,
    kind: kindOf(kind),
  };
  const system = openers[named](rest[named]);
  return { system, record: connectRecord(system, settings, onTrouble) };
}

function understood<S>(system: RecordSystem, read: Read<S>): S {
  if (read.ok) return read.settings;
  const said = read.mistakes.map(({ path, say }) => `${system}${path === '' ? '' : '.'}${path}: ${say}`);
  throw new ConfigError(`BONUM_SYSTEM_OF_RECORD: ${said.join(' ')}`);
}

function secondsOf(field: string, value: unknown, most: number): number {
  if (typeof value === 'number' && value >= 0 && value <= most) return value;
  throw wrong(field, `a number of seconds, at most ${most}`);
}

function kindOf(kind: unknown): string | undefined {
  if (kind === undefined || typeof kind === 'string') return kind;
  throw wrong('kind', 'a kind of points of the programme');
}

const wrong = (where: string, wanted: string): ConfigError =>
  new ConfigError(`BONUM_SYSTEM_OF_RECORD: set ${where} to ${wanted}.`);
