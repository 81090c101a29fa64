import { createHash, randomUUID } from 'node:crypto';
import { httpGateway, type Asked, type HttpGateway, type Reply } from './http-gateway.ts';
import { silentWav } from './silent-wav.ts';

interface Keys {
  readonly key: string;
  readonly salt: string;
}

export interface Notification {
  /** As it ends the address: `events/call`. */
  readonly path: string;
  readonly form: URLSearchParams;
}

interface Incoming {
  readonly entryId: string;
  /** Without it the number is withheld. */
  readonly from?: string;
  readonly line?: string;
  readonly extension: string;
  /** In seconds since 1970. */
  readonly at?: number;
  readonly seconds?: number;
  /** A customer whom nobody answered. */
  readonly missed?: true;
}

export interface MangoOffice extends HttpGateway {
  /** A notification, signed over the very text that is sent. */
  sign(path: string, said: object): Notification;
  /** Everything that is told of an incoming call, in its order. */
  incoming(call: Incoming): readonly Notification[];
  /** The recording can be fetched now; until then it is not there. */
  record(recordingId: string, audio?: Buffer): void;
  readonly commands: { readonly path: string; readonly said: Readonly<Record<string, unknown>> }[];
  /** Links that were given, and how often each was followed. */
  readonly links: ReadonlyMap<string, number>;
}

const json = (status: number, said: object): Reply => ({ status, body: JSON.stringify(said) });

/** A virtual exchange of Mango Office: what is not signed over its exact bytes it refuses, and its links are good for one time. */
export async function mangoOffice(keys: Keys): Promise<MangoOffice> {
  const commands: MangoOffice['commands'] = [];
  const links = new Map<string, number>();
  const offered = new Map<string, string>();
  const recordings = new Map<string, Buffer>();
  const gateway: HttpGateway = await httpGateway((asked): Reply => {
    if (asked.path.startsWith('/link/')) return follow(asked.path);
    const said = believed(keys, asked);
    if (said === null) return json(401, { result: 3101 });
    if (asked.path === '/vpbx/queries/recording/post') return offer(said);
    if (!asked.path.startsWith('/vpbx/commands/')) return json(404, { result: 4001 });
    return obey(asked.path.slice('/vpbx/'.length), said);
  });

  function offer(said: Readonly<Record<string, unknown>>): Reply {
    const recording = String(said['recording_id']);
    if (!recordings.has(recording) || said['action'] !== 'download') return json(404, { result: 5006 });
    const path = `/link/${randomUUID()}`;
    links.set(path, 0);
    offered.set(path, recording);
    return { status: 302, body: '', headers: { location: `${gateway.url}${path}` } };
  }

  function follow(path: string): Reply {
    const audio = recordings.get(offered.get(path) ?? '');
    const times = links.get(path);
    if (!audio || times === undefined) return json(404, {});
    links.set(path, times + 1);
    return times > 0 ? json(410, {}) : { body: audio, type: 'audio/mpeg' };
  }

  function obey(path: string, said: Readonly<Record<string, unknown>>): Reply {
    const needs = {
      'commands/callback': 'to_number',
      'commands/call/hangup': 'call_id',
      'commands/transfer': 'initiator',
    }[path];
    if (needs === undefined || said['command_id'] === undefined || said[needs] === undefined)
      return json(200, { result: 3100 });
    commands.push({ path, said });
    return json(200, { result: 1000 });
  }

  const sign = (path: string, said: object): Notification => {
    const text = JSON.stringify(said);
    return {
      path,
      form: new URLSearchParams({ vpbx_api_key: keys.key, sign: signature(keys, text), json: text }),
    };
  };
  return Object.assign(gateway, {
    commands,
    links,
    sign,
    incoming: (call: Incoming) => tell(call).map(({ path, said }) => sign(path, said)),
    record: (recordingId: string, audio = silentWav(3)) => void recordings.set(recordingId, audio),
  });
}

const signature = ({ key, salt }: Keys, text: string): string =>
  createHash('sha256')
    .update(key + text + salt)
    .digest('hex');

function believed(keys: Keys, { fields }: Asked): Readonly<Record<string, unknown>> | null {
  const text = fields.get('json') ?? '';
  if (fields.get('vpbx_api_key') !== keys.key || fields.get('sign') !== signature(keys, text)) return null;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what is signed is an object of Mango's form
  return JSON.parse(text) as Readonly<Record<string, unknown>>;
}

/** What the numbers of one call are: the summary has the phone and no recording, the recording has no phone. */
function tell(call: Incoming): readonly { path: string; said: object }[] {
  const {
    entryId,
    from,
    extension,
    line = '74950000001',
    at = Math.floor(Date.now() / 1000),
    seconds = 30,
  } = call;
  const callId = `${entryId}:1`;
  const parties = {
    from: from === undefined ? { number: '' } : { number: from },
    to: { extension, number: `sip:${extension}@chain.example`, line_number: line },
  };
  const step = (seq: number, call_state: string, timestamp: number, more: object = {}) => ({
    path: 'events/call',
    said: {
      entry_id: entryId,
      call_id: callId,
      timestamp,
      seq,
      call_state,
      location: 'abonent',
      ...parties,
      ...more,
    },
  });
  const talked = call.missed === true ? 0 : at + 4;
  const ended = at + 4 + seconds;
  const summary = {
    entry_id: entryId,
    call_direction: 1,
    ...parties,
    line_number: line,
    create_time: at,
    forward_time: at,
    talk_time: talked,
    end_time: ended,
    entry_result: talked > 0 ? 1 : 0,
    disconnect_reason: 1110,
  };
  const recorded = { recording_id: `rec-${entryId}`, entry_id: entryId, user_id: 7, timestamp: ended + 1 };
  return [
    step(1, 'Appeared', at),
    ...(talked > 0 ? [step(2, 'Connected', talked)] : []),
    step(3, 'Disconnected', ended, { disconnect_reason: 1110 }),
    { path: 'events/summary', said: summary },
    ...(talked > 0
      ? [
          {
            path: 'events/recording',
            said: { ...recorded, call_id: callId, recording_state: 'Completed', completion_code: 1000 },
          },
          { path: 'events/record/added', said: recorded },
        ]
      : []),
  ];
}
