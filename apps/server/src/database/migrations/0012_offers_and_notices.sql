-- 0012_offers_and_notices. Why: members see what they can have, turn it on, and are told what happened; in the chain's own look and words.

-- A promotion that is turned on: of an offer that was given when that was, of others the row is made by turning it on.
alter table offer add column activated_at timestamptz(3);

-- What a member was told, one row for each thing that happened: ids and amounts, put into words when somebody reads them.
create table notice (
  owner_id uuid not null references owner,
  -- that of the event it tells of, so that one told twice is there once
  notice_id uuid not null,
  kind text not null check (kind ~ '^[a-z-]+$'),
  facts jsonb not null,
  at timestamptz(3) not null,
  primary key (owner_id, notice_id)
);
create index notice_at on notice (owner_id, at);
comment on table notice is 'distributed by owner_id';

-- How far a member has read.
create table inbox (
  owner_id uuid primary key references owner,
  read_until timestamptz(3) not null
);
comment on table inbox is 'distributed by owner_id';

-- Where the browser of a session takes pushed messages; it goes with the session.
create table push_subscription (
  owner_id uuid not null,
  session_id uuid not null,
  endpoint text not null check (endpoint ~ '^https?://' and length(endpoint) <= 2000),
  -- what a message to it is encrypted with
  p256dh text not null check (length(p256dh) <= 120),
  auth text not null check (length(auth) <= 60),
  language text not null check (language in ('ru', 'en')),
  created_at timestamptz(3) not null,
  primary key (owner_id, session_id),
  foreign key (owner_id, session_id) references session (owner_id, session_id)
);
comment on table push_subscription is 'distributed by owner_id';

-- What the chain says in its own words: a document a version, the last is the one that counts.
create table content (
  name text not null check (name in ('brand', 'faq', 'announcements')),
  version integer not null check (version > 0),
  document jsonb not null,
  written_at timestamptz(3) not null,
  primary key (name, version)
);
comment on table content is 'reference';

create table asset (
  asset_id text primary key,
  type text not null check (type in ('image/svg+xml', 'image/png', 'image/jpeg', 'image/webp')),
  bytes bytea not null check (length(bytes) between 1 and 524288),
  written_at timestamptz(3) not null
);
comment on table asset is 'reference';
