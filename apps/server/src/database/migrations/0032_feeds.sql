-- 0032_feeds. Why: chains without 1C keep their goods in a shop, which gives them away as a feed (YML) at an address. A worker fetches it
-- now and then; what it could not take stays, for whoever looks after the feed.

-- Where the first picture of goods is, as a feed tells it.
alter table product add column picture text;

create table feed (
  feed_id uuid primary key,
  kind text not null check (kind in ('yml')),
  name text not null,
  url text not null,
  every_minutes integer not null check (every_minutes between 5 and 10080),
  paused boolean not null default false,
  created_at timestamptz(3) not null,
  -- when a worker is to fetch it next
  due_at timestamptz(3) not null,
  -- the run that is under way
  run_id uuid,
  -- a worker that runs says so; one that has fallen silent is taken over from
  beat_at timestamptz(3),
  -- promotions that its promos would be
  promotions jsonb not null default '[]'
);
comment on table feed is 'local: feeds of goods at addresses';

create table feed_run (
  run_id uuid primary key,
  feed_id uuid not null references feed on delete cascade,
  began_at timestamptz(3) not null,
  ended_at timestamptz(3),
  state text not null check (state in ('running', 'done', 'failed')),
  -- goods that were read, written since they differed, given up since they are not there any more; rows that were not taken
  goods bigint not null default 0,
  written bigint not null default 0,
  gone bigint not null default 0,
  bad bigint not null default 0,
  promos integer not null default 0,
  bytes bigint not null default 0,
  -- why it failed, for programs, and in the words of whoever read it
  because text,
  message text
);
create index feed_run_newest on feed_run (feed_id, began_at desc);
comment on table feed_run is 'local: what has become of each time that a feed was read';

-- The first thousand of a run.
create table feed_problem (
  run_id uuid not null references feed_run on delete cascade,
  number integer not null,
  line bigint not null,
  what text not null,
  reason text not null,
  written text not null,
  primary key (run_id, number)
);
comment on table feed_problem is 'local: rows of a feed that were not taken, or not whole';

-- Which goods came by a feed: only those it can give up.
create table feed_product (
  feed_id uuid not null references feed on delete cascade,
  product_id text not null,
  seen_in uuid not null,
  primary key (feed_id, product_id)
);
comment on table feed_product is 'local: goods that came by a feed, and in which run they were there last';
