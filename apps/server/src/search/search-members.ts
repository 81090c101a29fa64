import type { Answer } from '@bonum/contract';
import { levelFor, minor, type Programme } from '@bonum/engine';
import { iso } from '@bonum/ledger';
import { maskedEmail, maskedPhone, maskedSurname } from '../members/masked.ts';
import { operation, type Call } from '../operation.ts';
import { storesOf } from '../receipts/shown-store.ts';
import { findByName } from './find-by-name.ts';
import {
  findByIdentifier,
  findByPart,
  findReceipts,
  type Found,
  type FoundReceipt,
} from './find-by-number.ts';
import { readHits, type Hit } from './read-hits.ts';
import { readingsOf } from './readings.ts';

type Answered = Answer<'search-members'>;

const MOST = 20;

/** Members by whatever is known of them, the best first. */
export const searchMembers = operation('search-members', async (call, { text, language = 'ru' }) => {
  const { db, programmes } = call.shell;
  const readings = readingsOf(text);
  const [identified, receipts, parts, named] = await Promise.all([
    findByIdentifier(db, readings),
    findReceipts(db, readings.receipt),
    readings.names.length === 0 ? findByPart(db, readings) : [],
    findByName(db, readings),
  ]);
  const hits = await readHits(db, [...identified, ...receipts.map(ofReceipt), ...parts, ...named]);
  const { programme } = await programmes.current();
  const seen = { programme, language, whole: call.caller.scopes.includes('personal:read') };
  return {
    ok: true,
    value: {
      members: hits.slice(0, MOST).map((hit) => hitAnswer(hit, seen)),
      receipts: await receiptsAnswer(call, receipts),
      more: hits.length > MOST,
    },
    // Not what was typed: it may be somebody's phone.
    audit: { detail: { found: hits.length } },
  };
});

const ofReceipt = ({ owner_id, receipt_id }: FoundReceipt): Found => ({
  ownerId: owner_id,
  by: 'receipt',
  exact: true,
  receiptId: receipt_id,
});

interface Seen {
  readonly programme: Programme;
  readonly language: 'ru' | 'en';
  /** What tells who a person is. */
  readonly whole: boolean;
}

function hitAnswer({ row, found }: Hit, { programme, language, whole }: Seen): Answered['members'][number] {
  const recorded = programme.levels.find(({ id }) => id === row.level);
  const { id, name } = recorded ?? levelFor(programme, minor(row.spend));
  const phone = row.phone ?? row.claimed_phone;
  return {
    memberId: row.owner_id,
    status: row.status === 'suspended' ? 'suspended' : 'active',
    name: row.name,
    surname: whole ? row.surname : maskedSurname(row.surname),
    phone: whole ? phone : maskedPhone(phone),
    email: whole ? row.email : maskedEmail(row.email),
    city: row.city,
    level: { id, name: name[language] },
    joinedAt: iso(row.joined_at),
    cards: (row.cards ?? []).map((number) => number.slice(-4)),
    matched: { by: found.by, exact: found.exact, receiptId: found.receiptId ?? null },
  };
}

async function receiptsAnswer(
  { shell: { db } }: Call,
  receipts: readonly FoundReceipt[],
): Promise<Answered['receipts']> {
  const stores = await storesOf(
    db,
    receipts.map(({ store_id }) => store_id),
  );
  const owners = await readHits(db, receipts.map(ofReceipt));
  const whose = new Map(owners.map(({ row, found }) => [found.ownerId, row.owner_id]));
  return receipts.map(({ owner_id, receipt_id, store_id, type, number, at, paid }) => ({
    receiptId: receipt_id,
    memberId: whose.get(owner_id) ?? null,
    type,
    number,
    at: iso(at),
    store: stores.get(store_id) ?? { storeId: store_id, name: store_id, city: null },
    paid,
  }));
}
