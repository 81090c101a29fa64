import { randomUUID } from 'node:crypto';
import { onecBase, type ConfigurationName } from '@bonum/standins/onec-base';
import { onecRecord, type OnecSettings } from '../onec/onec-record.ts';
import {
  unknownPerson,
  type Carried,
  type RecordAct,
  type RecordCommand,
  type RecordedMember,
  type SystemOfRecord,
} from '../system-of-record.ts';

type Who = RecordCommand['who'];

interface Clocks {
  readonly ours?: () => number;
  readonly theirs?: () => number;
}

/** A base of 1C, and Bonum's way to it over HTTP. */
export async function onec(
  configuration: ConfigurationName,
  settings: Partial<OnecSettings> = {},
  { ours, theirs = Date.now }: Clocks = {},
) {
  const base = await onecBase({ configuration, clock: theirs });
  const record = onecRecord(
    {
      url: base.address,
      user: base.user,
      password: base.password,
      profile: configuration,
      timeoutMs: 2000,
      programme: base.desk.programme,
      values: { cardKind: base.desk.cardKind },
      ...settings,
    },
    ours,
  );
  return {
    base,
    record,
    async [Symbol.asyncDispose]() {
      await record.close?.();
      await base[Symbol.asyncDispose]();
    },
  };
}

/** Somebody of whom nothing is known but what is said. */
const who = (some: Partial<Who> = {}): Who => ({
  recordId: null,
  card: null,
  ...unknownPerson,
  consents: {},
  ...some,
});

/** The noon of a day on which nothing happens. */
const NOON = Date.UTC(2026, 10, 2, 9);

export const command = (
  act: RecordAct,
  about: Partial<Who> = {},
  commandId: string = randomUUID(),
): RecordCommand => ({
  ...act,
  commandId,
  at: NOON,
  who: who(about),
});

export const points = (by: number, about: Partial<Who>, commandId?: string): RecordCommand =>
  command(
    { act: 'points', points: by, kind: 'points', because: 'earned', receiptId: null },
    about,
    commandId,
  );

/** Given again until there is an answer, as a queue does it. */
export async function until(record: SystemOfRecord, given: RecordCommand, most = 12): Promise<Carried> {
  let carried = await record.carryOut(given);
  for (let again = 1; again < most && carried.state === 'away'; again++)
    carried = await record.carryOut(given);
  return carried;
}

/** Who is read, where somebody has to be. */
export async function reading(record: SystemOfRecord, recordId: string): Promise<RecordedMember> {
  const read = await record.read(recordId);
  if (read.state !== 'read' || read.value === null) throw new Error(JSON.stringify(read));
  return read.value;
}
