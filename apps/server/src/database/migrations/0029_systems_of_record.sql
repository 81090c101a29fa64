-- 0029_systems_of_record. Why: where a chain's 1C, SAP or Saby has the truth about members and points, what happens here has to reach
-- it, in order and once, and what changes there has to be seen here.

-- A member and what the system of record has of them.
create table record_link (
  owner_id uuid primary key,
  -- what the system calls them; null: it does not know them, as far as we know
  record_id text,
  -- points that the system has no place for: above zero they are more here, below zero it has some that were spent here
  beside bigint not null default 0,
  -- what it said last, to tell a change there from a change here
  said jsonb,
  -- who they are it has from us since: how it writes that is no change there
  told boolean not null default false,
  read_at timestamptz(3),
  -- until when somebody talks to the system about them
  leased_until timestamptz(3)
);
comment on table record_link is 'distributed by owner_id';

-- What has to happen in the system of record. One row an act, in the order of the owner's versions.
create table record_command (
  owner_id uuid not null,
  version bigint not null,
  place integer not null,
  command_id uuid not null,
  act jsonb not null,
  at timestamptz(3) not null,
  -- refused: the system said no, and what comes after it waits for somebody to say what now
  state text not null check (state in ('waiting', 'refused', 'done', 'kept', 'discarded')),
  tries integer not null default 0,
  next_at timestamptz(3),
  because text,
  detail text,
  -- what the system calls what came of it
  reference text,
  ended_at timestamptz(3),
  primary key (owner_id, version, place),
  check ((state = 'waiting') = (next_at is not null)),
  check ((state in ('done', 'kept', 'discarded')) = (ended_at is not null))
);
create index record_command_open on record_command (owner_id, version, place) where state in ('waiting', 'refused');
create index record_command_ended on record_command (ended_at) where ended_at is not null;
comment on table record_command is 'distributed by owner_id';

-- How the system fares, for whoever has to do something about it.
create table record_state (
  system text primary key check (system in ('onec', 'sap', 'sbis')),
  answered_at timestamptz(3),
  -- null: it answers
  away_since timestamptz(3),
  because text
);
comment on table record_state is 'reference';

-- What the system of record calls a member leads to them.
alter table identifier drop constraint identifier_kind_check;
alter table identifier add constraint identifier_kind_check check (
  kind in ('phone', 'email', 'card', 'external', 'receipt', 'hold', 'invitation', 'barcode', 'fiscal', 'record'));
