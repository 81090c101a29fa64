-- 0004_offline. Why: a till goes on without network: it asks what has changed, and spends points it was allowed before.

-- A till asks for what has changed since it last asked.
alter table product add column changed_at timestamptz(3) not null default now();
create index product_changed on product (changed_at);

-- Points that one till may let a member spend while it has no network. They are not held: the member may spend them elsewhere
-- meanwhile, and then owes them. What is outstanding of a member's allowances is never more than the programme says.
create table allowance (
  owner_id uuid not null references owner,
  allowance_id uuid not null,
  store_id text not null,
  till_id text not null,
  -- points by kind
  points jsonb not null,
  created_at timestamptz(3) not null,
  -- when the till stops spending it
  valid_until timestamptz(3) not null,
  -- when a receipt that spent it is too old to be sent: so long it is outstanding
  counts_until timestamptz(3) not null,
  used_by uuid,
  primary key (owner_id, allowance_id),
  check (valid_until <= counts_until)
);
comment on table allowance is 'distributed by owner_id';
