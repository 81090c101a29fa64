import type { ChannelKind } from '@bonum/adapters/ports';
import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { Purpose, Unsent } from '../confirmations/purposes.ts';
import type { AttemptState, Step } from '../messages/next-act.ts';
import type { AbuseTables } from './abuse-tables.ts';
import type { CallTables } from './call-tables.ts';
import type { CatalogueTables } from './catalogue-tables.ts';
import type { ContentTables } from './content-tables.ts';
import type { ExchangeTables } from './exchange-tables.ts';
import type { NoticeTables } from './notice-tables.ts';
import type { OnecReceiptTables } from './onec-receipt-tables.ts';
import type { PromotionTables } from './promotion-tables.ts';
import type { PictureTables } from './picture-tables.ts';
import type { RecordTables } from './record-tables.ts';
import type { ReportTables } from './report-tables.ts';
import type { FeedTables } from './feed-tables.ts';
import type { StaffTables } from './staff-tables.ts';

/** An instant comes back as epoch milliseconds and is written as a Date or ISO text. */
export type Moment = ColumnType<number, Date | string, Date | string>;
export type MaybeMoment = ColumnType<number | null, Date | string | null, Date | string | null>;
type Json = JSONColumnType<object>;
type MaybeJson = JSONColumnType<object | null>;

/** The tables, as `migrations/` make them; the meaning of each column is said there. */
export interface Database
  extends
    StaffTables,
    AbuseTables,
    CallTables,
    CatalogueTables,
    ContentTables,
    ExchangeTables,
    FeedTables,
    NoticeTables,
    OnecReceiptTables,
    PromotionTables,
    PictureTables,
    RecordTables,
    ReportTables {
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
  api_key: {
    key_id: string;
    name: string;
    hash: Buffer;
    scopes: string[];
    store_id: string | null;
    till_id: string | null;
    demo: boolean;
    most_per_minute: number | null;
    most_per_day: number | null;
    sandbox: Generated<boolean>;
    created_at: Moment;
    revoked_at: MaybeMoment;
    secret_since: Moment;
    used_at: MaybeMoment;
    old_hash: Buffer | null;
    old_until: MaybeMoment;
    old_used_at: MaybeMoment;
  };
  key_day: {
    key_id: string;
    day: string;
    taken: number;
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
    changed_at: ColumnType<number, never, never>;
  };
  member: {
    owner_id: string;
    status: 'active' | 'suspended' | 'erased';
    phone: string | null;
    email: string | null;
    name: string | null;
    surname: string | null;
    birth_date: string | null;
    gender: 'female' | 'male' | null;
    city: string | null;
    language: 'ru' | 'en';
    consents: Json;
    answers: Json;
    subscriptions: Json;
    proved_email: string | null;
    joined_at: Moment;
    joined_store: string | null;
    claimed_phone: string | null;
    open: boolean;
    main_card: string | null;
  };
  member_search: { owner_id: string; words: string[] };
  search_word: { word: string };
  phone_claim: { phone: string; owner_id: string };
  consent: {
    owner_id: string;
    consent_id: string;
    kind: string;
    version: string;
    given: boolean;
    at: Moment;
    said_by: 'member' | 'staff' | 'before' | 'system-of-record';
  };
  identifier: {
    kind: IdentifierKind;
    value: string;
    owner_id: string;
    claim: ColumnType<number | null, number | null | undefined>;
    from_owner_id: ColumnType<string | null, string | null | undefined>;
    proven_at: ColumnType<number | null, Date | string | null | undefined, Date | string | null>;
  };
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
    request: MaybeJson;
    calculation: Json;
    answer: MaybeJson;
    seal: Buffer;
    claimed_by: string | null;
    recorded_at: Moment;
    cashier: string | null;
    evidence: Buffer | null;
  };
  feedback: {
    owner_id: string;
    receipt_id: string;
    stars: number;
    text: string | null;
    given_at: Moment;
  };
  feedback_photo: { owner_id: string; receipt_id: string; type: string | null; bytes: Buffer | null };
  offer: {
    owner_id: string;
    offer_id: string;
    promotion: string;
    valid_from: Moment;
    valid_until: Moment;
    used_by: string | null;
    activated_at: MaybeMoment;
  };
  confirmation: {
    owner_id: string;
    confirmation_id: string;
    purpose: Purpose | Unsent;
    kind: 'phone' | 'email';
    address: string;
    language: 'ru' | 'en';
    code_hashes: Buffer[];
    tries_left: number;
    created_at: Moment;
    expires_at: Moment;
    used_at: MaybeMoment;
    about: ColumnType<string | null, string | null | undefined>;
  };
  message: {
    owner_id: string;
    message_id: string;
    purpose: string;
    title: string | null;
    body: string;
    url: string | null;
    unsubscribe_url: string | null;
    steps: JSONColumnType<Step[]>;
    step: number;
    next_at: MaybeMoment;
    created_at: Moment;
    expires_at: Moment;
    sent_at: MaybeMoment;
    failed: string | null;
  };
  session: {
    owner_id: string;
    session_id: string;
    secret_hash: Buffer;
    user_agent: string;
    created_at: Moment;
    seen_at: Moment;
    expires_at: Moment;
    ended_at: MaybeMoment;
    until_contact: ColumnType<boolean, boolean | undefined>;
    proved_at: ColumnType<number | null, Date | string | null | undefined, Date | string | null>;
  };
  sign_in: {
    device: string;
    version: number;
    sign_in_id: string;
    asked_id: string;
    language: 'ru' | 'en';
    state: Json;
    code: JSONColumnType<object | null>;
    expires_at: Moment;
  };
  passkey: {
    owner_id: string;
    passkey_id: string;
    public_key: Buffer;
    counter: number;
    transports: string[];
    name: string;
    created_at: Moment;
    used_at: MaybeMoment;
  };
  barcode: {
    owner_id: string;
    reference: string;
    session_id: string;
    salt: Buffer;
    last_step: number;
    misses: number;
    missed_at: MaybeMoment;
    created_at: Moment;
  };
  attempt: {
    owner_id: string;
    message_id: string;
    step: number;
    nth: number;
    channel: ChannelKind;
    provider: string;
    state: AttemptState;
    tries: number;
    because: string | null;
    receipts: JSONColumnType<Record<string, 'delivered' | 'undelivered' | null>>;
    cost_micros: number | null;
    began_at: Moment;
    answered_at: MaybeMoment;
    ended_at: MaybeMoment;
  };
  gateway_message: {
    gateway_key: string;
    owner_id: string | null;
    message_id: string | null;
    step: number | null;
    nth: number | null;
    receipt: 'delivered' | 'undelivered' | null;
    created_at: Moment;
  };
  code_quota: { counted: Buffer; asked: JSONColumnType<Record<string, number>>; last_at: Moment };
  event: {
    owner_id: string;
    event_id: string;
    type: string;
    payload: Json;
    at: Moment;
    delivered_at: MaybeMoment;
    version: ColumnType<number | null, number | null | undefined>;
  };
  allowance: {
    owner_id: string;
    allowance_id: string;
    store_id: string;
    till_id: string;
    points: Json;
    created_at: Moment;
    valid_until: Moment;
    counts_until: Moment;
    used_by: string | null;
    given_version: ColumnType<number | null, number | null | undefined>;
    used_version: ColumnType<number | null, number | null | undefined>;
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

export type IdentifierKind =
  | 'phone'
  | 'email'
  | 'card'
  | 'external'
  | 'receipt'
  | 'hold'
  | 'invitation'
  | 'barcode'
  | 'fiscal'
  | 'record';
