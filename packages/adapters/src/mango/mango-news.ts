import { isObject } from '../http/ask-gateway.ts';
import type { CallNews } from '../ports.ts';
import { momentOf, outsidePhone, wordOf } from '../telephony/numbers.ts';

type Said = Readonly<Record<string, unknown>>;

/** What a notification of Mango Office tells. Several kinds tell nothing that matters here, and give none. */
export function mangoNews(path: string, said: unknown, now: number): readonly CallNews[] {
  if (!isObject(said)) return [];
  const externalCallId = word(said['entry_id']);
  if (externalCallId === undefined) return [];
  return kinds.get(path)?.(said, { externalCallId, now }) ?? [];
}

interface Place {
  readonly externalCallId: string;
  readonly now: number;
}

const kinds: ReadonlyMap<string, (said: Said, place: Place) => readonly CallNews[]> = new Map([
  ['events/call', ofCall],
  ['events/summary', ofSummary],
  ['events/recording', ofRecording],
  ['events/record/added', ofAddedRecord],
]);

/** It says that the file is ready, and no number: the entry joins it to its call. */
function ofAddedRecord(said: Said, { externalCallId, now }: Place): readonly CallNews[] {
  const recordRef = word(said['recording_id']);
  const at = momentOf(said['timestamp']) ?? now;
  return recordRef === undefined ? [] : [{ externalCallId, event: 'recording-ready', at, recordRef }];
}

const states: ReadonlyMap<string, CallNews['event']> = new Map([
  ['Appeared', 'started'],
  ['Connected', 'answered'],
  ['OnHold', 'held'],
  ['Disconnected', 'ended'],
]);

function ofCall(said: Said, { externalCallId, now }: Place): readonly CallNews[] {
  const event = states.get(wordOf(said['call_state']));
  const leg = word(said['call_id']);
  if (event === undefined || leg === undefined) return [];
  const order = Number(said['seq']);
  return [
    {
      externalCallId,
      event,
      at: momentOf(said['timestamp']) ?? now,
      leg,
      ...(Number.isSafeInteger(order) && { order }),
      ...partiesOf(partyOf(said['from']), partyOf(said['to'])),
    },
  ];
}

/** Two operators among themselves: of a call that is handed over, this part says nothing of whoever called. */
const directions: ReadonlyMap<string, 'in' | 'out'> = new Map([
  ['1', 'in'],
  ['2', 'out'],
]);

function ofSummary(said: Said, { externalCallId, now }: Place): readonly CallNews[] {
  const direction = directions.get(wordOf(said['call_direction']));
  if (direction === undefined) return [];
  const [from, to] = [partyOf(said['from']), partyOf(said['to'])];
  const client = outsidePhone((direction === 'in' ? from : to).number);
  const [began, talked, ended] = [said['create_time'], said['talk_time'], said['end_time']].map(momentOf);
  const line = word(said['line_number']) ?? to.line;
  const common = {
    externalCallId,
    direction,
    ...(client !== undefined && { clientPhone: client }),
    ...(line !== undefined && { line }),
  };
  const end = ended ?? now;
  const answered = talked === null || talked === undefined ? null : talked;
  return [
    ...(began === null || began === undefined ? [] : [{ ...common, event: 'started' as const, at: began }]),
    ...(answered === null ? [] : [{ ...common, event: 'answered' as const, at: answered }]),
    {
      ...common,
      event: 'ended',
      at: end,
      talkSeconds: answered === null ? 0 : Math.max(0, Math.round((end - answered) / 1000)),
    },
  ];
}

/** A recording that is complete, whether its file is ready or not; fetching waits for that. */
function ofRecording(said: Said, { externalCallId, now }: Place): readonly CallNews[] {
  const recordRef = word(said['recording_id']);
  const code = Number(said['completion_code'] ?? SUCCESS);
  if (said['recording_state'] !== 'Completed' || recordRef === undefined || code !== SUCCESS) return [];
  const at = momentOf(said['timestamp']) ?? now;
  return [{ externalCallId, event: 'recording-ready', at, recordRef }];
}
const SUCCESS = 1000;

interface Party {
  readonly extension: string | undefined;
  readonly number: unknown;
  readonly line: string | undefined;
}

function partyOf(said: unknown): Party {
  const party: Said = isObject(said) ? said : {};
  return {
    extension: word(party['extension']),
    number: party['number'],
    line: word(party['line_number']),
  };
}

function partiesOf(
  from: Party,
  to: Party,
): Pick<CallNews, 'direction' | 'clientPhone' | 'line' | 'extension'> {
  const line = to.line ?? from.line;
  const told = { ...(line !== undefined && { line }) };
  if (from.extension === undefined) {
    const clientPhone = outsidePhone(from.number);
    return {
      ...told,
      direction: 'in',
      ...(clientPhone !== undefined && { clientPhone }),
      ...(to.extension !== undefined && { extension: to.extension }),
    };
  }
  // From one operator to another.
  if (to.extension !== undefined) return { ...told, extension: to.extension };
  const clientPhone = outsidePhone(to.number);
  return {
    ...told,
    direction: 'out',
    extension: from.extension,
    ...(clientPhone !== undefined && { clientPhone }),
  };
}

function word(value: unknown): string | undefined {
  const text = wordOf(value);
  return text === '' || text.length > 200 ? undefined : text;
}
