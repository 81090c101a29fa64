import { isObject } from '../http/ask-gateway.ts';
import { refused, type Row } from '../http/ask-system.ts';
import type { PointsAct, RecordCommand, RecordedCard } from '../system-of-record.ts';
import { equal, numberOf, textOf, written } from './odata-values.ts';
import { got, type Got } from './sap-answer.ts';
import type { SapGateway } from './sap-gateway.ts';
import type { AccountMapping, OperationMapping } from './sap-settings.ts';

/** What somebody may spend; of several accounts, one for each kind of points or each card, the sum. */
export async function balanceOf(
  gateway: SapGateway,
  mapping: AccountMapping,
  { id, cards }: { readonly id: string; readonly cards: readonly RecordedCard[] },
): Promise<Got<number | null>> {
  const active = cards.filter(({ state }) => state === 'active').map(({ number }) => number);
  const owners = mapping.ownerIs === 'partner' ? [id] : active;
  let sum = 0;
  for (const owner of owners) {
    const rows = await gateway.list(mapping.service, mapping.set, equal({ [mapping.owner]: owner }));
    if (rows.state !== 'got') return rows;
    for (const row of rows.value) {
      const balance = numberOf(row, mapping.balance);
      if (balance === null)
        return refused('no-field', { names: `${mapping.set}/${mapping.balance}`, setting: 'accounts' });
      sum += balance;
    }
  }
  // Parts of a point cannot be spent here.
  return got(Math.floor(sum));
}

export type PointsCommand = RecordCommand & PointsAct;

/**
 * Moves points, once for each command: its id is looked for before, and again where SAP says no, since that may be because the
 * operation is there already. @returns what SAP calls the operation
 */
export async function operate(
  gateway: SapGateway,
  mapping: OperationMapping,
  { command, owner }: { readonly command: PointsCommand; readonly owner: string },
): Promise<Got<string>> {
  const before = await operationBy(gateway, mapping, command.commandId);
  if (before.state !== 'got') return before;
  if (before.value) return got(nameOf(before.value));
  const made = await gateway.create(mapping.service, mapping.set, bodyOf(mapping, command, owner));
  if (made.state === 'got') return got(nameOf(made.value));
  if (made.state !== 'refused') return made;
  const there = await operationBy(gateway, mapping, command.commandId);
  return there.state === 'got' && there.value ? got(nameOf(there.value)) : made;
}

async function operationBy(
  gateway: SapGateway,
  mapping: OperationMapping,
  commandId: string,
): Promise<Got<Row | undefined>> {
  const rows = await gateway.list(mapping.service, mapping.set, equal({ [mapping.reference]: commandId }));
  return rows.state === 'got' ? got(rows.value[0]) : rows;
}

function bodyOf(mapping: OperationMapping, command: PointsCommand, owner: string): Row {
  const { commandId, at, points, because, kind, receiptId } = command;
  return {
    [mapping.owner]: owner,
    // A decimal is text, or Gateway says that the request is malformed.
    [mapping.points]: String(points),
    [mapping.reference]: commandId,
    [mapping.at]: written(at),
    ...(mapping.reason !== null && { [mapping.reason]: because }),
    ...(mapping.kind !== null && { [mapping.kind]: kind }),
    ...(mapping.receipt !== null && receiptId !== null && { [mapping.receipt]: receiptId }),
  };
}

/** `OperationSet('0000000042')`, for staff to look it up. */
function nameOf(row: Row): string {
  const metadata = row['__metadata'];
  const uri = isObject(metadata) ? textOf(metadata, 'uri') : '';
  return uri.slice(uri.lastIndexOf('/') + 1).replaceAll('%27', "'");
}
