-- 0030_sandbox_and_quota. Why: who builds on the API tries it without touching anything real, and a partner's key has so much to ask
-- for a day, whichever server it asks.
alter table api_key add column sandbox boolean not null default false;
alter table api_key add column most_per_day integer check (most_per_day > 0);

-- How much of a day's quota is given out to servers. Each takes some at a time, so no row is written with every request.
create table key_day (
  key_id uuid not null,
  -- of the chain's calendar
  day date not null,
  taken integer not null check (taken >= 0),
  primary key (key_id, day)
);
comment on table key_day is 'distributed by key_id';
