import type { Lot, LotSource, Wallet } from '@bonum/ledger';
import { instant } from '@bonum/engine';
import { parseInstant, parseWhole } from '../database/connect.ts';
import { parseRecord, parseRecords } from '../database/read-records.ts';
import type { CardRow, MemberRow, OwnerRow } from './read-owner.ts';

// Rows of the tables as text, by the columns that database/records.ts names; a column that a later release adds comes last.

const whole = (text: string | null | undefined): number => parseWhole(text ?? '');
const text = (field: string | null | undefined): string => field ?? '';
const json = (field: string | null | undefined): never => JSON.parse(field ?? 'null') as never;
/** As JSON has it. */
const iso = (field: string): string => `${field.replace(' ', 'T')}:00`;
const isoOrNull = (field: string | null | undefined): string | null => (field == null ? null : iso(field));

export function ownerFromRecord(record: string): OwnerRow {
  const [owner_id, type, version, transfers, head, spend, receipts, level, merged_into, due_at, apart] =
    parseRecord(record);
  return {
    owner_id: text(owner_id),
    type: text(type) as OwnerRow['type'],
    version: whole(version),
    transfers: whole(transfers),
    head: text(head),
    spend: whole(spend),
    receipts: whole(receipts),
    level: level ?? null,
    merged_into: merged_into ?? null,
    due_at: isoOrNull(due_at),
    apart: apart === 't',
  };
}

export function memberFromRecord(record: string): MemberRow {
  const [
    owner_id,
    status,
    phone,
    email,
    name,
    surname,
    birth_date,
    gender,
    city,
    language,
    consents,
    ...rest
  ] = parseRecord(record);
  const [joined_at, joined_store, claimed_phone, open, main_card, answers, subscriptions, proved_email] =
    rest;
  return {
    owner_id: text(owner_id),
    status: text(status) as MemberRow['status'],
    phone: phone ?? null,
    email: email ?? null,
    name: name ?? null,
    surname: surname ?? null,
    birth_date: birth_date ?? null,
    gender: (gender ?? null) as MemberRow['gender'],
    city: city ?? null,
    language: text(language) as MemberRow['language'],
    consents: json(consents),
    answers: json(answers),
    subscriptions: json(subscriptions),
    proved_email: proved_email ?? null,
    joined_at: iso(text(joined_at)),
    joined_store: joined_store ?? null,
    claimed_phone: claimed_phone ?? null,
    open: open === 't',
    main_card: main_card ?? null,
  };
}

export const walletsFromRecords = (records: string | null): Wallet[] =>
  parseRecords(records).map(([, kind, available, pending, held, debt]) => ({
    kind: text(kind),
    available: whole(available),
    pending: whole(pending),
    held: whole(held),
    debt: whole(debt),
  }));

export const lotsFromRecords = (records: string | null): Lot[] =>
  parseRecords(records).map(
    ([, lotId, kind, granted, available, pending, held, from, until, source, receiptId, ...rest]) => {
      const [fromOwnerId, fromLotId, created] = rest;
      return {
        lotId: text(lotId),
        kind: text(kind),
        granted: whole(granted),
        available: whole(available),
        pending: whole(pending),
        held: whole(held),
        activeFrom: instant(parseInstant(text(from))),
        expiresAt: until == null ? null : instant(parseInstant(until)),
        source: text(source) as LotSource,
        receiptId: receiptId ?? null,
        fromOwnerId: fromOwnerId ?? null,
        fromLotId: fromLotId ?? null,
        createdAt: instant(parseInstant(text(created))),
      };
    },
  );

export function cardFromRecord(record: string): CardRow {
  const [owner_id, number, form, state, issued_at, blocked_at, block_reason] = parseRecord(record);
  return {
    owner_id: text(owner_id),
    number: text(number),
    form: text(form) as CardRow['form'],
    state: text(state) as CardRow['state'],
    issued_at: iso(text(issued_at)),
    blocked_at: isoOrNull(blocked_at),
    block_reason: block_reason ?? null,
  };
}
