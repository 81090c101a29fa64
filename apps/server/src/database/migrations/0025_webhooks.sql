-- 0025_webhooks. Why: other systems of the chain hear of what happens as it happens, without asking.
create table webhook (
  webhook_id uuid primary key,
  url text not null,
  -- none: it is told of everything
  events text[] not null,
  description text,
  -- sealed by the installation's secret: it has to sign, so a hash would not do
  secret bytea not null,
  old_secret bytea,
  old_secret_until timestamptz(3),
  created_at timestamptz(3) not null,
  paused_at timestamptz(3),
  -- it said so itself, by answering 410
  gone boolean not null default false,
  -- tries in a row that failed, and until when it is left alone therefore
  failures integer not null default 0,
  rest_until timestamptz(3),
  check ((old_secret is null) = (old_secret_until is null)),
  check (not gone or paused_at is not null)
);
comment on table webhook is 'reference';

create table webhook_delivery (
  owner_id uuid not null,
  event_id uuid not null,
  webhook_id uuid not null,
  state text not null check (state in ('waiting', 'delivered', 'failed')),
  -- when it is tried next, or until when a worker has it to itself
  next_at timestamptz(3),
  tries integer not null default 0,
  -- the last ten, the newest first
  log jsonb not null default '[]',
  primary key (owner_id, event_id, webhook_id),
  check ((state = 'waiting') = (next_at is not null))
);
create index webhook_delivery_due on webhook_delivery (webhook_id, next_at) where next_at is not null;
create index webhook_delivery_listed on webhook_delivery (webhook_id, event_id);
comment on table webhook_delivery is 'distributed by owner_id';

-- What happened in a time is told again. Events come in the order of their times, so this costs a till nothing.
create index event_at on event using brin (at);
