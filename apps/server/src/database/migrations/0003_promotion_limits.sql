-- 0003_promotion_limits. Why: a promotion may be limited for each member, and for everybody together.
--
-- A member's uses lie with the member. What everybody may have together is a budget, one row that no receipt touches: processes
-- lease slices of it, and each receipt writes beside itself under which lease it took how much.

create table promotion_use (
  owner_id uuid not null references owner,
  -- '2026-11-22', '2026-W47', '2026-11', '2026' or 'ever', in the receipts' own local time
  period text not null,
  promotion text not null,
  times integer not null check (times >= 0),
  primary key (owner_id, period, promotion)
);
comment on table promotion_use is 'distributed by owner_id';

create table budget (
  promotion text not null,
  -- 'total' counts receipts, 'discount' minor units, 'points' points
  limit_name text not null check (limit_name in ('total', 'discount', 'points')),
  -- in the chain's time
  period text not null,
  -- the most that any version of the programme under which a slice was leased allowed
  most bigint not null check (most > 0),
  -- by receipts under leases that are settled; below zero when they gave back what was taken under one that is not
  used bigint not null,
  -- all slices that are out
  leased bigint not null check (leased >= 0),
  primary key (promotion, limit_name, period),
  check (used + leased <= most)
);
comment on table budget is 'distributed by promotion';

create table budget_lease (
  promotion text not null,
  lease_id uuid not null,
  limit_name text not null,
  period text not null,
  amount bigint not null check (amount >= 0),
  -- by the database's clock; nothing is written under a lease that has ended
  ends_at timestamptz(3) not null,
  primary key (promotion, lease_id),
  foreign key (promotion, limit_name, period) references budget
);
create index budget_lease_ends on budget_lease (ends_at);
comment on table budget_lease is 'distributed by promotion';

create table budget_use (
  owner_id uuid not null references owner,
  -- the sale, or below zero the return after which nothing of a sale was left
  receipt_id uuid not null,
  promotion text not null,
  limit_name text not null,
  period text not null,
  lease_id uuid not null,
  amount bigint not null check (amount <> 0),
  primary key (owner_id, receipt_id, promotion, limit_name),
  foreign key (owner_id, receipt_id) references receipt (owner_id, receipt_id)
);
create index budget_use_lease on budget_use (lease_id);
comment on table budget_use is 'distributed by owner_id';
