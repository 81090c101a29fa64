-- 0020_calls. Why: a call opens its caller's page before an operator says hello; what was said, and its recording, are found later.

-- What is known of a call from everything that was told of it, and what the operator said of it.
create table call (
  -- made of the exchange and of what it calls the call, so that all that is told of it meets here
  call_id uuid primary key,
  provider text not null check (provider ~ '^[a-z][a-z0-9-]*$'),
  external_id text not null check (length(external_id) between 1 and 200),
  -- moved by every change
  version integer not null check (version >= 0),
  state text not null check (state in ('ringing', 'talking', 'held', 'ended')),
  direction text check (direction in ('in', 'out')),
  -- in E.164; null: withheld, or not said
  client_phone text check (length(client_phone) <= 32),
  line text check (length(line) <= 32),
  -- the telephone that talked last, or rang
  extension text check (length(extension) <= 32),
  -- where it rings or is talked now
  ringing_at text[] not null,
  -- by what the exchange is told to do something with it
  leg text check (length(leg) <= 200),
  started_at timestamptz(3) not null,
  answered_at timestamptz(3),
  ended_at timestamptz(3),
  talk_seconds integer check (talk_seconds >= 0),
  -- members that the phone led to when it became known
  matched uuid[] not null,
  -- the one, or whom the operator chose
  member_id uuid,
  -- who took it
  operator_id uuid,
  topic text check (length(topic) between 1 and 64),
  note text check (length(note) between 1 and 2000),
  wrapped_at timestamptz(3)
);
create index call_started on call (started_at, call_id);
create index call_member on call (member_id, started_at);
create index call_phone on call (right(client_phone, 10), started_at);
create index call_live on call (started_at) where state <> 'ended';
create index call_unsaid on call (operator_id, ended_at) where wrapped_at is null;
comment on table call is 'distributed by call_id';

-- What was told of it, each thing once.
create table call_news (
  call_id uuid not null references call,
  news_hash bytea not null check (length(news_hash) = 32),
  news jsonb not null,
  told_at timestamptz(3) not null,
  primary key (call_id, news_hash)
);
comment on table call_news is 'distributed by call_id';

-- Kept apart from its call: a call that is erased leaves its file to be deleted.
create table recording (
  call_id uuid not null,
  recording_id uuid not null,
  provider text not null,
  -- by what it is fetched; null: it was sent to us
  record_ref text check (length(record_ref) <= 2000),
  -- leaving: its time is over, the file goes; erasing: so does this row
  state text not null check (state in ('waiting', 'kept', 'lost', 'leaving', 'deleted', 'erasing')),
  type text check (type in ('audio/mpeg', 'audio/wav', 'audio/ogg', 'audio/mp4')),
  size bigint check (size > 0),
  sha256 bytea check (length(sha256) = 32),
  tries integer not null check (tries >= 0),
  -- why it is not here yet, in a word
  because text check (length(because) <= 64),
  asked_at timestamptz(3) not null,
  -- when a worker looks at it next; null: nothing is left to do. While one has it, this is when the next may take it over
  next_at timestamptz(3),
  kept_at timestamptz(3),
  primary key (call_id, recording_id),
  check (state <> 'kept' or (type is not null and size is not null and sha256 is not null and kept_at is not null))
);
create index recording_due on recording (next_at) where next_at is not null;
create index recording_kept on recording (kept_at) where state = 'kept';
comment on table recording is 'distributed by call_id';

-- Who listens: one that plays a recording and seeks in it asks for many parts of it, and has listened once in that hour.
create table listening (
  call_id uuid not null,
  recording_id uuid not null,
  listener text not null check (length(listener) <= 64),
  hour timestamptz(0) not null,
  primary key (call_id, recording_id, listener, hour)
);
comment on table listening is 'distributed by call_id';

-- At which telephone an operator sits.
create table extension (
  extension text primary key check (extension ~ '^[0-9]{2,8}$'),
  operator_id uuid not null unique,
  taken_at timestamptz(3) not null
);
comment on table extension is 'reference: few, and asked about with every call';

-- Exchanges write numbers with and without the country.
create index identifier_phone_tail on identifier (right(value, 10)) where kind = 'phone';
create index phone_claim_tail on phone_claim (right(phone, 10));
