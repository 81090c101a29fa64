-- 0002_replay. Why: a purchase history loaded from a file goes on where it stopped, and doubles nothing when repeated.
--
-- These tables are one replay's bookmarks; members, receipts and points themselves lie where a till's would.

-- Members and receipts that exist for a replay alone. An owner is marked when it is made and stays so.
alter table owner add column apart boolean not null default false;

create table replay (
  replay_id integer generated always as identity primary key,
  -- what keeps it apart: 'chain' for history of live members, else a hash
  scope text not null,
  -- of what is in the file, uncompressed
  file_sha256 bytea not null check (length(file_sha256) = 32),
  -- null: whatever is live
  programme_version integer references programme_version,
  state text not null check (state in ('new', 'staged', 'done')),
  lines bigint not null default 0 check (lines >= 0),
  created_at timestamptz(3) not null,
  unique (scope, file_sha256)
);
comment on table replay is 'local: the files that were replayed';

-- A lane takes its receipts in the order of `position`, one after another; a member is in one lane.
create table replay_lane (
  replay_id integer not null references replay on delete cascade,
  lane smallint not null check (lane >= 0),
  -- the last one taken
  position bigint not null check (position >= 0),
  primary key (replay_id, lane)
);
comment on table replay_lane is 'local: how far a replay has come';

create table replay_receipt (
  replay_id integer not null references replay on delete cascade,
  lane smallint not null,
  position bigint not null check (position > 0),
  -- as in the file; the order of text is that of its bytes, everywhere
  receipt_id text collate "C" not null,
  member_id text collate "C",
  store_id text not null,
  at timestamptz(3) not null,
  offset_minutes integer not null,
  -- in minor units, as in the file
  total bigint not null,
  -- [line_no, product_id, quantity in thousandths, amount in minor units] each; null once it was taken
  lines json,
  -- whose it is: known beforehand for live members, else once it was taken
  owner_id uuid,
  -- what it is called among the receipts
  taken_as uuid,
  refused text,
  primary key (replay_id, lane, position)
);
comment on table replay_receipt is 'local: the receipts of a file, in the order they are taken';
