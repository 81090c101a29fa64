-- 0018_abuse. Why: a cashier who lets points of customers flow to one card is found and shown, and so are other ways to cheat.

-- What was written since the rules looked last. Receipts are appended in this order, so that it costs a till next to nothing.
create index receipt_recorded on receipt using brin (recorded_at) with (autosummarize = on);
-- The few events that are not receipts and that the rules look at.
create index event_watched on event (at) where type in ('points-granted', 'members-merged', 'member-joined');

alter table store
  add column latitude double precision check (latitude between -90 and 90),
  add column longitude double precision check (longitude between -180 and 180),
  add constraint store_place check ((latitude is null) = (longitude is null));

-- Of the receipts of the window that the rules look back on, what they ask about, each copied once. It goes as the window moves on.
create table abuse_receipt (
  owner_id uuid not null,
  receipt_id uuid not null,
  type text not null check (type in ('sale', 'return')),
  of_receipt_id uuid,
  -- false: no card was shown
  member boolean not null,
  store_id text not null,
  till_id text not null,
  cashier text,
  at timestamptz(3) not null,
  offset_minutes integer not null,
  paid bigint not null,
  earned bigint not null,
  spent bigint not null,
  -- what a return could not take back, since it was spent
  owed bigint not null,
  primary key (owner_id, receipt_id)
);
create index abuse_receipt_at on abuse_receipt (store_id, at);
comment on table abuse_receipt is 'distributed by owner_id';

-- How far receipts were copied.
create table abuse_bookmark (
  name text primary key,
  until timestamptz(3) not null
);
comment on table abuse_bookmark is 'reference: one row, moved by the worker';

-- What the rules found: one row for a suspicion, however much it grows. It keeps the few facts that a reviewer needs to see why,
-- and no name or phone.
create table abuse_case (
  case_id uuid primary key,
  -- the rule and whom it suspects
  key text not null,
  -- the key while the case is open: a suspicion has one open case at most
  open_key text unique,
  rule text not null check (rule ~ '^[a-z-]+$'),
  subject jsonb not null,
  state text not null check (state in ('open', 'blocked', 'released')),
  -- how far from chance: ten more is ten times less likely
  weight integer not null check (weight >= 0),
  figures jsonb not null,
  members jsonb not null,
  traces jsonb not null,
  -- each with who, when, why, and what exactly it changed
  decisions jsonb not null default '[]',
  -- until then the same suspicion makes no new case
  quiet_until timestamptz(3),
  found_at timestamptz(3) not null,
  grown_at timestamptz(3) not null,
  version integer not null check (version > 0),
  check ((state = 'open') = (open_key is not null)),
  check (open_key is null or open_key = key),
  check ((state = 'open') = (quiet_until is null))
);
create index abuse_case_state on abuse_case (state, weight desc, case_id);
create index abuse_case_key on abuse_case (key);
comment on table abuse_case is 'reference: few, written by the worker and by reviewers';
