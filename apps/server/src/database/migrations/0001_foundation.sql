-- 0001_foundation. Why: members, their cards and receipts, and the ledger that keeps their points.
--
-- Every table says whether it is local, reference or distributed (its comment), so that the same file runs on one
-- PostgreSQL and on Citus: distributed tables have primary and unique keys that start with the distribution column,
-- foreign keys stay within one owner, and there is no trigger. Money is in minor units, quantities in thousandths.

create table setting (
  name text primary key,
  value jsonb not null
);
comment on table setting is 'reference';

create table programme_version (
  version integer primary key,
  programme_id text not null,
  document jsonb not null,
  sha256 bytea not null check (length(sha256) = 32),
  -- 'apart': only a replay calculates with it
  status text not null check (status in ('draft', 'live', 'history', 'apart')),
  created_at timestamptz(3) not null,
  published_at timestamptz(3)
);
create unique index programme_version_live on programme_version (status) where status = 'live';
comment on table programme_version is 'reference';

create table store (
  store_id text primary key check (length(store_id) between 1 and 64),
  name text not null,
  city text,
  tags text[] not null default '{}'
);
comment on table store is 'reference';

create table till (
  store_id text not null references store,
  till_id text not null check (length(till_id) between 1 and 64),
  name text not null,
  primary key (store_id, till_id)
);
comment on table till is 'reference';

create table product (
  product_id text primary key check (length(product_id) between 1 and 64),
  name text not null,
  category text[] not null default '{}',
  brand text,
  price bigint check (price >= 0),
  floor bigint not null default 0 check (floor >= 0),
  on_sale boolean not null default false,
  barcode text
);
comment on table product is 'reference';

create table api_key (
  key_id uuid primary key,
  name text not null,
  hash bytea not null unique check (length(hash) = 32),
  scopes text[] not null,
  -- a till's key works for its own store and till only
  store_id text,
  till_id text,
  demo boolean not null default false,
  created_at timestamptz(3) not null,
  revoked_at timestamptz(3)
);
comment on table api_key is 'reference';

-- Who owns points and receipts: a member, or an anonymous receipt itself. The one row that every write of an owner
-- guards by `version`, and the head of the owner's chain of transfers.
create table owner (
  owner_id uuid primary key,
  type text not null check (type in ('member', 'receipt')),
  version bigint not null check (version > 0),
  transfers bigint not null check (transfers >= 0),
  head bytea not null check (length(head) = 32),
  spend bigint not null,
  receipts integer not null check (receipts >= 0),
  level text,
  merged_into uuid,
  -- the earliest activation, expiry or end of a hold that is not booked yet: what the worker looks for
  due_at timestamptz(3)
);
create index owner_due on owner (due_at) where due_at is not null;
comment on table owner is 'distributed by owner_id';

create table member (
  owner_id uuid primary key references owner,
  status text not null check (status in ('active', 'suspended')),
  phone text,
  email text,
  name text,
  surname text,
  birth_date date,
  gender text check (gender in ('female', 'male')),
  city text,
  language text not null check (language in ('ru', 'en')),
  consents jsonb not null,
  joined_at timestamptz(3) not null,
  joined_store text
);
comment on table member is 'distributed by owner_id';

-- From what a person or a till shows to the owner. Phones are E.164, cards digits, receipts their id; 'hold' leads from a
-- receipt that is being paid to whose points are held for it.
create table identifier (
  kind text not null check (kind in ('phone', 'card', 'external', 'receipt', 'hold', 'invitation')),
  value text not null,
  owner_id uuid not null,
  primary key (kind, value)
);
comment on table identifier is 'distributed by value';

create table card (
  owner_id uuid not null references owner,
  number text not null,
  form text not null check (form in ('virtual', 'physical')),
  state text not null check (state in ('active', 'blocked')),
  issued_at timestamptz(3) not null,
  blocked_at timestamptz(3),
  block_reason text,
  primary key (owner_id, number),
  check ((state = 'blocked') = (blocked_at is not null))
);
comment on table card is 'distributed by owner_id';

create table wallet (
  owner_id uuid not null references owner,
  kind text not null,
  available bigint not null check (available >= 0),
  pending bigint not null check (pending >= 0),
  held bigint not null check (held >= 0),
  -- owed by the member and paid by the next accruals; shown as a negative balance
  debt bigint not null check (debt >= 0),
  primary key (owner_id, kind)
);
comment on table wallet is 'distributed by owner_id';

create table lot (
  owner_id uuid not null references owner,
  lot_id uuid not null,
  kind text not null,
  granted bigint not null check (granted > 0),
  available bigint not null check (available >= 0),
  pending bigint not null check (pending >= 0),
  held bigint not null check (held >= 0),
  active_from timestamptz(3) not null,
  expires_at timestamptz(3),
  source text not null check (source in ('receipt', 'grant', 'return', 'merge', 'migration')),
  receipt_id uuid,
  -- the lot this one continues, of the same owner or of one that was merged into it
  from_owner_id uuid,
  from_lot_id uuid,
  created_at timestamptz(3) not null,
  primary key (owner_id, lot_id),
  check (available + pending + held <= granted)
);
create index lot_open on lot (owner_id) where available + pending + held > 0;
create index lot_receipt on lot (owner_id, receipt_id) where receipt_id is not null;
comment on table lot is 'distributed by owner_id';

create table transfer (
  owner_id uuid not null references owner,
  number bigint not null check (number > 0),
  -- kind and reason can't run over into their neighbours in the line that is hashed
  kind text not null check (position('|' in kind) = 0),
  debit text not null check (debit in ('available', 'pending', 'held', 'debt', 'issued', 'redeemed', 'expired', 'migrated', 'adjusted', 'breakage', 'merged')),
  credit text not null check (credit in ('available', 'pending', 'held', 'debt', 'issued', 'redeemed', 'expired', 'migrated', 'adjusted', 'breakage', 'merged')),
  amount bigint not null check (amount > 0),
  lot_id uuid,
  reason text not null check (reason ~ '^[a-z0-9-]+$'),
  receipt_id uuid,
  hold_id uuid,
  reverses bigint,
  -- when it counts, and when it was written down
  at timestamptz(3) not null,
  recorded_at timestamptz(3) not null,
  -- the terms of the lot, on the transfer that makes one: they are hashed here
  active_from timestamptz(3),
  expires_at timestamptz(3),
  hash bytea not null check (length(hash) = 32),
  primary key (owner_id, number),
  check (debit <> credit),
  check (debit in ('available', 'pending', 'held', 'debt') or credit in ('available', 'pending', 'held', 'debt')),
  foreign key (owner_id, lot_id) references lot (owner_id, lot_id)
);
create index transfer_receipt on transfer (owner_id, receipt_id) where receipt_id is not null;
comment on table transfer is 'distributed by owner_id';

create table hold (
  owner_id uuid not null references owner,
  hold_id uuid not null,
  receipt_id uuid not null,
  state text not null check (state in ('open', 'committed', 'cancelled', 'expired')),
  -- points by kind
  points jsonb not null,
  confirmation_id uuid,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  closed_at timestamptz(3),
  primary key (owner_id, hold_id),
  check ((state = 'open') = (closed_at is null))
);
create index hold_open on hold (owner_id) where state = 'open';
create index hold_receipt on hold (owner_id, receipt_id);
comment on table hold is 'distributed by owner_id';

create table receipt (
  owner_id uuid not null references owner,
  receipt_id uuid not null,
  -- 'void': cancelled before it was ever committed; a late commit of it is refused
  type text not null check (type in ('sale', 'return', 'void')),
  of_receipt_id uuid,
  store_id text not null,
  till_id text not null,
  shift text not null,
  number text not null,
  at timestamptz(3) not null,
  offset_minutes integer not null,
  programme_version integer,
  -- in money, after discounts and points; negative for a return
  paid bigint not null,
  -- what was asked, what the engine answered, what the till was told: the evidence, never changed
  request jsonb not null,
  calculation jsonb not null,
  answer jsonb not null,
  seal bytea not null check (length(seal) = 32),
  -- the member who joined with this anonymous receipt's invitation
  claimed_by uuid,
  recorded_at timestamptz(3) not null,
  primary key (owner_id, receipt_id),
  check ((type = 'return') = (of_receipt_id is not null))
);
create index receipt_of on receipt (owner_id, of_receipt_id) where of_receipt_id is not null;
create index receipt_at on receipt (owner_id, at);
comment on table receipt is 'distributed by owner_id';

create table offer (
  owner_id uuid not null references owner,
  offer_id uuid not null,
  promotion text not null,
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3) not null,
  used_by uuid,
  primary key (owner_id, offer_id)
);
comment on table offer is 'distributed by owner_id';

create table promo_code (
  code text primary key,
  promotion text not null,
  valid_from timestamptz(3) not null,
  valid_until timestamptz(3) not null,
  taken_by uuid
);
comment on table promo_code is 'distributed by code';

-- One-time proofs. For a phone that nobody has joined with, owner_id is derived from the phone.
create table confirmation (
  owner_id uuid not null,
  confirmation_id uuid not null,
  purpose text not null check (purpose in ('join', 'spend', 'change-phone')),
  phone text not null,
  -- numbered per owner, so that two requests at once cannot both be the last that the limit allows
  ordinal integer not null check (ordinal > 0),
  code_hash bytea not null check (length(code_hash) = 32),
  tries_left integer not null check (tries_left >= 0),
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3),
  primary key (owner_id, confirmation_id),
  unique (owner_id, ordinal)
);
create index confirmation_recent on confirmation (owner_id, created_at);
comment on table confirmation is 'distributed by owner_id';

create table message (
  owner_id uuid not null,
  message_id uuid not null,
  channel text not null,
  purpose text not null,
  address text not null,
  body text not null,
  created_at timestamptz(3) not null,
  sent_at timestamptz(3),
  failed text,
  primary key (owner_id, message_id)
);
create index message_unsent on message (created_at) where sent_at is null and failed is null;
comment on table message is 'distributed by owner_id';

create table event (
  owner_id uuid not null,
  event_id uuid not null,
  type text not null,
  payload jsonb not null,
  at timestamptz(3) not null,
  delivered_at timestamptz(3),
  primary key (owner_id, event_id)
);
create index event_undelivered on event (at) where delivered_at is null;
comment on table event is 'distributed by owner_id';

create table merge (
  owner_id uuid not null references owner,
  merge_id uuid not null,
  from_owner_id uuid not null,
  -- both sides as they were and as the merge left them: what an undo checks and restores
  evidence jsonb not null,
  at timestamptz(3) not null,
  undone_at timestamptz(3),
  primary key (owner_id, merge_id)
);
comment on table merge is 'distributed by owner_id';
