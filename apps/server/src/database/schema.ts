import type { ColumnType, JSONColumnType } from 'kysely';

/** An instant comes back as epoch milliseconds and is written as a Date or ISO text. */
type Moment = ColumnType<number, Date | string, Date | string>;
type MaybeMoment = ColumnType<number | null, Date | string | null, Date | string | null>;
type Json = JSONColumnType<object>;

/** The tables, as `migrations/` make them; the meaning of each column is said there. */
export interface Database {
  setting: { name: string; value: Json };
  programme_version: {
    version: number;
    programme_id: string;
    document: Json;
    sha256: Buffer;
    status: 'draft' | 'live' | 'history' | 'apart';
    created_at: Moment;
    published_at: MaybeMoment;
  };
  store: { store_id: string; name: string; city: string | null; tags: string[] };
  till: { store_id: string; till_id: string; name: string };
  product: {
    product_id: string;
    name: string;
    category: string[];
    brand: string | null;
    price: number | null;
    floor: number;
    on_sale: boolean;
    barcode: string | null;
  };
  api_key: {
    key_id: string;
    name: string;
    hash: Buffer;
    scopes: string[];
    store_id: string | null;
    till_id: string | null;
    demo: boolean;
    created_at: Moment;
    revoked_at: MaybeMoment;
  };
  owner: {
    owner_id: string;
    type: 'member' | 'receipt';
    version: number;
    transfers: number;
    head: Buffer;
    spend: number;
    receipts: number;
    level: string | null;
    merged_into: string | null;
    due_at: MaybeMoment;
    apart: boolean;
  };
  member: {
    owner_id: string;
    status: 'active' | 'suspended';
    phone: string | null;
    email: string | null;
    name: string | null;
    surname: string | null;
    birth_date: string | null;
    gender: 'female' | 'male' | null;
    city: string | null;
    language: 'ru' | 'en';
    consents: Json;
    joined_at: Moment;
    joined_store: string | null;
  };
  identifier: { kind: IdentifierKind; value: string; owner_id: string };
  card: {
    owner_id: string;
    number: string;
    form: 'virtual' | 'physical';
    state: 'active' | 'blocked';
    issued_at: Moment;
    blocked_at: MaybeMoment;
    block_reason: string | null;
  };
  wallet: { owner_id: string; kind: string; available: number; pending: number; held: number; debt: number };
  lot: {
    owner_id: string;
    lot_id: string;
    kind: string;
    granted: number;
    available: number;
    pending: number;
    held: number;
    active_from: Moment;
    expires_at: MaybeMoment;
    source: string;
    receipt_id: string | null;
    from_owner_id: string | null;
    from_lot_id: string | null;
    created_at: Moment;
  };
  transfer: {
    owner_id: string;
    number: number;
    kind: string;
    debit: string;
    credit: string;
    amount: number;
    lot_id: string | null;
    reason: string;
    receipt_id: string | null;
    hold_id: string | null;
    reverses: number | null;
    at: Moment;
    recorded_at: Moment;
    active_from: MaybeMoment;
    expires_at: MaybeMoment;
    hash: Buffer;
  };
  hold: {
    owner_id: string;
    hold_id: string;
    receipt_id: string;
    state: 'open' | 'committed' | 'cancelled' | 'expired';
    points: Json;
    confirmation_id: string | null;
    created_at: Moment;
    expires_at: Moment;
    closed_at: MaybeMoment;
  };
  receipt: {
    owner_id: string;
    receipt_id: string;
    type: 'sale' | 'return' | 'void';
    of_receipt_id: string | null;
    store_id: string;
    till_id: string;
    shift: string;
    number: string;
    at: Moment;
    offset_minutes: number;
    programme_version: number | null;
    paid: number;
    request: Json;
    calculation: Json;
    answer: Json;
    seal: Buffer;
    claimed_by: string | null;
    recorded_at: Moment;
  };
  offer: {
    owner_id: string;
    offer_id: string;
    promotion: string;
    valid_from: Moment;
    valid_until: Moment;
    used_by: string | null;
  };
  promo_code: {
    code: string;
    promotion: string;
    valid_from: Moment;
    valid_until: Moment;
    taken_by: string | null;
  };
  confirmation: {
    owner_id: string;
    confirmation_id: string;
    purpose: 'join' | 'spend' | 'change-phone';
    phone: string;
    ordinal: number;
    code_hash: Buffer;
    tries_left: number;
    created_at: Moment;
    expires_at: Moment;
    used_at: MaybeMoment;
  };
  message: {
    owner_id: string;
    message_id: string;
    channel: string;
    purpose: string;
    address: string;
    body: string;
    created_at: Moment;
    sent_at: MaybeMoment;
    failed: string | null;
  };
  event: {
    owner_id: string;
    event_id: string;
    type: string;
    payload: Json;
    at: Moment;
    delivered_at: MaybeMoment;
  };
  merge: {
    owner_id: string;
    merge_id: string;
    from_owner_id: string;
    evidence: Json;
    at: Moment;
    undone_at: MaybeMoment;
  };
}

export type IdentifierKind = 'phone' | 'card' | 'external' | 'receipt' | 'hold' | 'invitation';
